import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readCatalogue } from '../../src/cli/templates-command.ts';
import { globTest } from '../../src/select/pattern.ts';
import { root, templates } from '../select/embedded-model.ts';
import { ensureBuilt, listFiles, runCli } from '../support/built-cli.ts';

let cwd: string;
beforeAll(ensureBuilt, 180_000);
beforeEach(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'templates-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const generate = (...args: string[]) => runCli(args, { cwd });
const own = (file: string) => readFileSync(path.join(root, 'templates', file), 'utf8');

describe('generate templates', () => {
  it('lists every template with what it prints', () => {
    const { status, stdout } = generate('templates');
    expect(status).toBe(0);
    for (const name of templates.keys()) expect(stdout).toMatch(new RegExp(`^ {2}${name} +\\S`, 'm'));
    expect(stdout).toContain('rust: Rust: ');
  });

  it('knows no template that does not exist', () => {
    const names = [...templates.keys()];
    for (const pattern of Object.keys(readCatalogue()))
      expect(names.filter(globTest(pattern)), pattern).not.toEqual([]);
  });

  it('ejects one, some, or a target, and never replaces a file', () => {
    expect(generate('templates', '--eject', 'cpp/_method').status).toBe(0);
    expect(readFileSync(path.join(cwd, 'templates/cpp/_method.hbs'), 'utf8')).toBe(own('cpp/_method.hbs'));
    writeFileSync(path.join(cwd, 'templates/cpp/_method.hbs'), 'mine');
    const again = generate('templates', '--eject', 'cpp/_*');
    expect([again.status, again.stdout]).toEqual([0, expect.stringContaining('cpp/_method.hbs: kept')]);
    expect(readFileSync(path.join(cwd, 'templates/cpp/_method.hbs'), 'utf8')).toBe('mine');
    expect(generate('templates', '--eject', 'rust', '--to', 'mine').status).toBe(0);
    expect(listFiles(path.join(cwd, 'mine'))).toEqual(
      expect.arrayContaining(['rust/target.json', 'rust/lib.hbs', 'rust/_struct.hbs']),
    );
  });

  it('writes to the folder of the configuration, and what it wrote is used', () => {
    writeFileSync(
      path.join(cwd, 'clr-bindgen.config.json'),
      JSON.stringify({ templates: 'style', select: 'IHostTask' }),
    );
    expect(generate('templates', '--eject', 'cpp/_method').stdout).toBe('style/cpp/_method.hbs: written\n');
    expect(generate('--target', 'cpp').status).toBe(0);
    const outputs = () => {
      const folder = path.join(cwd, 'generated/cpp');
      return new Map(listFiles(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
    };
    const before = outputs();
    const file = path.join(cwd, 'style/cpp/_method.hbs');
    writeFileSync(file, readFileSync(file, 'utf8').replace(' = 0;', ' = 0; // slot {{slot}}'));
    expect(generate('--target', 'cpp').status).toBe(0);
    const after = outputs();
    // Exactly the outputs that use the partial change.
    expect([...after].filter(([name, text]) => before.get(name) !== text).map(([name]) => name)).toEqual(['mscoree.h']);
    expect(after.get('mscoree.h')).toContain(' = 0; // slot 3\n');
    expect(after.get('mscoree.h')?.replace(/ \/\/ slot \d+$/gm, '')).toBe(before.get('mscoree.h'));
  });

  it('says which name is nearest to one that does not exist', () => {
    const { status, stderr } = generate('templates', '--eject', 'cpp/_metod');
    expect([status, stderr]).toEqual([2, expect.stringContaining('did you mean `cpp/_method`?')]);
  });
});

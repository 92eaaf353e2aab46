import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generate } from '../../src/generate.ts';
import { WatchSession } from '../../src/watch/watch-session.ts';
import { repository } from '../support/built-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'revise-last-'));
  cpSync(path.join(repository, 'metadata', 'docs', 'hosting'), path.join(cwd, 'docs'), { recursive: true });
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function filesBelow(folder: string): readonly (readonly [string, string])[] {
  const names = readdirSync(path.join(cwd, folder), { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => /\.\w+$/.test(name));
  return files.map((name) => [name, readFileSync(path.join(cwd, folder, name), 'utf8')]);
}

describe('a save that is made up for', () => {
  const options = () => ({ cwd, docs: ['docs'], targets: ['cpp'] });

  it('finds an output that somebody changed right after it was written', async () => {
    const page = path.join(cwd, 'docs', readdirSync(path.join(cwd, 'docs')).find((name) => /-method/.test(name)) ?? '');
    const text = readFileSync(page, 'utf8');
    const save = (round: number) => writeFileSync(page, text.replace(/^# .*$/m, `$&\n\nSummary number ${round}.`));
    const session = new WatchSession({ ...options(), out: 'out' });
    await session.run([], false);
    save(1);
    const { result } = await session.run([page], true);
    // The header, the model and the manifest, without a stage that parses.
    expect([result.statistics.milliseconds.parse, result.counts.written]).toEqual([0, 3]);
    const header = path.join(cwd, 'out', 'cpp', 'clr.h');
    // As long as it was, and as young as the others: nothing but the content tells.
    writeFileSync(header, readFileSync(header, 'utf8').replace('#include', '#Include'));
    save(2);
    await session.run([page], true);
    await generate({ ...options(), out: 'cold' });
    expect(filesBelow('out')).toEqual(filesBelow('cold'));
  });
});

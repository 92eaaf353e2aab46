import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type DiffFlags, describeDiff, runDiff } from '../../src/cli/diff-command.ts';
import { modelToJson } from '../../src/model/json.ts';
import type { Model } from '../../src/model/model.ts';
import { enumPage } from './pages.ts';
import { sample } from './sample.ts';

let folder: string;
const file = (name: string) => path.join(folder, name);

function without(what: 'enums' | 'interfaces'): Model {
  return { ...sample, [what]: [] };
}

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'diff-command-'));
  const docs = sample.typedefs.map((entity) => ({ ...entity, library: 'another.lib' }));
  const renamed = sample.typedefs.map((entity) => ({ ...entity, header: 'cor.h' }));
  writeFileSync(file('old.json'), modelToJson(sample));
  writeFileSync(file('same.json'), modelToJson(structuredClone(sample)));
  writeFileSync(file('abi.json'), modelToJson(without('enums')));
  writeFileSync(file('source.json'), modelToJson({ ...sample, typedefs: renamed }));
  writeFileSync(file('docs.json'), modelToJson({ ...sample, typedefs: docs }));
  writeFileSync(file('broken.json'), '{');
  writeFileSync(file('page.md'), enumPage('MY_FLAGS', [['MY_ONE', '1']]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

async function run(old: string | undefined, next: string | undefined, flags: Partial<DiffFlags> = {}) {
  const output: Record<'stdout' | 'stderr', string> = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      output[stream] += text;
      return true;
    });
  }
  const given = (name: string | undefined) => (name === undefined ? undefined : file(name));
  const code = await runDiff(given(old), given(next), { format: 'text', ...flags });
  vi.restoreAllMocks();
  return { code, ...output };
}

describe('generate diff', () => {
  it('says that nothing changed', async () => {
    expect(await run('old.json', 'same.json', { failOn: 'any' })).toEqual({
      code: 0,
      stdout: 'no change\n',
      stderr: '',
    });
    const { stdout } = await run('old.json', 'same.json', { format: 'json' });
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, changes: [], summary: { abi: 0, docs: 0 } });
    expect((await run('old.json', 'same.json', { format: 'markdown' })).stdout).toContain('No change.');
  });

  it.each([
    ['abi.json', { abi: 3, source: 3, any: 3 }],
    ['source.json', { abi: 0, source: 3, any: 3 }],
    ['docs.json', { abi: 0, source: 0, any: 3 }],
  ] as const)('fails on the changes of %s as asked', async (name, codes) => {
    expect((await run('old.json', name)).code).toBe(0);
    for (const failOn of ['abi', 'source', 'any'] as const) {
      expect((await run('old.json', name, { failOn })).code, failOn).toBe(codes[failOn]);
    }
  });

  it.each([
    [undefined, undefined, {}],
    ['old.json', undefined, {}],
    ['old.json', 'missing.json', {}],
    ['old.json', 'missing', {}],
    ['old.json', 'broken.json', {}],
    ['old.json', 'same.json', { git: 'a..b' }],
    ['.', undefined, { git: 'nothing' }],
  ] as const)('refuses %j %j %j as wrong usage', async (old, next, flags) => {
    const { code, stdout, stderr } = await run(old, next, flags);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error/);
  });

  it('compares a model with docs', async () => {
    const { code, stdout } = await run('old.json', '.');
    expect(code).toBe(0);
    expect(stdout).toContain('MY_FLAGS: added');
    expect(stdout).not.toContain('Findings');
  });

  it('describes itself', () => {
    const command = describeDiff(new Command('diff'));
    expect(command.options.map(({ long }) => long)).toEqual(['--git', '--format', '--fail-on']);
    expect(command.helpInformation()).toContain('--git OLD..NEW [FOLDER]');
  });
});

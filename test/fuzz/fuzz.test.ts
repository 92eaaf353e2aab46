import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt, repository } from '../support/built-cli.ts';
import { hasReference } from '../support/corpus.ts';
import { hasTool } from '../support/tools.ts';

/** A short run of `npm run fuzz`, the same pages each time; the long one takes a new seed. */
describe.skipIf(!hasTool('g++'))('mutated pages', () => {
  let keep: string;
  beforeAll(() => {
    ensureBuilt();
    keep = mkdtempSync(path.join(os.tmpdir(), 'fuzz-'));
  }, 180_000);
  afterAll(() => rmSync(keep, { recursive: true, force: true }));

  interface Inputs {
    readonly tried: number;
    readonly accepted: number;
    readonly work: number;
  }

  interface Result {
    readonly failures: object;
    readonly mutants: number;
    readonly accepted: number;
    /** What was done of what may be done, at most. */
    readonly work: Readonly<Record<string, number>>;
    readonly models: Inputs;
    readonly templates: Inputs;
    readonly configurations: Inputs;
    readonly metadata: Inputs;
  }

  function fuzz(...args: string[]): Result {
    const script = path.join(repository, 'test', 'fuzz', 'fuzz.mjs');
    const run = spawnSync(process.execPath, [script, '--seed', '1', '--quick', '--keep', keep, ...args], {
      encoding: 'utf8',
      timeout: 110_000,
    });
    expect(run.stderr).toBe('');
    expect(readdirSync(keep)).toEqual([]);
    return JSON.parse(run.stdout.trim().split('\n').at(-1) as string);
  }

  it('of this package do no harm', () => {
    const { failures, mutants, accepted, work } = fuzz(
      '--inputs',
      '0',
      '--pages',
      '150',
      '--docs',
      path.join(repository, 'metadata', 'docs'),
    );
    expect(failures).toEqual({});
    expect(mutants).toBeGreaterThanOrEqual(150);
    expect(accepted).toBeGreaterThan(50);
    // Work is really counted.
    expect(work.parsing).toBeGreaterThan(0.001);
    expect(work.emitting).toBeGreaterThan(0.01);
  });

  it.skipIf(!hasReference)('of the reference do no harm', () => {
    const { failures, mutants } = fuzz('--inputs', '0', '--pages', '500');
    expect(failures).toEqual({});
    expect(mutants).toBeGreaterThanOrEqual(500);
  });

  it('beside them, all other inputs do no harm', () => {
    const { failures, models, templates, configurations, metadata } = fuzz('--pages', '0', '--inputs', '16');
    expect(failures).toEqual({});
    for (const inputs of [models, templates, configurations, metadata]) {
      expect(inputs).toMatchObject({ tried: 16 });
      expect(inputs.accepted).toBeGreaterThan(0);
      expect(inputs.accepted).toBeLessThan(16);
      expect(inputs.work).toBeGreaterThan(10_000);
    }
  });
});

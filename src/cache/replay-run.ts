import { existsSync, lstatSync, readFileSync } from 'node:fs';
import type { GenerateOptions } from '../generation.ts';
import { hashText } from '../write/text-hash.ts';
import { readCacheFile, writeCacheFile } from './cache-file.ts';
import { compareStamp, type FileStamp, type Hasher, hashFile, hashFolder, stamp } from './file-stamp.ts';
import { runKey } from './run-key.ts';
import {
  formatRecord,
  parseRecord,
  type RecordedRun,
  type ReplayedRun,
  type RunRecord,
  recordFile,
} from './run-record.ts';

/**
 * Tells the last run with these options again, if it would do nothing: no file of the generator, no input, no output
 * and no folder that could hold another input has changed since. Nothing is taken on trust from the record but what a
 * run would find out the same from the same inputs.
 *
 * @returns undefined where something changed, or nothing is recorded: then a run has to be made.
 */
export function replayRun(options: GenerateOptions & { readonly cacheFolder: string }): ReplayedRun | undefined {
  const start = performance.now();
  const now = Date.now();
  const file = recordFile(options.cacheFolder, runKey(options));
  const cached = readCacheFile(file);
  const record = cached && 'content' in cached ? parseRecord(cached.content) : undefined;
  const run = record?.run;
  if (record === undefined || run === undefined) return undefined;

  const current = refreshed(record, run, now);
  if (current === undefined) return undefined;
  // So that the next run need not read again what was only touched.
  if (current !== record) writeCacheFile(file, [formatRecord(current)]);
  const { outcome, diagnostics, out, outputs, inputs, statistics } = run.result;
  return {
    outcome,
    diagnostics,
    out,
    plan: { actions: outputs.map((path) => ({ kind: 'keep', path })) },
    counts: { written: 0, unchanged: outputs.length, removed: 0 },
    inputs,
    statistics: {
      ...statistics,
      milliseconds: { read: performance.now() - start, parse: 0, model: 0, emit: 0, write: 0 },
    },
  };
}

/** The record with the stamps of now, itself where they are the same; undefined where something changed. */
function refreshed(record: RunRecord, run: RecordedRun, now: number): RunRecord | undefined {
  if (run.missing.some((path) => existsSync(path))) return undefined;
  const program = refreshStamps(record.program, hashFile, now);
  const files = program && refreshStamps(run.files, hashFile, now);
  const folders = files && refreshStamps(run.folders, hashFolder, now);
  const outputs = folders && refreshStamps(run.outputs, hashOutput, now);
  if (!program || !files || !folders || !outputs) return undefined;
  const same = program === record.program && files === run.files && folders === run.folders && outputs === run.outputs;
  return same ? record : { ...record, program, run: { ...run, files, folders, outputs } };
}

/** The stamps as they are now, the same list where none differs; undefined where a content changed. */
export function refreshStamps(
  stamps: readonly FileStamp[],
  hasher: Hasher,
  now: number,
): readonly FileStamp[] | undefined {
  let fresh: FileStamp[] | undefined;
  for (const [index, one] of stamps.entries()) {
    const result = compareStamp(one, hasher);
    if (result === 'changed') return undefined;
    if (result === 'same') continue;
    const again = stamp(one[0], one[5], now);
    // Still too young to be known by its status.
    if (again[2] === 0 && one[2] === 0) continue;
    fresh ??= [...stamps];
    fresh[index] = again;
  }
  return fresh ?? stamps;
}

/** Line ends of an output do not count: a checkout may have turned them. */
export function hashOutput(file: string): string {
  if (lstatSync(file).isSymbolicLink()) throw new Error('a run would replace the link');
  return hashText(readFileSync(file, 'utf8'));
}

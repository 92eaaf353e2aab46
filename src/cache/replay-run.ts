import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { clock } from '../clock.ts';
import type { GenerateOptions } from '../generation.ts';
import { FileContent } from '../write/file-content.ts';
import { readCacheFile, writeCacheFile } from './cache-file.ts';
import { compareStamp, type FileStamp, type Hasher, hashFile, hashFolder, stamp } from './file-stamp.ts';
import { type ReadChange, readChanges } from './page-meaning.ts';
import { runKey } from './run-key.ts';
import {
  formatRecord,
  parseRecord,
  type RecordedRun,
  type ReplayedRun,
  type RunRecord,
  recordFile,
} from './run-record.ts';
import type { StampList } from './stamp-list.ts';

/**
 * Tells the last run with these options again, if it would do nothing: no file of the generator, no input, no output
 * and no folder that could hold another input has changed since, or of a few pages only what no run reads. Where a few
 * pages changed in their prose alone, what they changed of the last run is made up for. Nothing is taken on trust from
 * the record but what a run would find out the same from the same inputs.
 *
 * @returns undefined where something else changed, or nothing is recorded: then a run has to be made.
 */
export async function replayRun(options: CachedOptions): Promise<ReplayedRun | undefined> {
  const start = clock();
  const now = Date.now();
  const file = recordFile(options.cacheFolder, runKey(options));
  const cached = readCacheFile(file);
  const record = cached && 'content' in cached ? parseRecord(cached.content) : undefined;
  const run = record?.run;
  if (record === undefined || run === undefined) return undefined;

  const current = await refreshed(record, run, options, now);
  if (current === undefined) return undefined;
  if (current.changes.length > 0) {
    const { reviseRun } = await import('./revise-run.ts');
    return reviseRun(current.record, current.changes, options, { start, now, contents: current.contents });
  }
  // So that the next run need not read again what was only touched.
  if (current.record !== record) writeCacheFile(file, formatRecord(current.record));
  const { outcome, diagnostics, out, outputs, inputs, statistics } = run.result;
  return {
    outcome,
    diagnostics: diagnostics.value,
    out,
    plan: { actions: outputs.map((path) => ({ kind: 'keep', path })) },
    counts: { written: 0, unchanged: outputs.length, removed: 0 },
    get inputs() {
      return inputs.value;
    },
    statistics: {
      ...statistics,
      milliseconds: { read: clock() - start, parse: 0, model: 0, emit: 0, write: 0 },
    },
  };
}

type CachedOptions = GenerateOptions & { readonly cacheFolder: string };

/** A record with the stamps of now, and the pages that mean something else than it says. */
interface Refreshed {
  readonly record: RunRecord & { readonly run: RecordedRun };
  readonly changes: readonly ReadChange[];
  /** Contents of outputs that had to be read, by absolute path. */
  readonly contents: ReadonlyMap<string, FileContent>;
}

/** The record itself where its stamps are those of now; undefined where something changed that may not. */
async function refreshed(
  record: RunRecord,
  run: RecordedRun,
  options: CachedOptions,
  now: number,
): Promise<Refreshed | undefined> {
  if (run.missing.some((path) => existsSync(path))) return undefined;
  const program = refreshStamps(record.program, hashFile, now);
  const folders = program && refreshStamps(run.folders, hashFolder, now);
  const contents = new Map<string, FileContent>();
  const outputs = folders && refreshStamps(run.outputs, (file) => hashOutput(file, contents), now);
  const inputs = outputs && (await refreshFiles(record, run, options, now));
  if (!program || !inputs || !folders || !outputs) return undefined;
  const { files, storedAs, changes } = inputs;
  const same = program === record.program && files === run.files && folders === run.folders && outputs === run.outputs;
  const fresh = { ...record, program, run: { ...run, files, storedAs, folders, outputs } };
  return { record: same ? (record as Refreshed['record']) : fresh, changes, contents };
}

/** Where more pages than this changed, a run is made at once. */
const fewPages = 50;

/** The stamps of the inputs as they are now, and the pages that changed; undefined where something else did. */
async function refreshFiles(
  record: RunRecord,
  { files, storedAs }: RecordedRun,
  options: CachedOptions,
  now: number,
): Promise<(Pick<RecordedRun, 'files' | 'storedAs'> & Pick<Refreshed, 'changes'>) | undefined> {
  const changed: number[] = [];
  const fresh = refreshStamps(files, hashFile, now, (index) => changed.push(index) <= fewPages);
  if (fresh === undefined) return undefined;
  if (changed.length === 0) return { files: fresh, storedAs, changes: [] };
  const stamps = changed.map((index) => files.at(index));
  const changes = await readChanges(stamps, record, options);
  if (changes === undefined) return undefined;
  const others = new Map<number, FileStamp>();
  const stored = { ...storedAs };
  stamps.forEach(([file, , , , , before], at) => {
    const { page, meansTheSame } = changes[at] as ReadChange;
    others.set(changed[at] as number, stamp(file, page.hash, now));
    if (meansTheSame) stored[file] ??= before;
    else delete stored[file];
  });
  const apart = changes.filter(({ meansTheSame }) => !meansTheSame);
  return { files: fresh.with(others), storedAs: stored, changes: apart };
}

/** The stamps as they are now, the same list where none differs; undefined where a content changed that may not. */
function refreshStamps(
  stamps: StampList,
  hasher: Hasher,
  now: number,
  mayChange: (index: number) => boolean = () => false,
): StampList | undefined {
  const others = new Map<number, FileStamp>();
  for (const index of stamps.paths.keys()) {
    const one = stamps.at(index);
    const result = compareStamp(one, hasher);
    if (result === 'changed' && !mayChange(index)) return undefined;
    if (result !== 'touched') continue;
    const again = stamp(one[0], one[5], now);
    // Still too young to be known by its status.
    if (again[2] !== 0 || one[2] !== 0) others.set(index, again);
  }
  return stamps.with(others);
}

/** Line ends of an output do not count: a checkout may have turned them. */
function hashOutput(file: string, contents: Map<string, FileContent>): string {
  if (lstatSync(file).isSymbolicLink()) throw new Error('a run would replace the link');
  const content = new FileContent(readFileSync(file));
  contents.set(file, content);
  return content.hash;
}

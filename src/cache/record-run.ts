import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { GenerateOptions, GenerateResult } from '../generation.ts';
import { packageRoot } from '../read/package-root.ts';
import type { SourceTree } from '../read/source-file.ts';
import { formatDepfile } from '../write/depfile.ts';
import { manifestName } from '../write/manifest.ts';
import type { WritePlan } from '../write/plan.ts';
import { hashText } from '../write/text-hash.ts';
import { type FileStamp, type Hasher, hashFile, hashFolder, restamp, stamp } from './file-stamp.ts';
import { RecordPart } from './record-part.ts';
import type { RecordedRun, RecordedTree } from './run-record.ts';
import { StampList } from './stamp-list.ts';

/** Codes that speak of the disk at that time and not of the inputs alone. */
const ofTheMoment = /^CB(?:7\d\d|199)$/;

/**
 * Records a run so that `replayRun` can tell it again.
 *
 * @param begun When the run began, in milliseconds since 1970.
 * @param earlier The record before, whose hashes are used where nothing changed.
 * @returns undefined for a run that left outputs unwritten, failed on the way, or depends on something that the record
 *   does not hold.
 */
export function recordRun(
  result: GenerateResult,
  options: Options,
  begun: number,
  earlier: RecordedRun | undefined,
): RecordedRun | undefined {
  const { outcome, diagnostics, plan, trees, statistics } = result;
  if ((outcome !== 'done' && outcome !== 'failed') || plan === undefined) return undefined;
  if (diagnostics.some(({ code }) => ofTheMoment.test(code))) return undefined;
  const upToDate = plan.actions.every(({ kind }) => kind === 'keep');
  if (options.mode !== undefined && options.mode !== 'write' && (!upToDate || options.depfile !== undefined)) {
    return undefined;
  }
  // The sources that such a pattern reads are not recorded.
  if (options.select?.some((pattern) => pattern.startsWith('used:'))) return undefined;
  if (trees.some(({ trace }) => trace?.complete !== true)) return undefined;
  try {
    const { files, folders } = inputStamps(trees, options, begun, earlier);
    const outputs = plan.actions.filter(({ kind }) => kind !== 'remove').map((action) => action.path);
    const { milliseconds: _, ...counted } = statistics;
    return {
      files,
      included: includedFiles(trees, options.cwd),
      storedAs: {},
      trees: RecordPart.of(recordedTrees(trees, options.cwd)),
      folders,
      missing: [...new Set(trees.flatMap(({ trace }) => trace?.missing ?? []))],
      outputs: outputStamps(result, plan, options, begun),
      result: {
        outcome,
        diagnostics: RecordPart.of(diagnostics),
        out: result.out,
        outputs,
        inputs: RecordPart.of(result.inputs),
        statistics: counted,
      },
    };
  } catch {
    // Something went away meanwhile, or is newer than what the run read: the next run will tell.
    return undefined;
  }
}

type Options = GenerateOptions & { readonly cwd: string; readonly out: string };

function recordedTrees(trees: readonly SourceTree[], cwd: string): readonly RecordedTree[] | null {
  const recorded: RecordedTree[] = [];
  for (const { root, files, trace } of trees) {
    if (trace?.repository === undefined) return null;
    const pages = files.map(({ id, includes }): RecordedTree['pages'][number] => [
      id,
      ...[...includes].map(([target, { path: shown, hash }]) => [target, shown, hash] as const),
    ]);
    recorded.push({ root: path.resolve(cwd, root), shown: root, repository: trace.repository, pages });
  }
  return recorded;
}

function includedFiles(trees: readonly SourceTree[], cwd: string): readonly string[] {
  const included = trees.flatMap(({ files }) => files.flatMap(({ includes }) => [...includes.values()]));
  return [...new Set(included.map((file) => path.resolve(cwd, file.path)))];
}

function inputStamps(
  trees: readonly SourceTree[],
  options: Options,
  begun: number,
  earlier: RecordedRun | undefined,
): Pick<RecordedRun, 'files' | 'folders'> {
  const recorded = new Map([...(earlier?.files ?? []), ...(earlier?.folders ?? [])].map((one) => [one[0], one]));
  const unread = (file: string, hasher: Hasher) => olderThan(begun, restamp(file, recorded.get(file), hasher, begun));
  const files = new Map<string, FileStamp>();
  const read = (shown: string, hash: string) => {
    const file = path.resolve(options.cwd, shown);
    if (!files.has(file)) files.set(file, stamp(file, hash, begun));
  };
  for (const { path: shown, hash, includes } of trees.flatMap((tree) => tree.files)) {
    read(shown, hash);
    for (const included of includes.values()) read(included.path, included.hash);
  }
  const folders = new Set(trees.flatMap(({ trace }) => trace?.folders ?? []));
  for (const entry of furtherInputs(options)) {
    if (entry.isFolder) folders.add(entry.path);
    else if (!files.has(entry.path)) files.set(entry.path, unread(entry.path, hashFile));
  }
  return {
    files: StampList.of(files.values()),
    folders: StampList.of([...folders].map((folder) => unread(folder, hashFolder))),
  };
}

/** Files and folders that are read beside the docs. */
function* furtherInputs({ cwd, base, templates }: Options): Iterable<{ path: string; isFolder: boolean }> {
  const roots = [path.join(packageRoot, 'metadata'), path.join(packageRoot, 'templates')];
  if (templates !== undefined) roots.push(path.resolve(cwd, templates));
  for (const root of roots) {
    yield { path: root, isFolder: true };
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
      yield { path: path.join(entry.parentPath, entry.name), isFolder: entry.isDirectory() };
    }
  }
  if (base !== undefined && base !== 'embedded') {
    const model = path.resolve(cwd, base);
    yield { path: model, isFolder: false };
  }
}

/** The stamp of something that is no newer than the run that has read it; else the run may have read something else. */
function olderThan(begun: number, stamp: FileStamp): FileStamp {
  if (stamp[2] !== 0) return stamp;
  const { mtimeMs, ctimeMs } = statSync(stamp[0]);
  if (Math.max(mtimeMs, ctimeMs) > begun) throw new Error(`${stamp[0]} changed during the run`);
  return stamp;
}

/** Hashes are those of what was to be written, not of what is there now. */
function outputStamps(result: GenerateResult, plan: WritePlan, options: Options, begun: number): StampList {
  const { cwd, out, depfile } = options;
  const root = path.resolve(cwd, out);
  const stamps = Object.entries(plan.hashes).map(([file, hash]) => stamp(path.join(root, file), hash, begun));
  if (depfile === undefined) return StampList.of(stamps);
  const text = formatDepfile(`${result.out}/${manifestName}`, result.inputs);
  return StampList.of([...stamps, stamp(path.resolve(cwd, depfile), hashText(text), begun)]);
}

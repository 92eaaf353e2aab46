import path from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { GenerateResult, Outcome, Statistics } from '../generation.ts';
import type { WriteAction } from '../write/plan.ts';
import type { FileStamp } from './file-stamp.ts';

/** What a run left for the next one: what it used, what it wrote, and what it said. */
export interface RunRecord {
  /** The files of the generator. */
  readonly program: readonly FileStamp[];
  /** Outputs, and what they depended on. */
  readonly rendered: readonly RecordedFile[];
  /** Absent where a run cannot be replayed, as what it depends on is not fully known. */
  readonly run?: RecordedRun;
}

/** An output whose text is in the output folder if that has the hash. */
export interface RecordedFile {
  readonly path: string;
  readonly key: string;
  /** `hashText` of the text. */
  readonly hash: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** A docs folder. */
export interface RecordedTree {
  /** Absolute. */
  readonly root: string;
  /** As shown to a person. */
  readonly shown: string;
  /** Folder that INCLUDE targets may not leave, absolute. */
  readonly repository: string;
  /** Ids of the pages in order, each with the targets that it includes: as written, as shown, SHA-256. */
  readonly pages: readonly (readonly [id: string, ...includes: (readonly [string, string, string])[]])[];
}

export interface RecordedRun {
  /** Pages, INCLUDE targets, metadata, templates. */
  readonly files: readonly FileStamp[];
  /** Those of the files that pages INCLUDE, absolute. */
  readonly included: readonly string[];
  /** The docs folders as they were found; absent where the search found more than pages. */
  readonly trees?: readonly RecordedTree[];
  /**
   * SHA-256 of the content as which a page is in the cache, by absolute path, for those that changed since then and
   * mean the same.
   */
  readonly storedAs: Readonly<Record<string, string>>;
  /** Folders to which such files could be added. */
  readonly folders: readonly FileStamp[];
  /** Paths at which nothing was, absolute. */
  readonly missing: readonly string[];
  /** The outputs with the manifest and the dependency file; hashes are those of texts with LF line ends. */
  readonly outputs: readonly FileStamp[];
  readonly result: RecordedResult;
}

/** What a run whose inputs and outputs did not change says again. */
export interface RecordedResult {
  readonly outcome: Extract<Outcome, 'done' | 'failed'>;
  readonly diagnostics: readonly Diagnostic[];
  readonly out: string;
  /** Paths below the output folder, in order. */
  readonly outputs: readonly string[];
  readonly inputs: readonly string[];
  readonly statistics: Omit<Statistics, 'milliseconds'>;
}

/** A run that was told again instead of done: a result without what only stages make. */
export type ReplayedRun = Omit<GenerateResult, 'model' | 'trees' | 'plan'> & {
  readonly plan: { readonly actions: readonly WriteAction[] };
};

/** Codes of what reading the docs finds, which parsing alone would not find again. */
export const ofReading = /^CB1\d\d$/;

export function recordFile(folder: string, key: string): string {
  return path.join(folder, `${key}.run`);
}

/** The text of a record. */
export function formatRecord(record: RunRecord): Buffer {
  return Buffer.from(JSON.stringify(record));
}

/** Reads a record whose hash was right; undefined for what is none. */
export function parseRecord(content: Buffer): RunRecord | undefined {
  try {
    const record = JSON.parse(content.toString('utf8')) as RunRecord;
    return isRecord(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

function isRecord({ program, rendered, run }: RunRecord): boolean {
  if (!isStamps(program) || !Array.isArray(rendered) || !rendered.every(isRecordedFile)) return false;
  if (run === undefined) return true;
  const { files, included, storedAs, folders, outputs, missing, result } = run;
  return (
    Array.isArray(included) &&
    typeof storedAs === 'object' &&
    isStamps(files) &&
    isStamps(folders) &&
    isStamps(outputs) &&
    Array.isArray(missing) &&
    isResult(result)
  );
}

function isRecordedFile({ path, key, hash, diagnostics }: RecordedFile): boolean {
  return [path, key, hash].every((text) => typeof text === 'string') && Array.isArray(diagnostics);
}

function isStamps(stamps: unknown): boolean {
  return Array.isArray(stamps) && stamps.every((stamp) => Array.isArray(stamp) && stamp.length === 6);
}

function isResult(result: unknown): boolean {
  if (typeof result !== 'object' || result === null) return false;
  const { outcome, diagnostics, out, outputs, statistics } = result as Partial<RecordedResult>;
  return (
    (outcome === 'done' || outcome === 'failed') &&
    Array.isArray(diagnostics) &&
    typeof out === 'string' &&
    Array.isArray(outputs) &&
    typeof statistics === 'object'
  );
}

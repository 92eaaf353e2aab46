import path from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { GenerateResult, Outcome, Statistics } from '../generation.ts';
import type { WriteAction } from '../write/plan.ts';
import { RecordPart } from './record-part.ts';
import { StampList } from './stamp-list.ts';

/** What a run left for the next one: what it used, what it wrote, and what it said. */
export interface RunRecord {
  /** The files of the generator. */
  readonly program: StampList;
  /** Outputs, and what they depended on. */
  readonly rendered: RecordPart<readonly RecordedFile[]>;
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
  readonly files: StampList;
  /** Those of the files that pages INCLUDE, absolute. */
  readonly included: readonly string[];
  /** The docs folders as they were found; null where the search found more than pages. */
  readonly trees: RecordPart<readonly RecordedTree[] | null>;
  /**
   * SHA-256 of the content as which a page is in the cache, by absolute path, for those that changed since then and
   * mean the same.
   */
  readonly storedAs: Readonly<Record<string, string>>;
  /** Folders to which such files could be added. */
  readonly folders: StampList;
  /** Paths at which nothing was, absolute. */
  readonly missing: readonly string[];
  /** The outputs with the manifest and the dependency file; hashes are those of texts with LF line ends. */
  readonly outputs: StampList;
  readonly result: RecordedResult;
}

/** What a run whose inputs and outputs did not change says again. */
export interface RecordedResult {
  readonly outcome: Extract<Outcome, 'done' | 'failed'>;
  readonly diagnostics: RecordPart<readonly Diagnostic[]>;
  readonly out: string;
  /** Paths below the output folder, in order. */
  readonly outputs: readonly string[];
  readonly inputs: RecordPart<readonly string[]>;
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

/** What of a record is always read. */
interface Head extends Pick<RecordedRun, 'included' | 'storedAs' | 'missing'> {
  readonly result: Omit<RecordedResult, 'diagnostics' | 'inputs'>;
}

/**
 * The content of a record: a line with the lengths of its parts, and the parts. What stays as an earlier record had it
 * is not made again.
 */
export function formatRecord({ program, rendered, run }: RunRecord): readonly Buffer[] {
  const parts = [...program.toBytes(), rendered.bytes];
  if (run) {
    const { files, folders, outputs, trees, result, included, storedAs, missing } = run;
    const { diagnostics, inputs, ...said } = result;
    const head: Head = { included, storedAs, missing, result: said };
    parts.push(RecordPart.of(head).bytes, ...[files, folders, outputs].flatMap((stamps) => stamps.toBytes()));
    parts.push(trees.bytes, diagnostics.bytes, inputs.bytes);
  }
  return [Buffer.from(`${format} ${parts.map((part) => part.length).join(' ')}\n`), ...parts];
}

/** First word of a record. */
const format = 'record';

/** Reads a record whose hash was right; undefined for what is none. */
export function parseRecord(content: Buffer): RunRecord | undefined {
  const end = content.indexOf(10);
  const [name, ...lengths] = content.toString('latin1', 0, Math.max(0, end)).split(' ');
  if (name !== format) return undefined;
  const parts: Buffer[] = [];
  let start = end + 1;
  for (const length of lengths) {
    parts.push(content.subarray(start, start + Number(length)));
    start += Number(length);
  }
  const next = (): Buffer => parts.shift() ?? Buffer.of();
  const stamps = (): StampList => StampList.fromBytes([next(), next(), next()]);
  try {
    const record = { program: stamps(), rendered: RecordPart.read<readonly RecordedFile[]>(next()) };
    if (parts.length === 0) return record;
    const { result, ...head } = RecordPart.read<Head>(next()).value;
    return {
      ...record,
      run: {
        ...head,
        files: stamps(),
        folders: stamps(),
        outputs: stamps(),
        trees: RecordPart.read(next()),
        result: { ...result, diagnostics: RecordPart.read(next()), inputs: RecordPart.read(next()) },
      },
    };
  } catch {
    return undefined;
  }
}

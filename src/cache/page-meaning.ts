import path from 'node:path';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { isSpan, lineAt } from '../diagnostics/line-index.ts';
import { sortDiagnostics } from '../diagnostics/sort.ts';
import type { GenerateOptions } from '../generation.ts';
import type { Page } from '../parse/page.ts';
import { isInside } from '../read/display-path.ts';
import { packageRoot } from '../read/package-root.ts';
import { readSinglePage } from '../read/read-tree.ts';
import type { SourceFile } from '../read/source-file.ts';
import type { ReadPage } from '../read/source-memory.ts';
import type { ChangedPage } from '../revise/revise-model.ts';
import { type FileStamp, hashOfStamps } from './file-stamp.ts';
import { pageKey, pagesFiles, readStoredPages } from './page-cache.ts';
import { pagesKey } from './run-key.ts';
import { ofReading, type RunRecord } from './run-record.ts';

type CachedOptions = GenerateOptions & { readonly cacheFolder: string };

/** A page that changed since the recorded run, parsed as it was and as it is. */
export interface ReadChange extends ChangedPage {
  readonly page: SourceFile;
  /**
   * Whether a run would make the same of both: what no run reads of a page (See also, most of the front matter, Remarks
   * as a rule) may be another, and what it reads may stand elsewhere in its line.
   */
  readonly meansTheSame: boolean;
}

/**
 * Reads and parses pages that changed since the recorded run.
 *
 * @param changed Stamps of the recorded run.
 * @returns In the order of `changed`; undefined if one of them is no page, counts for more than itself, or is not in
 *   the cache as it was.
 */
export async function readChanges(
  changed: readonly FileStamp[],
  { program, run }: RunRecord,
  options: CachedOptions,
): Promise<readonly ReadChange[] | undefined> {
  const { included = [], result } = run ?? {};
  const pages: Pair[] = [];
  for (const [file, , , , , before] of changed) {
    const again = included.includes(file) ? undefined : readAgain(file, options);
    const page = again?.file;
    if (!page) return undefined;
    const findings = result?.diagnostics.value.filter((one) => isAbout(one, page.path)) ?? [];
    const read = {
      before: findings.filter(({ code }) => ofReading.test(code)),
      after: sortDiagnostics(again.diagnostics),
    };
    const found = findings.some(({ code }) => !ofPageAlone.test(code));
    pages.push({ page, read, found, key: pageKey({ ...page, hash: run?.storedAs[file] ?? before }) });
  }
  const cached = pagesFiles(options.cacheFolder, pagesKey(options));
  const keys = pages.map(({ key }) => key);
  const stored = readStoredPages(cached, hashOfStamps(program), keys);
  if (keys.some((key) => !stored.has(key))) return undefined;
  // The parser is loaded only where a page changed.
  const { parsePage } = await import('../parse/parse-page.ts');
  return pages.map(({ page, read, found, key }) => {
    const before = stored.get(key) as StageResult<Page>;
    const after = parsePage(page);
    const meansTheSame =
      JSON.stringify(read.before) === JSON.stringify(read.after) &&
      (!found || startsAlike(before.value.lineStarts, after.value.lineStarts)) &&
      meaningOf(before, options, found) === meaningOf(after, options, found);
    return { page, read, before, after, meansTheSame };
  });
}

interface Pair extends Pick<ReadChange, 'page' | 'read'> {
  /** Whether the model found something in the page: then places count to the column. */
  readonly found: boolean;
  readonly key: string;
}

function isAbout({ location, related = [] }: Diagnostic, shown: string): boolean {
  return location?.file === shown || related.some((one) => one.location.file === shown);
}

/** Reads a page of exactly one docs folder; undefined for other files. */
function readAgain(file: string, { docs = [], cwd = process.cwd() }: GenerateOptions): ReadPage | undefined {
  const folders = docs.length === 0 ? [path.join(packageRoot, 'metadata', 'docs')] : docs;
  const roots = folders.map((folder) => path.resolve(cwd, folder)).filter((root) => isInside(file, root));
  const [root] = roots;
  if (root === undefined || roots.length > 1 || !/\.md$/i.test(file)) return undefined;
  return readSinglePage(root, path.relative(root, file).split(path.sep).join('/'), cwd);
}

/** Codes of what reading and parsing find. */
const ofPageAlone = /^CB[123]\d\d$/;

/** Lines that both texts have begin at the same places. */
function startsAlike(some: readonly number[], others: readonly number[]): boolean {
  const common = Math.min(some.length, others.length);
  for (let line = 0; line < common; line += 1) if (some[line] !== others[line]) return false;
  return true;
}

/** A text that is the same for two parses of a page if and only if a run makes the same of them. */
function meaningOf({ value, diagnostics }: StageResult<Page>, options: GenerateOptions, exact: boolean): string {
  const { hash: _hash, lineStarts, remarks, ...rest } = value;
  // Own pages' Remarks are always read.
  const usesRemarks = options.comments === 'full' || (options.docs ?? []).length === 0;
  const placed = (_key: string, part: unknown): unknown => (isSpan(part) ? lineAt(lineStarts, part.start) : part);
  const page = usesRemarks ? { ...rest, remarks } : rest;
  return JSON.stringify({ page, diagnostics }, exact ? undefined : placed);
}

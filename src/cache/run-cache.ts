import { createHash } from 'node:crypto';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { GenerateOptions, GenerateResult } from '../generation.ts';
import { displayPath } from '../read/display-path.ts';
import { readCacheFile, writeCacheFile } from './cache-file.ts';
import { type FileStamp, hashFile, stamp } from './file-stamp.ts';
import { pagesFile, StoredPages } from './page-cache.ts';
import { programFiles } from './program-files.ts';
import { recordRun } from './record-run.ts';
import { runKey } from './run-key.ts';
import { formatRecord, recordFile } from './run-record.ts';

/** The cache of one run: pages that earlier runs parsed, and the record by which the next run may be replayed. */
export class RunCache {
  readonly pages: StoredPages;
  /** CB115 for a cache file that is ignored. */
  readonly diagnostics: readonly Diagnostic[];
  readonly #options: GenerateOptions & { readonly cwd: string; readonly out: string; readonly cacheFolder: string };
  readonly #key: string;
  readonly #program: readonly FileStamp[];
  readonly #begun = Date.now();

  /**
   * Opens the cache.
   *
   * @param options As the caller gave them, for they name the files.
   * @param resolved The same with defaults, absolute where they are paths.
   */
  constructor(
    options: GenerateOptions,
    resolved: { readonly cwd: string; readonly out: string; readonly cacheFolder: string },
  ) {
    this.#options = { ...options, ...resolved };
    this.#key = runKey(options);
    this.#program = programFiles().map((file) => stamp(file, hashFile(file), this.#begun));
    const file = pagesFile(resolved.cacheFolder, this.#key);
    const cached = readCacheFile(file);
    const pages =
      cached && 'content' in cached ? StoredPages.parse(cached.content, programHash(this.#program)) : undefined;
    this.pages = pages ?? StoredPages.empty();
    this.diagnostics =
      cached && 'problem' in cached
        ? [diagnostic('CB115', `cache \`${displayPath(file, resolved.cwd)}\` is ignored: ${cached.problem}`)]
        : [];
  }

  /** Keeps what the next run can use. CB116 where the system refuses. */
  save(result: GenerateResult): readonly Diagnostic[] {
    const { cacheFolder, cwd } = this.#options;
    const run = recordRun(result, this.#options, this.#begun);
    const refused =
      writeCacheFile(recordFile(cacheFolder, this.#key), [
        formatRecord({ program: this.#program, ...(run && { run }) }),
      ]) ??
      (this.pages.changed
        ? writeCacheFile(pagesFile(cacheFolder, this.#key), this.pages.format(programHash(this.#program)))
        : undefined);
    if (refused === undefined) return [];
    return [diagnostic('CB116', `cannot write the cache \`${displayPath(cacheFolder, cwd)}\`: ${refused}`)];
  }
}

function programHash(program: readonly FileStamp[]): string {
  const hash = createHash('sha256');
  for (const stamp of program) hash.update(stamp[5]);
  return hash.digest('hex');
}

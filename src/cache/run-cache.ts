import { readFileSync } from 'node:fs';
import path from 'node:path';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { GenerateOptions, GenerateResult } from '../generation.ts';
import { EntityMemory } from '../model/entity-memory.ts';
import { displayPath } from '../read/display-path.ts';
import type { SourceMemory } from '../read/source-memory.ts';
import { hashText, withLineFeeds } from '../write/text-hash.ts';
import { TextHashes } from '../write/text-hashes.ts';
import { readCacheFile, writeCacheFile } from './cache-file.ts';
import { entitiesFile, StoredEntities } from './entity-cache.ts';
import { FileMemory, type RememberedFile } from './file-memory.ts';
import { hashFile, hashOfStamps, hasStatus, restamp } from './file-stamp.ts';
import { pagesFiles, StoredPages } from './page-cache.ts';
import { programFiles } from './program-files.ts';
import { RecordPart } from './record-part.ts';
import { recordRun } from './record-run.ts';
import { recordedSources } from './recorded-sources.ts';
import { entitiesKey, pagesKey, runKey } from './run-key.ts';
import type { RunMemory } from './run-memory.ts';
import {
  formatRecord,
  parseRecord,
  type RecordedFile,
  type RecordedRun,
  type RunRecord,
  recordFile,
} from './run-record.ts';
import { StampList } from './stamp-list.ts';

/**
 * The cache of one run: pages that earlier runs parsed, what the outputs of the last one depended on, and the record by
 * which the next run may be replayed.
 */
export class RunCache implements RunMemory {
  readonly pages: StoredPages;
  readonly files: FileMemory;
  readonly hashes = new TextHashes();
  readonly entities: EntityMemory;
  readonly sources: SourceMemory | undefined;
  /** CB115 for cache files that are ignored. */
  readonly diagnostics: readonly Diagnostic[];
  readonly #options: GenerateOptions & { readonly cwd: string; readonly out: string; readonly cacheFolder: string };
  readonly #key: string;
  readonly #pagesFiles: readonly [string, string];
  readonly #entitiesFile: string;
  readonly #stored: StoredEntities;
  readonly #program: StampList;
  /** Times of files are finer than the clock: what has the same millisecond is not newer. */
  readonly #begun = Date.now() + 1;
  readonly #earlier: RecordedRun | undefined;

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
    const { cacheFolder, cwd, out } = resolved;
    this.#pagesFiles = pagesFiles(cacheFolder, pagesKey(options));
    this.#entitiesFile = entitiesFile(cacheFolder, entitiesKey(options));
    const problems = new Map<string, string>();
    const open = <T>(file: string, parse: (content: Buffer) => T | undefined): T | undefined => {
      const cached = readCacheFile(file);
      if (cached && 'problem' in cached) problems.set(file, cached.problem);
      return cached && 'content' in cached ? parse(cached.content) : undefined;
    };
    const record = open(recordFile(cacheFolder, this.#key), parseRecord);
    this.#earlier = record?.run;
    this.#program = stampProgram(record, this.#begun);
    const program = hashOfStamps(this.#program);
    const isOurs = record !== undefined && hashOfStamps(record.program) === program;
    this.files = new FileMemory(isOurs ? rememberedFiles(record, path.resolve(cwd, out), this.hashes) : undefined);
    this.sources = isOurs && record.run ? recordedSources(record.run, cwd) : undefined;
    const contents = this.#pagesFiles.map((file) => open(file, (content) => content));
    this.pages = StoredPages.parse(contents, program);
    const kept = open(this.#entitiesFile, (content) => content);
    this.#stored = new StoredEntities(kept, program, (page) => this.pages.keyOf(page));
    this.entities = new EntityMemory(this.#stored);
    this.diagnostics = [...problems].map(([file, problem]) =>
      diagnostic('CB115', `cache \`${displayPath(file, cwd)}\` is ignored: ${problem}`),
    );
  }

  /** Keeps what the next run can use. CB116 where the system refuses. */
  save(result: GenerateResult): readonly Diagnostic[] {
    const { cacheFolder, cwd } = this.#options;
    const run = recordRun(result, this.#options, this.#begun, this.#earlier);
    const record = {
      program: this.#program,
      rendered: RecordPart.of(this.#recordedFiles(result)),
      ...(run && { run }),
    };
    let refused = writeCacheFile(recordFile(cacheFolder, this.#key), formatRecord(record));
    const program = hashOfStamps(this.#program);
    for (const [file, content] of this.pages.changedFiles(program))
      refused ??= writeCacheFile(this.#pagesFiles[file], content);
    const entities = this.#stored.changed(this.entities, program);
    if (entities) refused ??= writeCacheFile(this.#entitiesFile, entities);
    if (refused === undefined) return [];
    return [diagnostic('CB116', `cannot write the cache \`${displayPath(cacheFolder, cwd)}\`: ${refused}`)];
  }

  #recordedFiles({ plan }: GenerateResult): readonly RecordedFile[] {
    return [...this.files.latest].flatMap(([file, { key, diagnostics }]) => {
      const hash = plan?.hashes[file];
      return hash === undefined ? [] : [{ path: file, key, hash, diagnostics }];
    });
  }
}

/** The stamps of the generator's files; those whose status is as recorded are not read. */
function stampProgram(record: RunRecord | undefined, now: number): StampList {
  const recorded = new Map([...(record?.program ?? [])].map((one) => [one[0], one]));
  return StampList.of(programFiles().map((file) => restamp(file, recorded.get(file), hashFile, now)));
}

/** Texts come from the output folder, where they still are what was written. */
function rememberedFiles(
  { rendered, run }: RunRecord,
  root: string,
  hashes: TextHashes,
): ReadonlyMap<string, RememberedFile> {
  const stamps = new Map([...(run?.outputs ?? [])].map((one) => [one[0], one]));
  return new Map(
    rendered.value.map(({ path: file, key, hash, diagnostics }) => {
      const text = () => {
        try {
          const found = withLineFeeds(readFileSync(path.join(root, file), 'utf8'));
          if (hashText(found) !== hash) return undefined;
          hashes.note(file, found, hash);
          return found;
        } catch {
          return undefined;
        }
      };
      const stamp = stamps.get(path.join(root, file));
      const inPlace = () => (stamp?.[5] === hash && hasStatus(stamp) ? hash : undefined);
      return [file, { key, diagnostics, text, inPlace }];
    }),
  );
}

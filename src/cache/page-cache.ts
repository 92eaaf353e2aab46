import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import type { Page } from '../parse/page.ts';
import type { KnownPages } from '../parse/parse-pages.ts';
import type { SourceFile } from '../read/source-file.ts';
import { cacheHeadLength, readCacheFile, writeCacheFile } from './cache-file.ts';

/** Pages that are added one by one, at most. */
const maximumRecent = 64;

/** Where a parsed page stands in the cache file: bytes from the end of the index, and the hash of these. */
interface Slot {
  readonly start: number;
  readonly length: number;
  readonly hash: string;
}

/** A parsed page as JSON, and the hash of that. */
interface Stored {
  readonly bytes: Buffer;
  readonly hash: string;
}

/**
 * Parsed pages as the cache keeps them: each as JSON, found by its key without the others being decoded. Pages that a
 * run does not ask for are not kept. There are two files, so that a run after a small change need not write all pages:
 * those of the last large change, and those since.
 *
 * The content of a file is a line with the hash and the length of the index, the index, and the pages.
 */
export class StoredPages implements KnownPages {
  readonly #stored: ReadonlyMap<string, Stored>;
  readonly #recent: Set<string>;
  readonly #hadRecent: boolean;
  readonly #keys = new WeakMap<Page, string>();
  readonly #used = new Map<string, Stored>();
  #added = 0;

  private constructor(stored: ReadonlyMap<string, Stored>, recent: Iterable<string>) {
    this.#stored = stored;
    this.#recent = new Set(recent);
    this.#hadRecent = this.#recent.size > 0;
  }

  /**
   * The pages of cache files whose hashes were right. What is none, or was made by another generator, counts for
   * nothing.
   *
   * @param contents Those of the two files.
   * @param program What the generator was that made them.
   */
  static parse([content, recentContent]: readonly (Buffer | undefined)[], program: string): StoredPages {
    const recent = readPages(recentContent, program);
    return new StoredPages(new Map([...readPages(content, program), ...recent]), recent.keys());
  }

  /** A text that stands for a page of this run and all that its parse depends on. */
  keyOf(page: Page): string | undefined {
    return this.#keys.get(page);
  }

  /** Whether so much changed that both files are worth writing anew. */
  get isStale(): boolean {
    const unused = this.#stored.size + this.#added - this.#used.size;
    return this.#recent.size + unused > this.#stored.size / 50;
  }

  /** Pages that had to be parsed. */
  get misses(): number {
    return this.#added;
  }

  get(file: SourceFile): StageResult<Page> | undefined {
    const key = pageKey(file);
    const stored = this.#stored.get(key);
    if (stored === undefined) return undefined;
    this.#used.set(key, stored);
    const page = decode(stored.bytes);
    this.#keys.set(page.value, key);
    return page;
  }

  set(file: SourceFile, result: StageResult<Page>): void {
    this.#added += 1;
    const key = pageKey(file);
    this.#keys.set(result.value, key);
    this.#used.set(key, toStored(result));
    this.#recent.add(key);
  }

  /** The contents of the files that changed, by their place among `pagesFiles`. */
  changedFiles(program: string): readonly (readonly [file: 0 | 1, content: readonly Uint8Array[]])[] {
    if (this.isStale) {
      const all = [0, formatPages([...this.#used], program)] as const;
      return this.#hadRecent ? [all, [1, formatPages([], program)]] : [all];
    }
    if (this.#added === 0) return [];
    return [
      [
        1,
        formatPages(
          [...this.#used].filter(([key]) => this.#recent.has(key)),
          program,
        ),
      ],
    ];
  }
}

function formatPages(stored: readonly (readonly [string, Stored])[], program: string): readonly Uint8Array[] {
  const pages = stored.map(([key, { bytes, hash }]) => [key, bytes.length, hash] as const);
  const index = Buffer.from(JSON.stringify({ program, pages } satisfies Index));
  const head = Buffer.from(`${shortHash(index)} ${index.length}\n`);
  return [head, index, ...stored.map(([, { bytes }]) => bytes)];
}

function readPages(content: Buffer | undefined, program: string): ReadonlyMap<string, Stored> {
  const stored = new Map<string, Stored>();
  const head = content && readHead(content);
  if (!head) return stored;
  const slots = readIndex(content.subarray(head.start, head.end), head, program) ?? [];
  for (const [key, { start, length, hash }] of slots) {
    const begin = head.end + start;
    stored.set(key, { bytes: content.subarray(begin, begin + length), hash });
  }
  return stored;
}

/**
 * Reads single pages of cache files without the rest of them. What it reads is checked by its own hashes.
 *
 * @param files The cache files; one that is not there holds no page.
 * @param keys The keys of the pages (`pageKey`).
 * @returns The pages that are there and whole.
 */
export function readStoredPages(
  files: readonly string[],
  program: string,
  keys: readonly string[],
): ReadonlyMap<string, StageResult<Page>> {
  const found = new Map<string, StageResult<Page>>();
  for (const file of files) if (existsSync(file)) readSlots(file, program, keys, found);
  return found;
}

/**
 * Adds pages to the file of recent ones; the oldest go. What the system refuses to write is not kept.
 *
 * @param files The two cache files (`pagesFiles`).
 */
export function addRecentPages(
  [, file]: readonly [string, string],
  program: string,
  pages: readonly { readonly file: SourceFile; readonly result: StageResult<Page> }[],
): void {
  const cached = readCacheFile(file);
  const stored = new Map(readPages(cached && 'content' in cached ? cached.content : undefined, program));
  for (const { file: page, result } of pages) {
    const key = pageKey(page);
    stored.delete(key);
    stored.set(key, toStored(result));
  }
  writeCacheFile(file, formatPages([...stored].slice(-maximumRecent), program));
}

function toStored({ value: page, diagnostics }: StageResult<Page>): Stored {
  const bytes = Buffer.from(JSON.stringify({ page, diagnostics } satisfies Entry));
  return { bytes, hash: shortHash(bytes) };
}

function readSlots(
  file: string,
  program: string,
  keys: readonly string[],
  found: Map<string, StageResult<Page>>,
): void {
  const descriptor = openSync(file, 'r');
  try {
    const read = (start: number, length: number): Buffer => {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(descriptor, bytes, 0, length, cacheHeadLength + start));
    };
    const head = readHead(read(0, maximumHead));
    const slots = head && readIndex(read(head.start, head.end - head.start), head, program);
    for (const key of keys) {
      const slot = slots?.get(key);
      if (!head || !slot) continue;
      const bytes = read(head.end + slot.start, slot.length);
      if (shortHash(bytes) === slot.hash) found.set(key, decode(bytes));
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Where the index stands in the content, and its hash. */
interface Head {
  readonly start: number;
  readonly end: number;
  readonly hash: string;
}

/** The first line is shorter than this. */
const maximumHead = 64;

function readHead(content: Buffer): Head | undefined {
  const [line, hash = '', length] = /^(\S{22}) (\d{1,10})\n/.exec(content.toString('latin1', 0, maximumHead)) ?? [];
  return line === undefined ? undefined : { start: line.length, end: line.length + Number(length), hash };
}

function readIndex(bytes: Buffer, { hash }: Head, program: string): ReadonlyMap<string, Slot> | undefined {
  if (shortHash(bytes) !== hash) return undefined;
  const index = JSON.parse(bytes.toString('utf8')) as Index;
  if (index.program !== program) return undefined;
  const slots = new Map<string, Slot>();
  let start = 0;
  for (const [key, length, hash] of index.pages) {
    slots.set(key, { start, length, hash });
    start += length;
  }
  return slots;
}

interface Index {
  readonly program: string;
  readonly pages: readonly (readonly [key: string, length: number, hash: string])[];
}

interface Entry {
  readonly page: Page;
  readonly diagnostics: readonly Diagnostic[];
}

function decode(bytes: Buffer): StageResult<Page> {
  const { page, diagnostics } = JSON.parse(bytes.toString('utf8')) as Entry;
  return { value: page, diagnostics };
}

/** Everything that `parsePage` sees of a file, in short. */
export function pageKey({ path: shown, id, hash, includes }: Omit<SourceFile, 'text'>): string {
  const parts = [shown, id, hash];
  for (const [target, included] of includes) parts.push(target, included.path, included.hash);
  return shortHash(parts.join('\0'));
}

function shortHash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}

/** Names of the two cache files of pages. */
export function pagesFiles(folder: string, key: string): readonly [string, string] {
  return [path.join(folder, `${key}.pages`), path.join(folder, `${key}.recent.pages`)];
}

import { createHash } from 'node:crypto';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Page } from '../parse/page.ts';
import type { NamedPage } from './collect-pages.ts';
import type { OverrideBook } from './override-book.ts';

/** An entity that is asked for, and what it is made of. */
export interface Recollection<T> {
  readonly key: string;
  readonly pages: readonly (NamedPage | undefined)[];
  readonly known: unknown;
  readonly make: () => T;
  readonly book: OverrideBook;
  readonly diagnostics: Diagnostic[];
}

interface Remembered {
  readonly pages: readonly (NamedPage | undefined)[];
  readonly known: unknown;
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  readonly used: readonly object[];
}

/** An entity as it can be kept beyond the process that built it. */
export interface KeptEntity {
  readonly key: string;
  /** The pages it is made of, in short. */
  readonly pages: string;
  /** What else it is made of. */
  readonly known: string | undefined;
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  /** Places, among all entries, of the overrides that were used. */
  readonly used: readonly number[];
}

/** The entities that an earlier process has kept. */
export interface KeptEntities {
  /** What all of them depend on, in short. */
  readonly common: string;
  get(key: string): KeptEntity | undefined;
  /** A text that stands for a page and all that its parse depends on; undefined where there is none. */
  pageKey(page: Page): string | undefined;
}

/** What all entities of a run depend on. */
export interface CommonParts {
  /** Facts, overrides and the like; compared by identity. */
  readonly sources: readonly unknown[];
  /** The names that are known. */
  readonly names: string;
  /** What the sources hold, in short, where that can be told. */
  readonly content?: string;
}

/**
 * The entities of the last run, with what was found and which overrides were used while each was built. One whose
 * pages are the same as then is not built again.
 */
export class EntityMemory {
  #earlier: ReadonlyMap<string, Remembered> = new Map();
  #latest = new Map<string, Remembered>();
  #parts: CommonParts | undefined;
  #common: string | undefined;
  #book: OverrideBook | undefined;
  readonly #kept: KeptEntities | undefined;
  #built = 0;

  /** @param kept The entities of an earlier process. */
  constructor(kept?: KeptEntities) {
    this.#kept = kept;
  }

  /** Entities that had to be built since the last `begin`. */
  get built(): number {
    return this.#built;
  }

  /** What all entities of the last run depend on, in short; undefined where that cannot be told. */
  get common(): string | undefined {
    return this.#common;
  }

  /** Begins a run. Nothing is remembered where anything differs that all entities depend on. */
  begin(parts: CommonParts): void {
    const before = this.#parts;
    const same =
      parts.names === before?.names && parts.sources.every((source, index) => source === before.sources[index]);
    this.#earlier = same ? this.#latest : new Map();
    this.#latest = new Map();
    this.#parts = parts;
    const { content, names } = parts;
    this.#common = content === undefined ? undefined : sha256(`${content}\n${names}`);
    this.#built = 0;
  }

  recall<T>(recollection: Recollection<T>): T {
    const { key, pages, known, make, book, diagnostics } = recollection;
    this.#book = book;
    const earlier = this.#earlier.get(key);
    const isSame = earlier !== undefined && earlier.known === known && samePages(earlier.pages, pages);
    let one = isSame ? earlier : this.#restored(recollection);
    if (one === undefined) {
      const before = diagnostics.length;
      const { value, used } = book.noting(make);
      one = { pages, known, value, diagnostics: diagnostics.slice(before), used };
      this.#built += 1;
    } else {
      diagnostics.push(...one.diagnostics);
      for (const entry of one.used) book.use(entry);
    }
    this.#latest.set(key, one);
    return one.value as T;
  }

  /** The entities of the last run that can be kept. */
  *toKeep(): Iterable<KeptEntity> {
    if (this.#kept === undefined || this.#book === undefined) return;
    const places = new Map(this.#book.entries.map((entry, index) => [entry, index]));
    for (const [key, { pages, known, value, diagnostics, used }] of this.#latest) {
      const described = describePages(pages, this.#kept);
      if (described === undefined || !(known === undefined || typeof known === 'string')) continue;
      yield {
        key,
        pages: described,
        known,
        value,
        diagnostics,
        used: used.map((entry) => places.get(entry) as number),
      };
    }
  }

  #restored<T>({ key, pages, known, book }: Recollection<T>): Remembered | undefined {
    const kept = this.#kept?.common === this.common ? this.#kept : undefined;
    const one = kept?.get(key);
    if (!kept || !one || one.known !== known || one.pages !== describePages(pages, kept)) return undefined;
    const { value, diagnostics } = one;
    return { pages, known, value, diagnostics, used: one.used.map((place) => book.entries[place] as object) };
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function samePages(some: Remembered['pages'], others: Remembered['pages']): boolean {
  return (
    some.length === others.length &&
    some.every((one, index) => {
      const other = others[index];
      return one?.page === other?.page && one?.origin === other?.origin && one?.name === other?.name;
    })
  );
}

/** Pages in short; undefined where one of them cannot be told from others. */
function describePages(pages: Remembered['pages'], { pageKey }: KeptEntities): string | undefined {
  const described: string[] = [];
  for (const one of pages) {
    const key = one && pageKey(one.page);
    if (one && key === undefined) return undefined;
    described.push(one ? `${key} ${one.origin} ${one.name}` : '');
  }
  return described.join('\n');
}

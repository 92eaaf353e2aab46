import type { Diagnostic } from '../diagnostics/diagnostic.ts';
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

/**
 * The entities of the last run of a process, with what was found and which overrides were used while each was built.
 * One whose pages are the same objects as then is not built again.
 */
export class EntityMemory {
  #earlier: ReadonlyMap<string, Remembered> = new Map();
  #latest = new Map<string, Remembered>();
  #sources: readonly unknown[] = [];
  #names = '';
  #built = 0;

  /** Entities that had to be built since the last `begin`. */
  get built(): number {
    return this.#built;
  }

  /**
   * Begins a run. Nothing is remembered where anything differs that all entities depend on.
   *
   * @param sources Facts, overrides and the like; compared by identity.
   * @param names The names that are known.
   */
  begin(sources: readonly unknown[], names: string): void {
    const same = names === this.#names && sources.every((source, index) => source === this.#sources[index]);
    this.#earlier = same ? this.#latest : new Map();
    this.#latest = new Map();
    this.#sources = sources;
    this.#names = names;
    this.#built = 0;
  }

  recall<T>({ key, pages, known, make, book, diagnostics }: Recollection<T>): T {
    let one = this.#earlier.get(key);
    if (one === undefined || one.known !== known || !samePages(one.pages, pages)) {
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

import { compareNames } from './order.ts';

/**
 * Finds names without regard to case, as the docs are not careful with it (`IHostMalloc`, `IHostMAlloc`). Names that
 * differ in case alone are one name here; the spelling kept is that of the first source given.
 */
export class NameIndex {
  readonly #exact = new Set<string>();
  readonly #spelling = new Map<string, string>();

  constructor(...sources: Iterable<string>[]) {
    for (const source of sources) for (const name of source) this.add(name);
  }

  /** Adds a name; the first of those that differ in case alone stands for the others. */
  add(name: string): void {
    const key = nameKey(name);
    this.#exact.add(name);
    if (!this.#spelling.has(key)) this.#spelling.set(key, name);
  }

  /** All names in their order, as one text: indexes with the same text find the same. */
  get names(): string {
    return `${[...this.#exact].join(' ')}\n`;
  }

  /** The known spelling of a name: its own if that is known, else the first that differs in case alone. */
  find(name: string): string | undefined {
    return this.#exact.has(name) ? name : this.#spelling.get(nameKey(name));
  }
}

/** What names that are one have in common. */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

/** The spelling that occurs most; among equals the first in name order. */
export function commonSpelling(spellings: Iterable<string>): string {
  const counts = new Map<string, number>();
  for (const spelling of spellings) counts.set(spelling, (counts.get(spelling) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || compareNames(a[0], b[0]));
  return best?.[0] ?? '';
}

import type { FactEntry } from './check-facts.ts';
import { lazyRecord } from './lazy-record.ts';

/** The kinds of facts; each is a file `metadata/facts/<kind>.json`. */
export const factKinds = [
  'iids',
  'vtables',
  'signatures',
  'externals',
  'enums',
  'structs',
  'functions',
  'callbacks',
  'typedefs',
  'constants',
  'guids',
  'clsids',
  'hresults',
  'hresult-descriptions',
  'callback-interfaces',
  'directions',
  'documented-names',
  'platform-types',
] as const;

/** A kind of facts: the name of its file without extension. */
export type FactKind = (typeof factKinds)[number];

/** Everything that is known beside the docs, by kind, then by the name of the entity. Never changed after it was read. */
export type Facts = { readonly [K in FactKind]: Readonly<Record<string, FactEntry<K>>> };

/** Facts that know nothing: what a model made of pages alone stands on. */
export function noFacts(): Facts {
  return Object.fromEntries(factKinds.map((kind) => [kind, {}])) as unknown as Facts;
}

/**
 * The facts of files that were checked before.
 *
 * @param read Returns the parsed JSON of a file by its name; it is called when something of the file is asked for.
 */
export function checkedFacts(read: (name: string) => unknown): Facts {
  return lazyRecord(factKinds, (kind) => {
    const file = read(kind) as { readonly entries: object } | undefined;
    return Object.assign(Object.create(null), file?.entries);
  }) as unknown as Facts;
}

import type { OverrideEntry } from './check-overrides.ts';
import { lazyRecord } from './lazy-record.ts';

/** What overrides correct: each kind is a file of `metadata/overrides`. */
export const overrideKinds = [
  'params',
  'returns',
  'spelling',
  'directions',
  'structs',
  'enums',
  'names',
  'headers',
  'typedefs',
  'types',
  'hresults',
] as const;

/** What an override corrects: the name of its file without extension. */
export type OverrideKind = (typeof overrideKinds)[number];

/** All overrides by kind, in file order. */
export type Overrides = { readonly [K in OverrideKind]: readonly OverrideEntry<K>[] };

/** No corrections: the docs as they are. */
export function noOverrides(): Overrides {
  return Object.fromEntries(overrideKinds.map((kind) => [kind, []])) as unknown as Overrides;
}

/**
 * The overrides of files that were checked before.
 *
 * @param read Returns the parsed JSON of a file by its name; it is called when something of the file is asked for.
 */
export function checkedOverrides(read: (name: string) => unknown): Overrides {
  return lazyRecord(overrideKinds, (kind) => {
    const file = read(kind) as { readonly entries: readonly object[] } | undefined;
    return file?.entries ?? [];
  }) as unknown as Overrides;
}

import type { SourceRef } from '../model/model.ts';
import type { SourceTree } from '../read/source-file.ts';
import type { Source } from './explanation.ts';

/** Makes the source of a fact from what the model says of it. */
export type Locate = (ref: SourceRef) => Source;

/**
 * Locates sources: pages among those that were read by their path, with the line; other pages, which the embedded model
 * was made of, by their path below the docs' folder.
 *
 * @param metadata The metadata folder as shown to a person.
 */
export function createLocate(trees: readonly SourceTree[], metadata: string): Locate {
  const pages = new Map(trees.flatMap(({ files }) => files.map(({ id, path }) => [id, path] as const)));
  return (ref) => {
    const kind = /^(facts|overrides)\//.exec(ref)?.[1] as 'facts' | 'overrides' | undefined;
    if (kind !== undefined) return { kind, ref, place: `${metadata}/${ref}` };
    const [, page = ref, line = ''] = /^(.*?)(:\d+)?$/.exec(ref) ?? [];
    return { kind: 'page', ref, place: `${pages.get(page) ?? page}${line}` };
  };
}

/**
 * The anchor that the docs' site gives a heading: lower case, punctuation other than `-` and `_` removed, blanks as
 * hyphens. `IMetaDataEmit::Merge Method` has the slug `imetadataemitmerge-method`.
 */
export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s+/g, '-');
}

/** Says of a pointer that it may be NULL: `can be null`, `may be NULL`, `or null`, `is null if`. */
const mayBeNull =
  /\b(?:can|may|might|could)\s+(?:also\s+)?be\s+`?null`?\b|\bor\s+`?null`?(?:\s+(?:if|to|when)|[.,;)]|$)|\bis\s+`?null`?\s+(?:if|when)\b/i;

/** Tells whether the text of a parameter says that it may be NULL. */
export function saysNullable(text: string): boolean {
  return mayBeNull.test(text);
}

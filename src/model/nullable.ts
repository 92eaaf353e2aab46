/** Says of a pointer that it may be NULL: `can be null`, `may be NULL`, `or null`, `is null if`, or first of all `Optional.` */
const mayBeNull =
  /\b(?:can|may|might|could)\s+(?:also\s+)?be\s+`?null`?\b|\bor\s+`?null`?(?:\s+(?:if|to|when)|[.,;)]|$)|\bis\s+`?null`?\s+(?:if|when)\b|^\s*\(?optional\b[).,:]/i;

/** Tells whether the text of a parameter says that it may be NULL. */
export function saysNullable(text: string): boolean {
  return mayBeNull.test(text);
}

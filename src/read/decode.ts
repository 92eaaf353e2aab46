import { isUtf8 } from 'node:buffer';

/** What the bytes of a page turned out to be. `text` has no byte order mark; line ends are as they were. */
export type Decoded =
  | { readonly kind: 'text'; readonly text: string }
  /** Some bytes were no UTF-8; each run of them became U+FFFD. `offset` is the first of these in the text. */
  | { readonly kind: 'repaired'; readonly text: string; readonly offset: number }
  | { readonly kind: 'utf16' }
  | { readonly kind: 'binary'; readonly byte: number };

/** Decodes the bytes of a page: UTF-8 with or without a byte order mark, nothing else. */
export function decode(bytes: Buffer): Decoded {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return { kind: 'utf16' };
  const nul = bytes.indexOf(0);
  if (nul >= 0) return { kind: 'binary', byte: nul };
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const text = bytes.toString('utf8', start);
  return isUtf8(bytes)
    ? { kind: 'text', text }
    : { kind: 'repaired', text, offset: Math.max(0, text.indexOf('\ufffd')) };
}

import { createHash } from 'node:crypto';

/** SHA-256 of a text, hexadecimal. CRLF counts as LF: a checkout may have turned the line ends. */
export function hashText(text: string): string {
  return createHash('sha256').update(withLineFeeds(text)).digest('hex');
}

/** The text with LF line ends. */
export function withLineFeeds(text: string): string {
  // Looking for one character is many times quicker than for two.
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
}

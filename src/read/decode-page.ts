import { createHash } from 'node:crypto';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, Location } from '../diagnostics/diagnostic.ts';
import { LineIndex } from '../diagnostics/line-index.ts';
import { decode } from './decode.ts';

/** Largest page that is read, in bytes; the largest of the docs has 60 KB. */
export const maximumPageSize = 1024 * 1024;

/** The finding that a page is larger than what is read. */
export function tooLarge(size: number, shown: string): Diagnostic {
  const message = `page has ${size} bytes, more than the ${maximumPageSize} that are read; split it, or take it out of the docs folder`;
  return diagnostic('CB106', message, startOf(shown));
}

/**
 * Text and SHA-256 of the bytes of a page; undefined for what is no text.
 *
 * @param shown Path of the page as shown to a person.
 * @param diagnostics Gets CB104 and CB105.
 */
export function decodePage(
  bytes: Buffer,
  shown: string,
  diagnostics: Diagnostic[],
): { readonly text: string; readonly hash: string } | undefined {
  const decoded = decode(bytes);
  if (decoded.kind === 'utf16') {
    diagnostics.push(diagnostic('CB104', 'page is UTF-16; save it as UTF-8', startOf(shown)));
    return undefined;
  }
  if (decoded.kind === 'binary') {
    const start = new LineIndex(bytes.toString('latin1')).point(decoded.byte);
    const location = { file: shown, start, end: start };
    diagnostics.push(diagnostic('CB104', `page is binary: byte ${decoded.byte} is zero`, location));
    return undefined;
  }
  if (decoded.kind === 'repaired') {
    const span = { start: decoded.offset, end: decoded.offset + 1 };
    const location = new LineIndex(decoded.text).location(shown, span);
    diagnostics.push(
      diagnostic('CB105', 'page has bytes that are not UTF-8, read as U+FFFD; save it as UTF-8', location),
    );
  }
  return { text: decoded.text, hash: createHash('sha256').update(bytes).digest('hex') };
}

/** The start of a file: where findings about the whole of it stand. */
export function startOf(file: string): Location {
  const start = { line: 1, column: 1, offset: 0 };
  return { file, start, end: start };
}

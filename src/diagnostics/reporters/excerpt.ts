import type { Location } from '../diagnostic.ts';
import { visibleText } from './visible-text.ts';

/** Columns of a source line that are shown. */
const width = 120;

/**
 * The source line of a location and the carets below it.
 *
 * @param text Text of the file.
 * @returns Undefined where the place lies outside of the text: the file has changed since.
 */
export function excerpt(text: string, { start, end }: Location): { line: string; carets: string } | undefined {
  if (start.offset > text.length) return undefined;
  const lineStart = start.offset - (start.column - 1);
  const lineEnd = nextLineEnd(text, start.offset);
  const to = Math.min(Math.max(end.offset, start.offset), lineEnd);
  // A long line is shown from a little before the place.
  const from = start.offset - lineStart > width - 40 ? start.offset - 40 : lineStart;
  const before = visibleText(text.slice(from, start.offset));
  const marked = visibleText(text.slice(start.offset, to));
  const after = visibleText(text.slice(to, Math.min(lineEnd, from + width)));
  const shownMark = marked.slice(0, Math.max(1, width - before.length));
  const line = `${from > lineStart ? '…' : ''}${before}${marked}${after}`.slice(0, width + 1).trimEnd();
  const carets = ' '.repeat(before.length + (from > lineStart ? 1 : 0)) + '^'.repeat(Math.max(1, shownMark.length));
  return { line, carets };
}

function nextLineEnd(text: string, offset: number): number {
  for (let i = offset; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || c === 13) return i;
  }
  return text.length;
}

import type { Location, Point } from './diagnostic.ts';

/** A half-open range of UTF-16 offsets into the text of one file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether a part of parsed data says where something stands. */
export function isSpan(part: unknown): part is Span {
  return typeof part === 'object' && part !== null && 'start' in part && typeof part.start === 'number';
}

/** The line, from 0, that an offset lies in; `starts` are the offsets at which lines begin, the first 0. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Turns offsets into a text to lines and columns. Built lazily: a page without findings never pays for it. */
export class LineIndex {
  readonly #text: string;
  #length: number;
  #lineStarts: readonly number[] | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#length = text.length;
  }

  /** The index of a text of which only the line starts were kept (`Page.lineStarts`). */
  static ofStarts(starts: readonly number[]): LineIndex {
    const index = new LineIndex('');
    index.#lineStarts = starts;
    index.#length = Number.POSITIVE_INFINITY;
    return index;
  }

  /** Offset of the first character of each line; the first is 0. */
  get lineStarts(): readonly number[] {
    return this.#starts();
  }

  /** The point at an offset; offsets outside the text are clamped to its ends. CRLF, LF and CR end a line. */
  point(offset: number): Point {
    const starts = this.#starts();
    const at = Math.max(0, Math.min(offset, this.#length));
    const line = lineAt(starts, at);
    return { line: line + 1, column: at - (starts[line] as number) + 1, offset: at };
  }

  /** The location of a span in the file with the given display path. */
  location(file: string, span: Span): Location {
    return { file, start: this.point(span.start), end: this.point(span.end) };
  }

  #starts(): readonly number[] {
    if (this.#lineStarts) return this.#lineStarts;
    const starts = [0];
    for (let i = 0; i < this.#text.length; i++) {
      const c = this.#text.charCodeAt(i);
      if (c === 13 && this.#text.charCodeAt(i + 1) === 10) continue;
      if (c === 10 || c === 13) starts.push(i + 1);
    }
    this.#lineStarts = starts;
    return starts;
  }
}

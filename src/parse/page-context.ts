import type { Span } from '../diagnostics/line-index.ts';
import type { SourceFile } from '../read/source-file.ts';
import type { Block } from './blocks.ts';
import type { Findings } from './findings.ts';
import type { IncludeText } from './includes.ts';
import type { Fence } from './sections.ts';

/** What the readers of the sections of one page share. */
export interface PageContext {
  readonly file: SourceFile;
  /** The page's text, lone carriage returns made line ends; offsets are those of the file. */
  readonly text: string;
  readonly translated: boolean;
  readonly findings: Findings;
  readonly include: IncludeText;
  readonly fences: readonly Fence[];
  /** The blocks of a part of the page; never throws. */
  readonly blocks: (span: Span) => readonly Block[];
}

/** The raw text of a part of the page. */
export function slice(context: PageContext, span: Span): string {
  return context.text.slice(span.start, span.end);
}

/** A part of the page without the blanks and blank lines around its text; empty at its start if it has none. */
export function trimmed(context: PageContext, span: Span): Span {
  const text = slice(context, span);
  const content = text.trim().length;
  const start = content === 0 ? span.start : span.start + text.length - text.trimStart().length;
  return { start, end: start + content };
}

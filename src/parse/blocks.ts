import type { Span } from '../diagnostics/line-index.ts';

/**
 * The blocks of a section, reduced to what facts are read from. Texts are raw Markdown of the page; positions are
 * offsets into the page.
 */
export type Block = ParagraphBlock | TableBlock | ListBlock | QuoteBlock | CodeBlock | OtherBlock;

/** A stretch of one line, without indentation and quote marks. */
export interface RawText {
  readonly text: string;
  readonly start: number;
}

export interface ParagraphBlock {
  readonly kind: 'paragraph';
  readonly span: Span;
  /** Trailing blanks are kept (two of them are a hard break), except on the last line. */
  readonly lines: readonly RawText[];
}

export interface TableBlock {
  readonly kind: 'table';
  readonly span: Span;
  readonly header: readonly RawText[];
  /** Rows may have fewer or more cells than the header. */
  readonly rows: readonly (readonly RawText[])[];
}

export interface ListBlock {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly { readonly span: Span; readonly blocks: readonly Block[] }[];
}

interface QuoteBlock {
  readonly kind: 'quote';
  readonly span: Span;
}

interface CodeBlock {
  readonly kind: 'code';
  readonly span: Span;
}

/** Headings below the section's, thematic breaks, HTML. */
interface OtherBlock {
  readonly kind: 'other';
  readonly span: Span;
}

/** The text of a paragraph as one raw string. */
export function paragraphText(block: ParagraphBlock, fromLine = 0): string {
  return block.lines
    .slice(fromLine)
    .map((line) => line.text)
    .join('\n');
}

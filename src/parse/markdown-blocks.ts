import { createRequire } from 'node:module';
import type { Nodes, Parent, Root, TableCell } from 'mdast';
import type { Span } from '../diagnostics/line-index.ts';
import type { Block, RawText } from './blocks.ts';

/**
 * Largest text given to the Markdown parser at once, deepest nesting, largest number of brackets, and of lines on which
 * a list begins inside a list or quote (`- - a`): its time grows with the square of the last. The sections of the
 * reference that it has to read stay below half of each; beyond them it would need many seconds, or overflow the stack.
 */
const limits = { characters: 32 * 1024, nesting: 24, brackets: 4000, compactLists: 100 };

/** Why a section is not given to the Markdown parser; undefined if it can be. */
export function beyondLimits(text: string): string | undefined {
  if (text.length > limits.characters) return `it is longer than ${limits.characters / 1024} KiB`;
  if (nesting.test(text)) return `quotes or lists are nested more than ${limits.nesting} deep`;
  if (count(text, /\[/g) > limits.brackets) return `it holds more than ${limits.brackets} brackets`;
  if (count(text, compactList) > limits.compactLists)
    return `it holds more than ${limits.compactLists} lists inside lists`;
  return undefined;
}

function count(text: string, expression: RegExp): number {
  return text.match(expression)?.length ?? 0;
}

const compactList = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:[-*+>]|\d{1,9}[.)])[ \t]/gm;
const nesting = new RegExp(
  `^[ \\t]*(?:>[ \\t]*|(?:[-*+]|\\d{1,9}[.)])[ \\t]+){${limits.nesting + 1}}|^[ \\t]{120}[ \\t]*\\S`,
  'm',
);

type ParseMarkdown = (text: string) => Root;
let parser: ParseMarkdown | undefined;

/** Loads the Markdown parser when the first section needs it: most runs never do, and loading costs as much as 20 pages. */
function parseMarkdown(text: string): Root {
  parser ??= loadParser();
  return parser(text);
}

function loadParser(): ParseMarkdown {
  const require = createRequire(import.meta.url);
  const { unified } = require('unified') as typeof import('unified');
  const { default: remarkParse } = require('remark-parse') as typeof import('remark-parse');
  const { gfmTable } = require('micromark-extension-gfm-table') as typeof import('micromark-extension-gfm-table');
  const { gfmTableFromMarkdown } = require('mdast-util-gfm-table') as typeof import('mdast-util-gfm-table');
  const processor = unified()
    .use(remarkParse)
    .data('micromarkExtensions', [gfmTable()])
    .data('fromMarkdownExtensions', [gfmTableFromMarkdown()])
    .freeze();
  return (text) => processor.parse(text);
}

/**
 * Reads blocks with the Markdown parser (remark with GFM tables): the reference that `scanBlocks` must agree with.
 *
 * @param span part of the page to read, whole lines
 */
export function markdownBlocks(text: string, span: Span): Block[] {
  return childBlocks(parseMarkdown(text.slice(span.start, span.end)), text, span.start);
}

function childBlocks(parent: Parent, text: string, base: number): Block[] {
  return parent.children.map((node) => blockOf(node, text, base));
}

function blockOf(node: Nodes, text: string, base: number): Block {
  const span = spanOf(node, base);
  switch (node.type) {
    case 'paragraph':
      return { kind: 'paragraph', span: trimEnd(text, span), lines: linesOf(text, span) };
    case 'table': {
      const [header, ...rows] = node.children.map((row) => row.children.map((cell) => cellOf(cell, text, base)));
      return { kind: 'table', span, header: header ?? [], rows };
    }
    case 'list':
      return {
        kind: 'list',
        span,
        items: node.children.map((item) => ({ span: spanOf(item, base), blocks: childBlocks(item, text, base) })),
      };
    case 'blockquote':
      return { kind: 'quote', span };
    case 'code':
      return { kind: 'code', span };
    default:
      return { kind: 'other', span };
  }
}

function spanOf(node: Nodes, base: number): Span {
  return { start: base + (node.position?.start.offset ?? 0), end: base + (node.position?.end.offset ?? 0) };
}

/** The parser counts blanks before the last line end as part of the paragraph. */
function trimEnd(text: string, span: Span): Span {
  return { start: span.start, end: span.start + text.slice(span.start, span.end).trimEnd().length };
}

function linesOf(text: string, span: Span): RawText[] {
  const lines: RawText[] = [];
  for (let at = span.start; at < span.end; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 || newline > span.end ? span.end : newline;
    let first = at;
    while (first < end && (text.charCodeAt(first) === 32 || text.charCodeAt(first) === 9)) first++;
    const line = text.slice(first, end);
    lines.push({ text: end === span.end ? line.trimEnd() : line.replace(/\r$/, ''), start: first });
    at = end + 1;
  }
  return lines;
}

function cellOf(cell: TableCell, text: string, base: number): RawText {
  const first = cell.children[0];
  const last = cell.children.at(-1);
  if (!first || !last) {
    const { start } = spanOf(cell, base);
    return { text: '', start: text[start] === '|' ? start + 1 : start };
  }
  const start = spanOf(first, base).start;
  return { text: text.slice(start, spanOf(last, base).end).replaceAll('\\|', '|').trim(), start };
}

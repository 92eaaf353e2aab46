import type { Span } from '../diagnostics/line-index.ts';
import type { Block, ListBlock, RawText } from './blocks.ts';

interface Line {
  /** Offset of the first character that is no blank. */
  readonly first: number;
  readonly start: number;
  /** Offset of the line end, before a carriage return. */
  readonly end: number;
  readonly blank: boolean;
}

/**
 * Reads the blocks of a section whose shape is plain: paragraphs, tables with leading bars, bulleted lists of
 * one-paragraph items, all separated by blank lines. Returns undefined for anything else - nested or numbered lists,
 * quotes, code, HTML, indentation that could mean something - and the Markdown parser reads the section instead.
 * Both give the same blocks; this one is some fifty times cheaper, and takes nearly all sections of the docs.
 */
export function scanBlocks(text: string, span: Span): Block[] | undefined {
  const blocks: Block[] = [];
  const lines = splitLines(text, span);
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] as Line;
    if (line.blank) {
      i++;
      continue;
    }
    const indent = line.first - line.start;
    const c = text.charCodeAt(line.first);
    if (indent > 3 || c === 9) return undefined;
    let last = i;
    while (last + 1 < lines.length && !(lines[last + 1] as Line).blank) last++;
    const group = lines.slice(i, last + 1);
    const block =
      c === 124 ? table(text, group) : c === 45 || c === 42 ? bulletOrParagraph(text, group) : paragraph(text, group);
    if (!block) return undefined;
    const previous = blocks.at(-1);
    if (block.kind === 'list') {
      // A loose list: items that blank lines separate are one list, if their marks are the same.
      const sameMark = previous && text[previous.span.start] === text[block.span.start];
      if (previous?.kind === 'list' && sameMark) blocks[blocks.length - 1] = joined(previous, block);
      else blocks.push(block);
    } else {
      // An indented paragraph after a list belongs to its last item.
      if (previous?.kind === 'list' && indent > 1) return undefined;
      blocks.push(block);
    }
    i = last + 1;
  }
  return blocks;
}

function splitLines(text: string, span: Span): Line[] {
  const lines: Line[] = [];
  for (let at = span.start; at < span.end; ) {
    const newline = text.indexOf('\n', at);
    let end = newline < 0 || newline >= span.end ? span.end : newline;
    const next = end + 1;
    if (end > at && text.charCodeAt(end - 1) === 13) end--;
    let first = at;
    while (first < end && text.charCodeAt(first) === 32) first++;
    const blank = first === end || (text.charCodeAt(first) === 9 && text.slice(first, end).trim() === '');
    lines.push({ first, start: at, end, blank });
    at = next;
  }
  return lines;
}

/** What starts a line and is, or might be, something other than text: quote, heading, fence, HTML, list, rule, table. */
const notText =
  /^(?:[>#|\t]|```|~~~|<(?!xref:|https?:)|[-*+](?:[ \t]|$)|[-=_*](?:[ \t]*[-=_*])*[ \t]*$|\d{1,9}[.)](?:[ \t]|$)|:?-[-:|\s]*$|\[[^\]]{0,200}\]:)/;
/** As much of a line's beginning as `notText` needs to see. */
const lookahead = 240;

function isText(text: string, line: Line): boolean {
  return !notText.test(text.slice(line.first, Math.min(line.end, line.first + lookahead)));
}

function trimmedEnd(text: string, line: Line): number {
  let end = line.end;
  while (end > line.first && (text.charCodeAt(end - 1) === 32 || text.charCodeAt(end - 1) === 9)) end--;
  return end;
}

function paragraph(text: string, group: readonly Line[]): Block | undefined {
  const lines: RawText[] = [];
  for (const [i, line] of group.entries()) {
    if (!isText(text, line)) return undefined;
    const end = i === group.length - 1 ? trimmedEnd(text, line) : line.end;
    lines.push({ text: text.slice(line.first, end), start: line.first });
  }
  const first = group[0] as Line;
  const last = group.at(-1) as Line;
  return { kind: 'paragraph', span: { start: first.first, end: trimmedEnd(text, last) }, lines };
}

/** Items of one line, or with continuation lines that are plain text. */
function bulletOrParagraph(text: string, group: readonly Line[]): Block | undefined {
  const first = group[0] as Line;
  if (!/[ \t]/.test(text[first.first + 1] ?? '')) return paragraph(text, group);
  if (first.first - first.start > 1) return undefined;
  const mark = text.charCodeAt(first.first);
  const items: { span: Span; blocks: Block[] }[] = [];
  for (let i = 0; i < group.length; ) {
    const line = group[i] as Line;
    if (line.first - line.start > 1 || text.charCodeAt(line.first) !== mark) return undefined;
    let content = line.first + 1;
    while (text.charCodeAt(content) === 32) content++;
    if (content - line.first > 4 || content >= line.end) return undefined;
    let last = i;
    while (last + 1 < group.length && isText(text, group[last + 1] as Line)) last++;
    const own = [{ ...line, first: content }, ...group.slice(i + 1, last + 1)];
    const block = paragraph(text, own);
    if (!block) return undefined;
    items.push({ span: { start: line.first, end: block.span.end }, blocks: [block] });
    i = last + 1;
  }
  return { kind: 'list', span: { start: first.first, end: items.at(-1)?.span.end ?? first.end }, items };
}

function joined(left: ListBlock, right: ListBlock): ListBlock {
  return {
    kind: 'list',
    span: { start: left.span.start, end: right.span.end },
    items: [...left.items, ...right.items],
  };
}

const delimiterCell = /^:?-+:?$/;

function table(text: string, group: readonly Line[]): Block | undefined {
  const rows: RawText[][] = [];
  for (const line of group) {
    if (text.charCodeAt(line.first) !== 124 || line.first - line.start > 3) return undefined;
    const cells = splitRow(text, line.first, trimmedEnd(text, line));
    if (!cells) return undefined;
    rows.push(cells);
  }
  const [header, delimiters, ...body] = rows;
  if (!header || !delimiters || header.length !== delimiters.length) return undefined;
  if (!delimiters.every((cell) => delimiterCell.test(cell.text))) return undefined;
  const first = group[0] as Line;
  return {
    kind: 'table',
    span: { start: first.first, end: trimmedEnd(text, group.at(-1) as Line) },
    header,
    rows: body,
  };
}

/** Splits at bars; undefined where a bar is escaped, which only the Markdown parser takes apart. */
function splitRow(text: string, start: number, end: number): RawText[] | undefined {
  const cells: RawText[] = [];
  let at = start + 1;
  while (at < end) {
    let bar = text.indexOf('|', at);
    if (bar < 0 || bar > end) bar = end;
    if (text.charCodeAt(bar - 1) === 92) return undefined;
    let from = at;
    let to = bar;
    while (from < to && isBlank(text, from)) from++;
    while (to > from && isBlank(text, to - 1)) to--;
    cells.push({ text: text.slice(from, to), start: from });
    at = bar + 1;
  }
  return cells;
}

function isBlank(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return c === 32 || c === 9;
}

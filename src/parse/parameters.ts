import type { Span } from '../diagnostics/line-index.ts';
import type { Block, ListBlock, ParagraphBlock, RawText, TableBlock } from './blocks.ts';
import { paragraphText } from './blocks.ts';
import { parameterColumns } from './dialect.ts';
import { inlineText } from './inline-text.ts';
import type { Direction, DocumentedParameter } from './page.ts';
import { type PageContext, slice } from './page-context.ts';
import { proseText } from './prose.ts';
import type { Section } from './sections.ts';

/** A parameter while its text is still being collected. */
interface OpenParameter {
  readonly name: string;
  readonly nameSpan: Span;
  /** Marks before the name: `[in]`. */
  readonly marksBefore: string;
  /** Raw text that follows the name in its own paragraph or cell. */
  readonly raw: string;
  /** The paragraphs, lists, tables and notes that continue it. */
  more: Span | undefined;
}

interface NameLine {
  readonly name: string;
  readonly nameSpan: Span;
  readonly marksBefore: string;
  readonly code: boolean;
  /** Ends in a hard break: two blanks, a backslash, `<br/>`. */
  readonly breaks: boolean;
}

const nameLine =
  /^((?:\\?\[[^\]\n]{1,60}\] ?){0,3})(?:(`)(\w{1,200})(?:\[\d{0,6}\])?`(?:\[\d{0,6}\])?|((?:\\_|\w){1,200})(?:\[\d{0,6}\])?)[ \t]?:?([ \t]*\\[ \t]*| {2,}|[ \t]*<br ?\/?>[ \t]*)?[ \t]*$/;
/** No name line is nearly as long; the bound keeps the expression's cost down on odd text. */
const longestNameLine = 600;
const directionMark = /^\s*\\?\[([^\]\n]{1,120})\\?\](?![([])[ \t]*/;
const startsWithDirection = /^\s*\\?\[(?:in|out)\b/i;
const directionWord = /^(in|out|optional|retval|string|lcid|ref|unique|(?:size|length|iid)_is\(.*)$/i;
const oneLine = /^`(\w{1,200})`(?:\[\d{0,6}\])?[ \t]+(?=\S)/;
const noParameters = /\bno parameters\b|^none\.?$|\bnone\.$/i;

/**
 * Reads a Parameters section in all the forms that the docs use: name line and text in one paragraph (a hard break of
 * two blanks or a backslash between them), name and text in paragraphs of their own, tables, lists, name and text on
 * one line; `[in]` before the text or before the name. What follows - paragraphs, lists, tables, notes - continues the
 * parameter above it.
 *
 * @param declared names that the declaration has, in lower case; they tell a name from a word where the form does not
 */
export function readParameters(
  context: PageContext,
  section: Section,
  declared: ReadonlySet<string>,
): DocumentedParameter[] {
  const open: OpenParameter[] = [];
  const blocks = context.blocks(section.body);
  const hasNameLines = blocks.some((block) => block.kind === 'paragraph' && isNameLine(block, declared));
  for (const block of blocks) {
    if (block.kind === 'paragraph' && startParagraph(block, declared, hasNameLines, open)) continue;
    if (block.kind === 'table' && startTable(block, context, declared, open)) continue;
    if (block.kind === 'list' && startList(block, context, declared, open)) continue;
    const current = open.at(-1);
    if (current) current.more = { start: current.more?.start ?? block.span.start, end: block.span.end };
    else reportUnowned(context, block);
  }
  return finish(context, open);
}

function isNameLine(block: ParagraphBlock, declared: ReadonlySet<string>): boolean {
  return readFirstLine(block, declared) !== undefined;
}

function readFirstLine({ lines }: ParagraphBlock, declared: ReadonlySet<string>): NameLine | undefined {
  const [first, second] = lines;
  return readNameLine(first as RawText, lines.length === 1, declared, startsWithDirection.test(second?.text ?? ''));
}

/** @param described The line below begins with a direction, so this one is a name whatever its form. */
function readNameLine(
  line: RawText,
  alone: boolean,
  declared: ReadonlySet<string>,
  described = false,
): NameLine | undefined {
  const match = line.text.length > longestNameLine ? null : nameLine.exec(line.text);
  if (!match) return undefined;
  const [, marks = '', tick, code, plain, ending] = match;
  const written = code ?? (plain as string);
  const name = written.replaceAll('\\', '');
  const breaks = ending !== undefined;
  const certain = tick !== undefined || declared.has(name.toLowerCase()) || (breaks && !alone) || described;
  if (!certain || /^\d/.test(name)) return undefined;
  const start = line.start + line.text.indexOf(written, marks.length);
  return {
    name,
    nameSpan: { start, end: start + written.length },
    marksBefore: marks,
    code: tick !== undefined,
    breaks,
  };
}

function startParagraph(
  block: ParagraphBlock,
  declared: ReadonlySet<string>,
  hasNameLines: boolean,
  open: OpenParameter[],
): boolean {
  const first = block.lines[0] as RawText;
  const named = readFirstLine(block, declared);
  if (named) {
    open.push({ ...named, raw: paragraphText(block, 1), more: undefined });
    return true;
  }
  const line = hasNameLines ? null : oneLine.exec(first.text);
  const name = line?.[1] as string | undefined;
  if (!line || !name || !declared.has(name.toLowerCase())) return false;
  if (open.some((parameter) => parameter.name === name)) return false;
  const start = first.start + 1;
  const raw = paragraphText(block).slice(line[0].length);
  open.push({ name, nameSpan: { start, end: start + name.length }, marksBefore: '', raw, more: undefined });
  return true;
}

function startTable(
  table: TableBlock,
  context: PageContext,
  declared: ReadonlySet<string>,
  open: OpenParameter[],
): boolean {
  const column = plain(table.header[0]).toLowerCase();
  const known = parameterColumns.has(column) || (context.translated && open.length === 0);
  const names = table.rows.map((row) => readNameLine(row[0] ?? { text: '', start: table.span.start }, true, declared));
  if (!known && !names.every((name) => name && declared.has(name.name.toLowerCase()))) return false;
  for (const [i, row] of table.rows.entries()) {
    const cell = row[0];
    const named = names[i] ?? (cell && bareName(cell));
    if (named) open.push({ ...named, raw: row.at(-1) === cell ? '' : (row.at(-1)?.text ?? ''), more: undefined });
    else context.findings.report('CB220', 'The row names no parameter', rowSpan(row, table));
  }
  return true;
}

function bareName(cell: RawText): NameLine | undefined {
  const match = /^((?:\\?\[[^\]\n]{1,60}\] ?){0,3})`?(\w{1,200})/.exec(cell.text);
  if (!match) return undefined;
  const [whole, marksBefore = '', name = ''] = match;
  const start = cell.start + whole.length - name.length;
  return { name, nameSpan: { start, end: start + name.length }, marksBefore, code: false, breaks: false };
}

/** A list whose items are parameters: the item begins with a name line, and the declaration knows the name. */
function startList(
  list: ListBlock,
  context: PageContext,
  declared: ReadonlySet<string>,
  open: OpenParameter[],
): boolean {
  const names = list.items.map((item) => {
    const first = item.blocks[0];
    if (first?.kind !== 'paragraph') return undefined;
    const named = readNameLine(first.lines[0] as RawText, first.lines.length === 1, declared);
    if (!named?.code) return undefined;
    const continued = item.blocks.length > 1 || first.lines.length > 1;
    return declared.has(named.name.toLowerCase()) || (declared.size === 0 && continued) ? named : undefined;
  });
  if (!names.some((name) => name)) return false;
  for (const [i, item] of list.items.entries()) {
    const named = names[i];
    const current = open.at(-1);
    if (named) {
      const first = item.blocks[0] as ParagraphBlock;
      const second = item.blocks[1];
      const more = second && { start: second.span.start, end: item.span.end };
      open.push({ ...named, raw: paragraphText(first, 1), more });
    } else if (current) current.more = { start: current.more?.start ?? item.span.start, end: item.span.end };
    else context.findings.report('CB217', 'This text belongs to no parameter', item.span);
  }
  return true;
}

function reportUnowned(context: PageContext, block: Block): void {
  if (context.translated || block.kind === 'quote' || noParameters.test(slice(context, block.span))) return;
  context.findings.report('CB217', 'This text belongs to no parameter', block.span);
}

function finish(context: PageContext, open: readonly OpenParameter[]): DocumentedParameter[] {
  const seen = new Set<string>();
  const result: DocumentedParameter[] = [];
  for (const parameter of open) {
    if (seen.has(parameter.name)) {
      const message = `${parameter.name} is documented a second time; the first text counts`;
      context.findings.report('CB218', message, parameter.nameSpan);
      continue;
    }
    seen.add(parameter.name);
    result.push(finishParameter(context, parameter));
  }
  return result;
}

function finishParameter(context: PageContext, parameter: OpenParameter): DocumentedParameter {
  const { name, nameSpan, more } = parameter;
  // Where the text has a paragraph of its own, its marks stand there.
  const continued = more ? slice(context, more) : '';
  const before = takeMarks(parameter.marksBefore, context.translated);
  const own = takeMarks(parameter.raw, context.translated);
  const later = parameter.raw === '' ? takeMarks(continued, context.translated) : { words: [], rest: continued };
  const words = new Set([...before.words, ...own.words, ...later.words]);
  const texts = [inlineText(own.rest, context.include), proseText(later.rest, context.include)];
  const text = texts.filter((part) => part !== '').join('\n\n');
  const direction = context.translated ? undefined : directionOf(words);
  const optional = !context.translated && words.has('optional');
  return { name, nameSpan, ...(direction && { direction }), ...(optional && { optional }), text };
}

function directionOf(words: ReadonlySet<string>): Direction | undefined {
  if (words.has('in')) return words.has('out') ? 'inout' : 'in';
  return words.has('out') ? 'out' : undefined;
}

/** Takes `[in]`, `[out, optional]`, `\[in]` off the front of a text; in a translated page, any short bracket. */
function takeMarks(raw: string, translated: boolean): { readonly words: readonly string[]; readonly rest: string } {
  const words: string[] = [];
  let rest = raw;
  for (let match = directionMark.exec(rest); match; match = directionMark.exec(rest)) {
    const inside = (match[1] as string).replace(/\\$/, '');
    const parts = inside.split(/\s*(?:,(?![^(]*\))|\/)\s*|\s+(?![^(]*\))/).map((word) => word.toLowerCase());
    if (!(translated && inside.length <= 20) && !parts.every((word) => directionWord.test(word))) break;
    words.push(...parts);
    rest = rest.slice(match[0].length);
  }
  return { words, rest };
}

function plain(cell: RawText | undefined): string {
  return (cell?.text ?? '').replaceAll('`', '').trim();
}

function rowSpan(row: readonly RawText[], table: TableBlock): Span {
  const start = row[0]?.start ?? table.span.start;
  const last = row.at(-1);
  return { start, end: last ? last.start + last.text.length : start };
}

import type { Span } from '../diagnostics/line-index.ts';
import type { Block, ListBlock, ParagraphBlock, RawText, TableBlock } from './blocks.ts';
import { paragraphText } from './blocks.ts';
import { resultColumnAnywhere, resultColumns, valueColumn } from './dialect.ts';
import { inlineText } from './inline-text.ts';
import type { DocumentedHresultRow, ReturnValue } from './page.ts';
import { type PageContext, slice, trimmed } from './page-context.ts';
import { proseText } from './prose.ts';
import { findResultMentions, readResultCell, readResultValue } from './results.ts';
import type { Section } from './sections.ts';

/**
 * Reads what a call returns: tables of results (name, perhaps value, description), definition-like paragraphs (name,
 * hard break, text), bullets, and names in prose; the latter only where no table or definition gives the results.
 * Tables of a section "Status HRESULTS", and tables of HRESULTs in Remarks, follow. Booleans are no results.
 *
 * @param section the Return Value section
 * @param others sections whose tables of HRESULTs count too
 */
export function readReturnValue(
  context: PageContext,
  section: Section | undefined,
  others: readonly Section[],
): ReturnValue | undefined {
  const results = new Results();
  const lead: string[] = [];
  if (section) readBlocks(context, context.blocks(section.body), results, lead);
  for (const other of others) {
    for (const span of tablesIn(context, other)) {
      for (const block of context.blocks(span)) {
        if (block.kind === 'table' && resultColumnAnywhere.test(headerText(block, 0))) {
          readTable(context, block, results, lead);
        }
      }
    }
  }
  const first = section ?? others[0];
  if (!first || (!section && results.rows.length === 0)) return undefined;
  return { span: trimmed(context, first.body), text: lead.join('\n\n'), hresults: results.rows };
}

/** The rows found so far; a name counts once, a later text fills an empty one. */
class Results {
  readonly rows: DocumentedHresultRow[] = [];
  readonly #index = new Map<string, number>();
  /** A table or definitions gave rows: then names in prose are not results of their own. */
  tabulated = false;

  add(row: DocumentedHresultRow): void {
    const at = this.#index.get(row.name);
    const known = at === undefined ? undefined : this.rows[at];
    if (at === undefined || !known) this.#index.set(row.name, this.rows.push(row) - 1);
    else if (known.text === '' || known.value === undefined) {
      this.rows[at] = { ...row, ...known, text: known.text === '' ? row.text : known.text };
    }
  }
}

function readBlocks(context: PageContext, blocks: readonly Block[], results: Results, lead: string[]): void {
  const prose: ParagraphBlock[] = [];
  for (const [i, block] of blocks.entries()) {
    if (block.kind === 'table') readTable(context, block, results, lead);
    else if (block.kind === 'list') readList(context, block, results, lead);
    else if (block.kind === 'paragraph' && readDefinition(context, block, blocks[i + 1], results)) continue;
    else {
      if (block.kind === 'paragraph') prose.push(block);
      const text = isDefinitionText(context, blocks, i) ? '' : proseText(slice(context, block.span), context.include);
      if (text) lead.push(text);
    }
  }
  if (!results.tabulated) for (const block of prose) readProse(context, block, results);
}

function headerText(table: TableBlock, column: number): string {
  return (table.header[column]?.text ?? '').replaceAll('`', '').trim().toLowerCase();
}

function readTable(context: PageContext, table: TableBlock, results: Results, lead: string[]): void {
  const column = headerText(table, 0);
  if (!resultColumns.has(column) && !context.translated) {
    const cell = table.header[0];
    const start = cell?.start ?? table.span.start;
    const span = { start, end: start + (cell?.text.length ?? 0) };
    context.findings.report('CB222', `"${cell?.text ?? ''}" is no known header of a table of results`, span);
  }
  const valueAt = valueColumnOf(table, context.translated);
  for (const row of table.rows) readRow(context, table, row, valueAt, results, lead);
}

/** Index of the column with numbers; -1 if the table has none. */
function valueColumnOf(table: TableBlock, translated: boolean): number {
  if (table.header.length < 3) return -1;
  const named = table.header.findIndex((_, i) => i > 0 && headerText(table, i) === valueColumn);
  if (named > 0 || !translated) return named;
  return table.rows.some((row) => readResultValue(row[1]?.text ?? '') !== undefined) ? 1 : -1;
}

function readRow(
  context: PageContext,
  table: TableBlock,
  row: readonly RawText[],
  valueAt: number,
  results: Results,
  lead: string[],
): void {
  const cell = row[0];
  const span = cell ? { start: cell.start, end: cell.start + cell.text.length } : table.span;
  const short = row.length < table.header.length;
  const description = inlineText(row[Math.min(row.length, table.header.length) - 1]?.text ?? '', context.include);
  if (!cell || cell.text === '') {
    context.findings.report('CB220', 'The row names no result', span);
    if (description) lead.push(description);
    return;
  }
  const plain = inlineText(cell.text, context.include);
  const read = readResultCell(plain);
  if (!read) {
    lead.push(`${plain.replaceAll('`', '')}: ${description}`);
    return;
  }
  if (read.repaired) {
    const name = read.names[0]?.name ?? '';
    context.findings.report('CB219', `"${plain.replaceAll('`', '')}" is no name; ${name} is assumed`, span);
  }
  const valueCell = valueAt >= 0 && !short ? row[valueAt] : undefined;
  const value = valueCell && readResultValue(valueCell.text);
  // A machine that translates takes numbers apart (`0 x 100`).
  if (valueAt >= 0 && value === undefined && !context.translated) {
    const where = valueCell?.text ? { start: valueCell.start, end: valueCell.start + valueCell.text.length } : span;
    const what = valueCell?.text ? `"${valueCell.text}" is no 32-bit number` : 'The row gives no value';
    context.findings.report('CB221', what, where);
  }
  const text = [read.rest, description].filter((part) => part !== '').join(' ');
  for (const name of read.names) {
    results.add({ ...name, ...(value !== undefined && { value }), nameSpan: nameSpan(cell, name.name), text });
  }
  results.tabulated = true;
}

/** Where a name stands in its cell or line; the whole text if it was repaired. */
function nameSpan(raw: RawText, name: string): Span {
  const at = raw.text.indexOf(name);
  if (at < 0) return { start: raw.start, end: raw.start + raw.text.length };
  return { start: raw.start + at, end: raw.start + at + name.length };
}

const hardBreak = /(?: {2,}|\\[ \t]*|<br ?\/?>[ \t]*)$/;

/** Longer lines are prose; the bound keeps the expression's cost down on odd text. */
const longestHead = 600;

/** `S_OK`, hard break, text - or a name on its own, with the text in the next paragraph. */
function readDefinition(
  context: PageContext,
  block: ParagraphBlock,
  next: Block | undefined,
  results: Results,
): boolean {
  const first = block.lines[0] as RawText;
  const alone = block.lines.length === 1;
  if (first.text.length > longestHead) return false;
  const head = first.text.replace(hardBreak, '');
  if (!alone && head === first.text) return false;
  const read = readResultCell(inlineText(head, context.include));
  if (!read || (alone && read.rest !== '')) return false;
  const follows = alone && next?.kind === 'paragraph' && !isDefinition(context, next);
  const raw = follows ? paragraphText(next) : paragraphText(block, 1);
  const text = [read.rest, inlineText(raw, context.include)].filter((part) => part !== '').join(' ');
  if (read.repaired) {
    const span = { start: first.start, end: first.start + head.length };
    context.findings.report('CB219', `"${head}" is no name; ${read.names[0]?.name} is assumed`, span);
  }
  for (const name of read.names) results.add({ ...name, nameSpan: nameSpan(first, name.name), text });
  results.tabulated = true;
  return true;
}

function isDefinition(context: PageContext, block: ParagraphBlock): boolean {
  return readDefinition(context, block, undefined, new Results());
}

/** The paragraph before is a name on its own, so this one is its text. */
function isDefinitionText(context: PageContext, blocks: readonly Block[], i: number): boolean {
  const before = blocks[i - 1];
  return before?.kind === 'paragraph' && before.lines.length === 1 && isDefinition(context, before);
}

const leadingName = /^`?(HRESULT_FROM_WIN32 ?\( ?[A-Z][A-Z0-9_]* ?\)|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)`?(?![\w])/;

function readList(context: PageContext, list: ListBlock, results: Results, lead: string[]): void {
  for (const item of list.items) {
    const first = item.blocks[0];
    const text = first?.kind === 'paragraph' ? inlineText(paragraphText(first), context.include) : '';
    const match = leadingName.exec(text);
    if (first?.kind !== 'paragraph' || !match || findResultMentions(match[0]).length === 0) {
      lead.push(`- ${proseText(slice(context, item.span), context.include).replace(/^[-*+] /, '')}`);
      continue;
    }
    const name = (match[1] as string).replaceAll(' ', '');
    const value = /^ ?\((0x[\da-f]{1,8}|\d{1,10})\)/i.exec(text.slice(match[0].length));
    const rest = text.slice(match[0].length + (value?.[0].length ?? 0)).replace(/^\s*(?:[-–—:.,]\s*)?/, '');
    const number = value ? readResultValue(value[1] as string) : undefined;
    const line = first.lines[0] as RawText;
    results.add({ name, ...(number !== undefined && { value: number }), nameSpan: nameSpan(line, name), text: rest });
  }
}

/** Every name gets a copy of its clause; real ones are shorter by a factor of ten. */
const longestClause = 2000;
/** Names that one paragraph may add; no page has more than ten. */
const mostMentions = 500;

/** Names in running text; each gets the clause that holds it. */
function readProse(context: PageContext, block: ParagraphBlock, results: Results): void {
  const lines = new Map<string, RawText>();
  for (const line of block.lines) {
    for (const { name } of findResultMentions(line.text)) if (!lines.has(name)) lines.set(name, line);
  }
  const first = block.lines[0] as RawText;
  for (const clause of inlineText(paragraphText(block), context.include).split(/(?<=[.;])\s+/)) {
    for (const { index: _, ...mention } of findResultMentions(clause)) {
      const span = nameSpan(lines.get(mention.name) ?? first, mention.name);
      results.add({ ...mention, nameSpan: span, text: clause.slice(0, longestClause).replace(/;$/, '') });
      if (results.rows.length < mostMentions) continue;
      context.findings.report('CB216', `Only the first ${mostMentions} names of results were read`, block.span);
      return;
    }
  }
}

const tableStart = /^ {0,3}\|[^\n]*\n {0,3}\|[ \t:|-]+\r?$/gm;

/** The stretches of a section's text that are tables: all of a long Remarks section that is of interest here. */
function tablesIn(context: PageContext, section: Section): Span[] {
  const spans: Span[] = [];
  const text = slice(context, section.body);
  if (!/\|/.test(text)) return spans;
  let searched = 0;
  for (const match of text.matchAll(tableStart)) {
    if (match.index < searched) continue;
    const blank = /\n[ \t\r]*\n/g;
    blank.lastIndex = match.index;
    const end = blank.exec(text)?.index ?? text.length;
    searched = end;
    spans.push({
      start: section.body.start + match.index,
      end: Math.min(section.body.start + end + 1, section.body.end),
    });
  }
  return spans;
}

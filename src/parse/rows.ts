import type { Span } from '../diagnostics/line-index.ts';
import type { Block, RawText, TableBlock } from './blocks.ts';
import { kindBySuffix, linkRoot, nameColumns } from './dialect.ts';
import { identityOfFile } from './identity.ts';
import { inlineText } from './inline-text.ts';
import type { MemberRow, MethodRow, TypedefRow } from './page.ts';
import { type PageContext, slice } from './page-context.ts';
import { readHeaders } from './requirements.ts';
import type { Section } from './sections.ts';

/** Rows of the tables of a Members, Fields or Interfaces section: name and description. */
export function readMembers(context: PageContext, section: Section): MemberRow[] {
  return tables(context, section.body).flatMap((table) => {
    checkHeader(context, table);
    return memberRows(context, table);
  });
}

/** The tables of a part of the page, also those below its subheadings. */
export function tables(context: PageContext, span: Span): TableBlock[] {
  return context.blocks(span).filter((block): block is TableBlock => block.kind === 'table');
}

export function memberRows(context: PageContext, table: TableBlock): MemberRow[] {
  const column = descriptionColumn(table);
  const rows: MemberRow[] = [];
  for (const row of table.rows) {
    const cell = row[0];
    const read = cell && readName(cell);
    if (!read) reportNameless(context, table, cell);
    else rows.push({ ...read, text: cellText(context, row[column]) });
  }
  return rows;
}

function cellText(context: PageContext, cell: RawText | undefined): string {
  return inlineText(cell?.text ?? '', context.include);
}

/** The column headed Description, else the last. */
function descriptionColumn(table: TableBlock): number {
  const named = table.header.findIndex((cell) => cell.text.toLowerCase().startsWith('description'));
  return named > 0 ? named : Math.max(1, table.header.length - 1);
}

function checkHeader(context: PageContext, table: TableBlock): void {
  const cell = table.header[0];
  if (context.translated || !cell || nameColumns.has(cell.text.replaceAll('`', '').trim().toLowerCase())) return;
  const span = { start: cell.start, end: cell.start + cell.text.length };
  context.findings.report('CB222', `"${cell.text}" is no known header of a table of names`, span);
}

function reportNameless(context: PageContext, table: TableBlock, cell: RawText | undefined): void {
  const span = cell ? { start: cell.start, end: cell.start + cell.text.length } : table.span;
  context.findings.report('CB220', 'The first cell of the row holds no name', span);
}

interface NameInCell {
  readonly name: string;
  readonly nameSpan: Span;
}

const link = /^!?\[((?:[^\]\\]|\\.){0,500})\]\(\s*([^\s)]{0,1000})/;
/** Names stand at the beginning of a cell; what a huge one holds further on is not searched. */
const longestName = 1000;
const xref = /<xref:([^>?\s]{1,500})/i;
/** A tag of HTML: bilingual pages have both texts of a cell in spans. */
const tag = /<\/?[a-z][^<>]{0,200}>/gi;

/** The API name in a cell: the identifier in code marks, in a link, in an xref, or on its own; without its owner. */
function readName(cell: RawText): NameInCell | undefined {
  const text = cell.text.slice(0, longestName);
  const linked = link.exec(text);
  const reference = xref.exec(text);
  const shown = linked ? (linked[1] as string) : reference ? memberOfXref(reference[1] as string) : text;
  const words = nameIn(shown.includes('\\') ? shown.replace(/\\([_*<>])/g, '$1') : shown);
  const name = words.name ?? (linked ? nameOfLink(linked[2] as string) : undefined) ?? words.foreign;
  if (!name) return undefined;
  const from = linked ? cell.text.indexOf(shown) : 0;
  const at = Math.max(0, cell.text.indexOf(name, Math.max(0, from)));
  const start = cell.start + at;
  return { name, nameSpan: { start, end: Math.min(start + name.length, cell.start + cell.text.length) } };
}

function memberOfXref(target: string): string {
  const bare = target.replace(/%2A$|\*$/i, '').replace(/\(.*$/, '');
  return bare.slice(bare.lastIndexOf('.') + 1);
}

/**
 * The name among the words of a cell or link: the last part of `Interface::Name`, else the first identifier that is no
 * kind word (`Next Method`, `Interface X`). `foreign` is the first word of another script, where there is no other.
 */
function nameIn(text: string): { readonly name?: string; readonly foreign?: string } {
  const clean = text
    .replace(tag, ' ')
    .replaceAll('`', ' ')
    .replaceAll('*', ' ')
    .replace(/\s*::\s*/g, '::');
  let foreign: string | undefined;
  for (const word of clean.split(/[\s(),;[\]"“”«»]+/)) {
    const name = word.replace(/^.*::/, '');
    if (/^[A-Za-z_~]\w*$/.test(name)) {
      if (!kindBySuffix.has(name.toLowerCase())) return { name };
    } else if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) foreign ??= name;
  }
  return foreign === undefined ? {} : { foreign };
}

/** The name in a link's file name, for links whose text a translation has garbled; its letters' case is lost. */
function nameOfLink(address: string): string | undefined {
  return address.endsWith('.md') ? identityOfFile(address).name : undefined;
}

/**
 * Rows of a Methods or Properties section: tables, and on interface pages without one the paragraphs of "In This
 * Section" (a link, hard break, text).
 */
export function readMethods(context: PageContext, section: Section): MethodRow[] {
  const rows: MethodRow[] = [];
  for (const block of context.blocks(section.body)) {
    if (block.kind === 'table') {
      checkHeader(context, block);
      const column = descriptionColumn(block);
      for (const row of block.rows) {
        const read = row[0] && methodRow(context, row[0], cellText(context, row[column]));
        if (read) rows.push(read);
        else reportNameless(context, block, row[0]);
      }
    }
  }
  return rows;
}

/** The members that an interface page lists as contents instead of in a table. */
export function readContents(context: PageContext, section: Section): MethodRow[] {
  return context.blocks(section.body).flatMap((block) => contentsRow(context, block) ?? []);
}

function contentsRow(context: PageContext, block: Block): MethodRow | undefined {
  if (block.kind !== 'paragraph') return undefined;
  const first = block.lines[0] as RawText;
  const rest = block.lines.slice(1).map((line) => line.text);
  return methodRow(context, { ...first, text: first.text.trimEnd() }, inlineText(rest.join('\n'), context.include));
}

function methodRow(context: PageContext, cell: RawText, text: string): MethodRow | undefined {
  const read = readName(cell);
  if (!read) return undefined;
  const written = link.exec(cell.text)?.[2];
  const address = written?.replace(/#.*$/, '');
  const target = address && resolveLink(context.file.id, address);
  return { ...read, ...(address && { link: address }), ...(target && { target }), text };
}

/**
 * The page that a link leads to, as an id; undefined for addresses outside the docs. Links from the root of the docs
 * repository (`../../../../docs/framework/unmanaged-api/...`) count from the root of the reference.
 */
export function resolveLink(id: string, address: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^\//i.test(address) || !address.endsWith('.md')) return undefined;
  const mark = 'unmanaged-api/';
  const inside = id.lastIndexOf(mark);
  const root = inside < 0 ? '' : id.slice(0, inside + mark.length);
  if (linkRoot.test(address)) return root + address.replace(linkRoot, '');
  const parts = id.split('/').slice(0, -1);
  for (const step of address.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') parts.push(step);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** Rows of a typedef list: name, definition, header, description. */
export function readTypedefs(context: PageContext, table: TableBlock): TypedefRow[] {
  const rows: TypedefRow[] = [];
  for (const row of table.rows) {
    const read = row[0] && readName(row[0]);
    const definition = (row[1]?.text ?? '').replaceAll('`', '').trim();
    if (!read) reportNameless(context, table, row[0]);
    else if (definition === '') context.findings.report('CB225', `${read.name} has no definition`, read.nameSpan);
    else {
      const headers = table.header.length > 3 ? readHeaders(row[2]?.text ?? '').headers : [];
      const text = cellText(context, row[table.header.length - 1]);
      rows.push({ ...read, text, definition, ...(headers[0] && { header: headers[0] }) });
    }
  }
  return rows;
}

/** Whether a stretch of the page can hold a table at all, told without reading its blocks. */
export function mayHoldTable(context: PageContext, span: Span): boolean {
  return /^ {0,3}\|/m.test(slice(context, span));
}

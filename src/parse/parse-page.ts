import type { StageResult } from '../diagnostics/diagnostic.ts';
import { LineIndex, type Span } from '../diagnostics/line-index.ts';
import type { SourceFile } from '../read/source-file.ts';
import { type BlockReader, slicedReader } from './block-reader.ts';
import type { Declaration } from './declaration/declaration.ts';
import { constantColumn, overviewSlug, type SectionRole, sectionRoles, typedefColumns } from './dialect.ts';
import { Findings } from './findings.ts';
import { readFrontMatter } from './front-matter.ts';
import { identityOfFile, identityOfTitle, resolveIdentity } from './identity.ts';
import { checkIncludes, includeText } from './includes.ts';
import type { Located, MethodRow, Page, PageKind } from './page.ts';
import { type PageContext, slice, trimmed } from './page-context.ts';
import { readParameters } from './parameters.ts';
import { proseText } from './prose.ts';
import { readRequirements } from './requirements.ts';
import { readReturnValue } from './return-value.ts';
import { mayHoldTable, memberRows, readContents, readMembers, readMethods, readTypedefs, tables } from './rows.ts';
import { outlinePage, type PageOutline, type Section } from './sections.ts';
import { readRemarkDeclarations, readSyntax, type SyntaxResult } from './syntax.ts';

/**
 * Takes one page of the docs apart. Pure: the result depends on the file alone. Never throws, whatever the text is;
 * what is odd becomes a diagnostic, and every page ends as some kind. Positions are offsets into `file.text`.
 *
 * The page is read lazily: a line scanner finds the sections, each section is read only if a fact comes from it, and
 * most sections are read by line; the Markdown parser sees only those of an unusual shape.
 */
export function parsePage(file: SourceFile): StageResult<Page> {
  return parsePageWith(file, slicedReader);
}

/** `parsePage` with a choice of how blocks are read; tests hold the readers against each other. */
export function parsePageWith(file: SourceFile, reader: BlockReader): StageResult<Page> {
  // Lone carriage returns are line ends in Markdown; replaced one for one, so that offsets stay.
  const text = file.text.includes('\r') ? file.text.replace(/\r(?!\n)/g, '\n') : file.text;
  const lines = new LineIndex(text);
  const findings = new Findings(file.path, lines);
  const unreadable = whyUnreadable(text);
  if (unreadable) {
    findings.report(unreadable.code, unreadable.message, { start: 0, end: 0 });
    return { value: emptyPage(file, lines), diagnostics: findings.all() };
  }
  const { frontMatter, translated, end } = readFrontMatter(text, findings);
  const outline = outlinePage(text, end);
  const context: PageContext = {
    file,
    text,
    translated: translated || outline.title?.anchored === true,
    findings,
    include: includeText(file),
    fences: outline.fences,
    blocks: reader(text, findings),
  };
  checkOutline(context, outline);
  checkIncludes(text, findings);
  const byRole = groupByRole(outline.sections);
  const role = (name: SectionRole): readonly Section[] => byRole.get(name) ?? [];

  const syntax = readSyntaxOf(context, outline, role('syntax')[0]);
  const declaration = syntax?.declaration;
  const identity = resolveIdentity({
    id: file.id,
    title: outline.title,
    frontMatter,
    translated: context.translated,
    declaration,
    declarationHead: declaration ? text.slice(declaration.span.start, declaration.nameSpan.start) : '',
  });
  const lists = identity.kind || syntax ? undefined : readLists(context, outline);
  const kind = identity.kind ?? lists?.kind ?? kindWithoutApi(context, outline, role('syntax')[0]);
  const callable =
    kind === 'method' || kind === 'function' || kind === 'callbackFunction' || kind === 'functionPointer';
  const parameterSection = role('parameters')[0];
  const resultSections = callable ? [...role('statusResults'), ...role('remarks')] : [];
  const returnValue = callable ? readReturnValue(context, role('returnValue')[0], resultSections) : undefined;
  const requirementSection = role('requirements')[0];
  const summary = summaryOf(context, outline);
  const remarks = remarksOf(context, outline, kind);

  const page: Page = {
    id: file.id,
    path: file.path,
    hash: file.hash,
    lineStarts: lines.lineStarts,
    kind,
    name: identity.name,
    ...(identity.owner && { owner: identity.owner }),
    title: titleOf(outline, identity.name),
    area: areaOf(file.id),
    translated: context.translated,
    frontMatter,
    ...(summary && { summary }),
    ...(syntax && { syntax }),
    parameters:
      callable && parameterSection ? readParameters(context, parameterSection, declaredNames(declaration)) : [],
    ...(returnValue && { returnValue }),
    methods: kind === 'interface' ? methodsOf(context, role('methods'), role('contents')) : [],
    members: role('members').flatMap((section) => readMembers(context, section)),
    interfaces: role('interfaces').flatMap((section) => readMembers(context, section)),
    typedefs: lists?.typedefs ?? [],
    constants: lists?.constants ?? [],
    requirements: requirementSection ? readRequirements(context, requirementSection) : { headers: [] },
    ...(remarks && { remarks }),
    remarkDeclarations: readRemarkDeclarations(context, outline.sections.filter(isProse), identity.name),
  };
  return { value: page, diagnostics: findings.all() };
}

function whyUnreadable(text: string): { code: 'CB205' | 'CB206'; message: string } | undefined {
  if (text.includes('\u0000')) return { code: 'CB205', message: 'The page holds NUL characters: it is no text' };
  if (text.trim() === '') return { code: 'CB206', message: 'The page is empty' };
  return undefined;
}

function emptyPage(file: SourceFile, lines: LineIndex): Page {
  const { name } = identityOfFile(file.id);
  return {
    id: file.id,
    path: file.path,
    hash: file.hash,
    lineStarts: lines.lineStarts,
    kind: 'conceptual',
    name,
    title: { text: name, span: { start: 0, end: 0 } },
    area: areaOf(file.id),
    translated: false,
    frontMatter: { apiNames: [], apiLocations: [] },
    parameters: [],
    methods: [],
    members: [],
    interfaces: [],
    typedefs: [],
    constants: [],
    requirements: { headers: [] },
    remarkDeclarations: [],
  };
}

function areaOf(id: string): string {
  const slash = id.indexOf('/');
  return slash < 0 ? '' : id.slice(0, slash);
}

function checkOutline(context: PageContext, outline: PageOutline): void {
  const { findings } = context;
  if (!outline.title) findings.report('CB207', 'The page has no title (# Name Kind)', { start: 0, end: 0 });
  for (const extra of outline.extraTitles) {
    findings.report('CB208', 'A page has one title; this second one is read as a section', extra.headingSpan);
  }
  for (const fence of outline.fences) {
    if (fence.closed) continue;
    const start = fence.span.start;
    findings.report('CB209', 'This code fence is never closed', { start, end: Math.min(start + 3, fence.span.end) });
  }
}

function groupByRole(sections: readonly Section[]): Map<SectionRole, Section[]> {
  const groups = new Map<SectionRole, Section[]>();
  for (const section of sections) {
    const role = sectionRoles.get(section.slug);
    if (!role) continue;
    const group = groups.get(role);
    if (group) group.push(section);
    else groups.set(role, [section]);
  }
  return groups;
}

function readSyntaxOf(
  context: PageContext,
  outline: PageOutline,
  section: Section | undefined,
): SyntaxResult | undefined {
  if (!section) return undefined;
  const stated = identityOfTitle(context.translated ? '' : (outline.title?.title ?? ''));
  const kindHint = stated.kind ?? identityOfFile(context.file.id).kind;
  return readSyntax(context, section, { title: stated.name, ...(kindHint && { kindHint }) });
}

function declaredNames(declaration: Declaration | undefined): ReadonlySet<string> {
  const parameters =
    declaration?.kind === 'function' || declaration?.kind === 'functionPointer' ? declaration.parameters : [];
  return new Set(parameters.map((parameter) => parameter.name.toLowerCase()));
}

function methodsOf(context: PageContext, sections: readonly Section[], contents: readonly Section[]): MethodRow[] {
  const rows = sections.flatMap((section) => readMethods(context, section));
  return rows.length > 0 ? rows : contents.flatMap((section) => readContents(context, section));
}

interface Lists {
  readonly kind: PageKind;
  readonly typedefs: Page['typedefs'];
  readonly constants: Page['constants'];
}

/** Pages without an API of their own that list typedefs or constants in tables. */
function readLists(context: PageContext, outline: PageOutline): Lists | undefined {
  const parts = [outline.title, ...outline.sections].filter((section) => section !== undefined);
  const spans = parts.map((section) => section.body).filter((span) => mayHoldTable(context, span));
  if (spans.length === 0) return undefined;
  const all = spans.flatMap((span) => tables(context, span));
  const header = (table: (typeof all)[number], column: number): string =>
    (table.header[column]?.text ?? '').trim().toLowerCase();
  const typedefs = all.filter((table) => typedefColumns.every((name, column) => header(table, column) === name));
  if (typedefs.length > 0) {
    return { kind: 'typedefList', typedefs: typedefs.flatMap((table) => readTypedefs(context, table)), constants: [] };
  }
  const constants = all.filter((table) => header(table, 0) === constantColumn);
  if (constants.length === 0) return undefined;
  return { kind: 'constantList', typedefs: [], constants: constants.flatMap((table) => memberRows(context, table)) };
}

function kindWithoutApi(context: PageContext, outline: PageOutline, syntax: Section | undefined): PageKind {
  if (syntax) {
    context.findings.report(
      'CB213',
      'Neither the title nor the declaration tells what this page documents',
      syntax.headingSpan,
    );
    return 'conceptual';
  }
  const overview = outline.sections.some((section) => overviewSlug.test(section.slug));
  return overview || /(?:^|\/)index\.md$/i.test(context.file.id) ? 'overview' : 'conceptual';
}

function titleOf(outline: PageOutline, name: string): Located {
  const { title } = outline;
  return title ? { text: title.title, span: title.titleSpan } : { text: name, span: { start: 0, end: 0 } };
}

/** The text between the title and the first section, up to a table: that is content, not summary. */
function summaryOf(context: PageContext, outline: PageOutline): Located | undefined {
  if (!outline.title) return undefined;
  const { start, end } = outline.title.body;
  const table = slice(context, { start, end }).search(/^ {0,3}\|/m);
  return located(context, { start, end: table < 0 ? end : start + table });
}

/**
 * Remarks, and sections that the dialect does not know (`Execution Context`): on an API's page they go on where
 * Remarks end. Their headings stay, as paragraphs.
 */
function remarksOf(context: PageContext, outline: PageOutline, kind: PageKind): Located | undefined {
  const first = outline.sections.find((section) => sectionRoles.get(section.slug) === 'remarks');
  const more = kindsWithoutRemarks.has(kind) ? [] : outline.sections.filter(isExtra);
  const parts = [located(context, first?.body)];
  for (const section of more) {
    const body = located(context, section.body);
    if (body) parts.push({ text: `${section.title}\n\n${body.text}`, span: body.span });
  }
  const found = parts.filter((part) => part !== undefined);
  if (found.length === 0) return undefined;
  const start = found.reduce((least, part) => Math.min(least, part.span.start), Number.POSITIVE_INFINITY);
  const end = found.reduce((most, part) => Math.max(most, part.span.end), 0);
  return { text: found.map((part) => part.text).join('\n\n'), span: { start, end } };
}

/** Pages whose sections are their content, not remarks on an API. */
const kindsWithoutRemarks: ReadonlySet<PageKind> = new Set(['overview', 'conceptual', 'typedefList', 'constantList']);

/** A section of an API's page that the dialect does not know, and that does not list other pages. */
function isExtra(section: Section): boolean {
  return !sectionRoles.has(section.slug) && !overviewSlug.test(section.slug);
}

function located(context: PageContext, span: Span | undefined): Located | undefined {
  const text = span ? proseText(slice(context, span), context.include) : '';
  return span && text !== '' ? { text, span: trimmed(context, span) } : undefined;
}

/** Sections whose code may declare something in passing: all that are read as prose. */
function isProse(section: Section): boolean {
  const role = sectionRoles.get(section.slug);
  return role === undefined || role === 'remarks';
}

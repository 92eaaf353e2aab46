import { type RequirementKey, requirementKeys, translatedRequirementOrder } from './dialect.ts';
import { inlineText } from './inline-text.ts';
import type { Requirements } from './page.ts';
import { type PageContext, slice, trimmed } from './page-context.ts';
import type { Section } from './sections.ts';

const keyMark = /\*\*([^*\n]{1,80})\*\*[ \t]*:?/g;
const noValue = /^(?:none|not available|n\/a)\.?$/i;
const requires = /^requires\s+(\S{1,200})$/i;
/** Prose requirements are one short line; longer text is not searched for trailing dots. */
const longestProse = 500;
const onlyLibrary = /^[\w.]{1,100}\.dll$/i;

/**
 * Reads a Requirements section: `**Header:** CorDebug.idl, CorDebug.h` and its like, or the prose of older pages
 * ("Requires alink.h"). In a translated page the keys are known by their order, and Header and Library are left out:
 * the translation corrupts them.
 */
export function readRequirements(context: PageContext, section: Section): Requirements {
  const body = slice(context, section.body);
  const found = new Map<RequirementKey, { readonly text: string; readonly start: number }>();
  const marks = [...body.matchAll(keyMark)];
  const order = context.translated ? translatedRequirementOrder.get(marks.length) : undefined;
  for (const [i, mark] of marks.entries()) {
    const from = mark.index + mark[0].length;
    const end = marks[i + 1]?.index ?? body.length;
    const raw = body.slice(from, end);
    const text = inlineText(firstParagraph(raw), context.include).replace(/^: ?/, '');
    const start = section.body.start + from + raw.length - raw.trimStart().length;
    const name = (mark[1] as string).replace(/:\s*$/, '').trim().toLowerCase();
    const key =
      requirementKeys.get(name) ?? order?.[i] ?? (context.translated ? undefined : unknownKey(context, section, mark));
    if (key && !found.has(key)) found.set(key, { text, start });
  }
  const span = trimmed(context, section.body);
  if (marks.length === 0) return { span, ...readProse(context, body.trim(), span) };
  const text = (key: RequirementKey): string | undefined => {
    const value = found.get(key)?.text;
    return value && !noValue.test(value) ? value : undefined;
  };
  const library = context.translated ? undefined : text('library');
  const platforms = text('platforms');
  const versions = text('versions');
  return {
    span,
    headers: context.translated ? [] : headersOf(context, found.get('headers')),
    ...(library && { library }),
    ...(platforms && { platforms }),
    ...(versions && { versions }),
  };
}

function unknownKey(context: PageContext, section: Section, mark: RegExpExecArray): undefined {
  const start = section.body.start + mark.index;
  const span = { start, end: start + mark[0].length };
  context.findings.report('CB224', `"${mark[1]}" is no known requirement`, span);
  return undefined;
}

function firstParagraph(raw: string): string {
  const text = raw.trim();
  const end = text.search(/\n[ \t\r]*\n/);
  return end < 0 ? text : text.slice(0, end);
}

function readProse(
  context: PageContext,
  body: string,
  span: { start: number; end: number },
): Omit<Requirements, 'span'> {
  const line = body.length > longestProse ? body : body.replace(/[.\s]+$/, '');
  const header = requires.exec(line)?.[1];
  if (header && !context.translated) {
    return { headers: headersOf(context, { text: header, start: span.start + body.indexOf(header) }) };
  }
  if (onlyLibrary.test(line)) return { headers: [], library: line };
  if (line !== '' && !context.translated) {
    context.findings.report('CB224', 'The section names no header, library or version in a known form', span);
  }
  return { headers: [] };
}

function headersOf(context: PageContext, value: { text: string; start: number } | undefined): readonly string[] {
  if (!value) return [];
  const { headers, malformed } = readHeaders(value.text);
  if (malformed) {
    const message =
      headers.length > 0 ? `"${value.text}" is read as ${headers.join(', ')}` : `"${value.text}" names no header`;
    context.findings.report('CB223', message, { start: value.start, end: value.start + value.text.length });
  }
  return headers;
}

const headerName = /\b([A-Za-z_]\w{0,100})([.,] ?)(h|hpp|idl|def)\b/gi;
const separator = /^(?:, ?| and |, and |; ?)$/;

/**
 * The header files that a Header line or table cell names: lower case, `.h` before `.idl`, in the order given.
 * `malformed` if something between the names is no comma, or a name has a comma for its dot.
 */
export function readHeaders(text: string): { readonly headers: readonly string[]; readonly malformed: boolean } {
  const line = text.trim().replace(/\.$/, '');
  if (noValue.test(line)) return { headers: [], malformed: false };
  const names = new Set<string>();
  let malformed = false;
  let end = 0;
  for (const match of line.matchAll(headerName)) {
    const [whole, stem, dot, extension] = match;
    const between = line.slice(end, match.index);
    if (dot !== '.' || !(end === 0 ? between === '' : separator.test(between))) malformed = true;
    names.add(`${stem}.${extension}`.toLowerCase());
    end = match.index + whole.length;
  }
  const headers = [...names].sort((a, b) => rank(a) - rank(b));
  return { headers, malformed: malformed || end !== line.length };
}

/** C headers first: the IDL file beside one is what it was made from. */
function rank(name: string): number {
  if (/\.h(?:pp)?$/.test(name)) return 0;
  return name.endsWith('.idl') ? 1 : 2;
}

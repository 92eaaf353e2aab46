import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/line-index.ts';
import { NameIndex, nameKey } from '../../model/name-index.ts';
import { headerStem } from '../file-stem.ts';
import { type LintInput, type LintPage, placeOf, symbolOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

/** Function types that Windows declares for its own functions; the facts have them where the docs do. */
const windowsHeaders: ReadonlyMap<string, string> = new Map([
  ['LPOVERLAPPED_COMPLETION_ROUTINE', 'winbase.h'],
  ['LPTHREAD_START_ROUTINE', 'winbase.h'],
  ['WAITORTIMERCALLBACK', 'winbase.h'],
]);

interface Known {
  readonly list: Readonly<Record<string, { readonly header: string }>>;
  readonly index: NameIndex;
}

/**
 * The names of APIs against the facts: spelt otherwise in the header (CB871), declared by another header than the page
 * says (CB872), and one name for two APIs (CB873).
 */
export const names: Rule = (input) => {
  const { facts } = input;
  const known = (list: Known['list']): Known => ({ list, index: new NameIndex(Object.keys(list)) });
  const byKind: Readonly<Record<string, Known>> = {
    interface: known(facts.iids),
    enumeration: known(facts.enums),
    structure: known(facts.structs),
    union: known(facts.structs),
    function: known(facts.functions),
    callbackFunction: known(facts.callbacks),
    functionPointer: known(facts.callbacks),
  };
  return input.pages.flatMap((one) => {
    const ofKind = byKind[one.page.kind];
    return one.page.kind === 'method' ? method(one, input) : ofKind ? entity(one, ofKind, input) : [];
  });
};

function method(one: LintPage, input: LintInput): Diagnostic[] {
  const { page } = one;
  const owner = page.owner === undefined ? undefined : input.interfaces.find(page.owner);
  const methods = owner === undefined ? undefined : input.facts.vtables[owner]?.methods;
  const key = nameKey(input.trueName(page));
  const meant = methods?.find((name) => nameKey(name) === key);
  if (meant === undefined || meant === page.name || page.translated) return [];
  return [spelling(one, symbolOf(page), `${owner}::${meant}`, meant)];
}

/** The title spells a name otherwise than the header; the declaration may have it right. */
function spelling(one: LintPage, says: string, is: string, name: string): Diagnostic {
  const declaration = one.page.syntax?.declaration;
  const related = { message: 'the declaration has it right', location: placeOf(one, declaration?.nameSpan) };
  return diagnostic('CB871', `the header calls ${says} ${is}`, placeOf(one), {
    ...(declaration?.name === name && { related: [related] }),
  });
}

function entity(one: LintPage, { list, index }: Known, input: LintInput): Diagnostic[] {
  const { page } = one;
  const trueName = input.trueName(page);
  const found: Diagnostic[] = [];
  // Where the declaration bears the true name the title alone is wrong, which the parser reports.
  if (trueName !== page.name && Object.hasOwn(list, page.name) && page.syntax?.declaration?.name !== trueName) {
    const message = `${list[page.name]?.header} declares another ${page.name} than this page`;
    found.push(diagnostic('CB873', message, placeOf(one)));
  }
  const name = index.find(trueName);
  if (name === undefined) return found;
  if (nameKey(name) === nameKey(page.name) && name !== page.name && !page.translated) {
    found.push(spelling(one, page.name, name, name));
  }
  const { headers } = page.requirements;
  const header = windowsHeaders.get(name) ?? (list[name]?.header as string);
  const stems = headers.map(headerStem);
  if (headers.length > 0 && !page.translated && !header.startsWith('clr_') && !stems.includes(headerStem(header))) {
    const message = `${page.name} is declared by ${header}, not by ${headers.join(', ')}`;
    found.push(diagnostic('CB872', message, placeOf(one, spanOfHeaders(one))));
  }
  return found;
}

/** Where a page names its headers: from the first to the last, which stand in one line. */
function spanOfHeaders({ page, text }: LintPage): Span | undefined {
  const { span, headers } = page.requirements;
  if (!span) return undefined;
  const named = headers.flatMap((name) => {
    const pattern = name.replace(/\W/g, '\\$&').replace('\\.', '[.,] ?');
    const [first] = text.slice(span.start, span.end).matchAll(new RegExp(`\\b${pattern}\\b`, 'gi'));
    return first ? [{ start: span.start + first.index, end: span.start + first.index + first[0].length }] : [];
  });
  if (named.length === 0) return span;
  return { start: Math.min(...named.map(({ start }) => start)), end: Math.max(...named.map(({ end }) => end)) };
}

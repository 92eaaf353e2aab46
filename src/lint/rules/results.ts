import { nearest } from '../../config/did-you-mean.ts';
import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/line-index.ts';
import { hresultValue } from '../../model/documented-hresults.ts';
import type { Facts } from '../../model/facts.ts';
import { callables } from '../declared.ts';
import { type LintInput, type LintPage, placeOf, symbolOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

/** Return types that hold no HRESULT. */
const truthTypes: ReadonlySet<string> = new Set(['void', 'VOID', 'BOOL', 'BOOLEAN', 'bool']);

/** Names of results of which a page says no more than that there are others. */
const hresultName = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/**
 * HRESULTs: names that no source knows (CB807), in the results of a call and in tables of constants with values; and
 * results of functions that return none (CB806). That a value is wrong, the model reports for results (CB411).
 */
export const results: Rule = (input) => {
  const known = Object.keys(input.facts.hresults);
  return [...input.pages.flatMap((one) => unknownNames(one, input.facts, known)), ...returnTypes(input)];
};

function unknownNames(one: LintPage, facts: Facts, known: readonly string[]): Diagnostic[] {
  const rows = (one.page.returnValue?.hresults ?? []).map(({ name, nameSpan }) => ({ name, nameSpan }));
  const spans = new Set(rows.map(({ nameSpan }) => nameSpan.start));
  const inTables = constantRows(one).filter(({ nameSpan }) => !spans.has(nameSpan.start));
  return [...rows, ...inTables].flatMap(({ name, nameSpan }) => {
    const bare = /^HRESULT_FROM_WIN32\((\w+)\)$/.exec(name)?.[1] ?? name;
    if (hresultValue(name, facts) !== undefined || !hresultName.test(bare) || isConstant(bare, facts)) return [];
    const meant = nearest(name, known);
    const message = `no source knows ${name}${meant === undefined ? '' : `; did you mean ${meant}?`}`;
    return [diagnostic('CB807', message, placeOf(one, nameSpan))];
  });
}

function isConstant(name: string, facts: Facts): boolean {
  return facts.constants[name] !== undefined || Object.values(facts.enums).some(({ members }) => name in members);
}

/** Rows `|NAME|value|description|` of the page: what defines a constant and its value. */
function constantRows({ text }: LintPage): { readonly name: string; readonly nameSpan: Span }[] {
  return [...text.matchAll(/^(\|[ \t]*`?)(\w{3,100})`?[ \t]*\|[ \t]*(?:0x[0-9a-f]{1,8}|\d{1,10})[ \t]*\|/gim)].map(
    (match) => {
      const start = match.index + (match[1] as string).length;
      const name = match[2] as string;
      return { name, nameSpan: { start, end: start + name.length } };
    },
  );
}

function returnTypes(input: LintInput): Diagnostic[] {
  return callables(input).flatMap((one) => {
    const { page, declaration } = one;
    const { returns } = declaration;
    const results = page.returnValue?.hresults ?? [];
    const first = results.find(({ name }) => hresultName.test(name) && /^(?:[A-Z]+_)*[ES]_/.test(name));
    if (!first || returns.pointers.length > 0 || !truthTypes.has(returns.name)) return [];
    const message = `${symbolOf(page)} returns ${returns.name}, and documents the HRESULT ${first.name}`;
    return [
      diagnostic('CB806', message, placeOf(one, first.nameSpan), {
        related: [{ message: 'the declaration', location: placeOf(one, declaration.nameSpan) }],
      }),
    ];
  });
}

import { nearest } from '../../config/did-you-mean.ts';
import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/line-index.ts';
import { hresultValue } from '../../model/documented-hresults.ts';
import type { Facts } from '../../model/facts.ts';
import { constantName, constantValue } from '../constant-value.ts';
import { callables } from '../declared.ts';
import { type LintInput, type LintPage, placeOf, symbolOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

/** Return types that hold no HRESULT. */
const truthTypes: ReadonlySet<string> = new Set(['void', 'VOID', 'BOOL', 'BOOLEAN', 'bool']);

/** A word that can only be the name of a result: `WBEM_S_FALSE`, `HOST_E_TIMEOUT`. */
const resultWord = /(?<![\w(])[A-Z][A-Z0-9]{1,20}_[ES]_[A-Z0-9_]{2,60}(?!\w)/g;

/** Unknown names of one page for which a known one is looked for: that costs a comparison with each. */
const suggestions = 50;

/**
 * HRESULTs: names that no source knows, in the results of a call and in the text (CB807), and results of functions that
 * return none (CB806). That a value is wrong, the model reports (CB411).
 */
export const results: Rule = (input) => {
  const known = Object.keys(input.facts.hresults);
  return [...input.pages.flatMap((one) => unknownNames(one, input.facts, known)), ...returnTypes(input)];
};

function unknownNames(one: LintPage, facts: Facts, known: readonly string[]): Diagnostic[] {
  const rows = one.page.returnValue?.hresults ?? [];
  const unknown = (name: string) => {
    // What it is of, a translation has made unreadable.
    if (name === 'HRESULT_FROM_WIN32') return false;
    const bare = /^HRESULT_FROM_WIN32\((\w+)\)$/.exec(name)?.[1] ?? name;
    return (
      constantName.test(bare) && hresultValue(name, facts) === undefined && constantValue(bare, facts) === undefined
    );
  };
  let suggested = 0;
  const results = rows.flatMap(({ name, nameSpan }) => {
    if (!unknown(name)) return [];
    const meant = suggested++ < suggestions ? nearest(name, known.filter(similarTo(name))) : undefined;
    const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
    return [diagnostic('CB807', `no source knows ${name}${hint}`, placeOf(one, nameSpan))];
  });
  return [...results, ...unknownWords(one, rows, unknown, known)];
}

/** Names in the text of which the page's results do not tell: each once, and of a family that is known. */
function unknownWords(
  one: LintPage,
  rows: readonly { readonly nameSpan: Span }[],
  unknown: (name: string) => boolean,
  known: readonly string[],
): Diagnostic[] {
  const told = new Set<string>();
  const body = one.page.title.span.end;
  const found: Diagnostic[] = [];
  for (const match of one.text.slice(body).matchAll(resultWord)) {
    const name = match[0];
    const start = body + match.index;
    if (told.has(name) || told.size > suggestions) continue;
    told.add(name);
    if (rows.some(({ nameSpan }) => nameSpan.start <= start && start < nameSpan.end)) continue;
    if (!unknown(name)) continue;
    const meant = nearest(name, known.filter(similarTo(name)));
    const isOfFamily = known.some((other) => other.startsWith(name.replace(/_[ES]_.*/, '_')));
    if (!isOfFamily && meant === undefined) continue;
    const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
    found.push(
      diagnostic('CB807', `no source knows ${name}${hint}`, placeOf(one, { start, end: start + name.length })),
    );
  }
  return found;
}

/** Names that differ in a few letters are about as long; others only begin alike. */
function similarTo(name: string): (known: string) => boolean {
  return (known) => Math.abs(known.length - name.length) <= 3;
}

function returnTypes(input: LintInput): Diagnostic[] {
  return callables(input).flatMap((one) => {
    const { page, declaration } = one;
    const { returns } = declaration;
    const results = page.returnValue?.hresults ?? [];
    const first = results.find(({ name }) => constantName.test(name) && /^(?:[A-Z]+_)*[ES]_/.test(name));
    if (!first || returns.pointers.length > 0 || !truthTypes.has(returns.name)) return [];
    const message = `${symbolOf(page)} returns ${returns.name}, and documents the HRESULT ${first.name}`;
    return [
      diagnostic('CB806', message, placeOf(one, first.nameSpan), {
        related: [{ message: 'the declaration', location: placeOf(one, declaration.nameSpan) }],
      }),
    ];
  });
}

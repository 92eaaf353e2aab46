import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/line-index.ts';
import type { Facts } from '../../model/facts.ts';
import { constantName, constantValue } from '../constant-value.ts';
import { type LintPage, placeOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

/** A row `|NAME|value|description|`: what defines a constant and its value. */
const row = /^(\|[ \t]*`?)(\w{3,100})`?[ \t]*\|[ \t]*(0x[0-9a-f]{1,8}|\d{1,10})[ \t]*\|/gim;

/**
 * Constants that tables of a page define: one that no source knows (CB817), another value than the header's (CB867).
 * Results of a call have codes of their own (CB807, CB411).
 */
export const constants: Rule = ({ pages, facts }) => pages.flatMap((one) => check(one, facts));

function check(one: LintPage, facts: Facts): Diagnostic[] {
  const results = new Set(one.page.returnValue?.hresults.map(({ nameSpan }) => nameSpan.start));
  return rowsOf(one).flatMap(({ name, nameSpan, value }) => {
    if (results.has(nameSpan.start)) return [];
    const known = constantValue(name, facts);
    if (known === undefined) {
      if (!constantName.test(name)) return [];
      const message = `no source knows ${name}, so its value is not checked`;
      return [diagnostic('CB817', message, placeOf(one, nameSpan), meant(name, facts))];
    }
    if (known >>> 0 === value >>> 0) return [];
    const message = `${name} is 0x${(known >>> 0).toString(16)} in the header, not 0x${value.toString(16)}`;
    return [diagnostic('CB867', message, placeOf(one, nameSpan))];
  });
}

function rowsOf({ text }: LintPage): { readonly name: string; readonly nameSpan: Span; readonly value: number }[] {
  return [...text.matchAll(row)].map((match) => {
    const [, before = '', name = '', value = ''] = match;
    const start = match.index + before.length;
    return { name, nameSpan: { start, end: start + name.length }, value: Number(value) };
  });
}

/** A known constant of which the page left out the beginning. */
function meant(name: string, facts: Facts): { help?: string } {
  const full = Object.keys(facts.constants).filter((known) => known.endsWith(`_${name}`));
  return full.length === 1 ? { help: `the header has ${full[0]}` } : {};
}

import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/line-index.ts';
import { type LintPage, placeOf, symbolOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

interface Described {
  readonly name: string;
  readonly nameSpan: Span;
  readonly text: string;
}

/**
 * Parameters, members and methods that a page lists without a word about them (CB837); one finding for each list. Methods
 * of which none is described are a list of links, and meant as one.
 */
export const blankRows: Rule = ({ pages }) =>
  pages.flatMap((one) => {
    const { parameters, members, methods } = one.page;
    const described = methods.some(({ text }) => text.trim() !== '');
    return [parameters, members, described ? methods : []].flatMap((rows) => check(one, rows));
  });

function check(one: LintPage, rows: readonly Described[]): Diagnostic[] {
  const blank = rows.filter(({ text }) => text.trim() === '');
  const [first] = blank;
  if (!first) return [];
  const names = blank.map(({ name }) => name).join(', ');
  return [diagnostic('CB837', `${symbolOf(one.page)} says nothing of ${names}`, placeOf(one, first.nameSpan))];
}

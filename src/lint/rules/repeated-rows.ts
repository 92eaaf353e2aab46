import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/line-index.ts';
import { type LintPage, placeOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

interface Row {
  readonly name: string;
  readonly nameSpan: Span;
}

/** Members and methods that a page describes in two rows of its tables (CB836). */
export const repeatedRows: Rule = ({ pages }) =>
  pages.flatMap((one) => [one.page.members, one.page.methods].flatMap((rows) => repeated(one, rows)));

function repeated(one: LintPage, rows: readonly Row[]): Diagnostic[] {
  const first = new Map<string, Row>();
  return rows.flatMap((row) => {
    const before = first.get(row.name);
    if (!before) {
      first.set(row.name, row);
      return [];
    }
    return [
      diagnostic('CB836', `${row.name} is described a second time`, placeOf(one, row.nameSpan), {
        related: [{ message: 'the first time', location: placeOf(one, before.nameSpan) }],
      }),
    ];
  });
}

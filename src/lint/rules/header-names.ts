import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Contradiction } from '../../model/contradictions.ts';
import type { Facts } from '../../model/facts.ts';
import { sourceOf, spanOfDifference } from '../difference.ts';
import { type LintPage, placeOf, symbolOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

/** Names of parameters (CB844) and fields (CB865) that the header has otherwise; one finding for each declaration. */
export const headerNames: Rule = ({ contradictions, byId, facts }) => {
  const byPage = new Map<string, Contradiction[]>();
  for (const found of contradictions) {
    if (found.grade !== 'name' || found.page === undefined || (found.what !== 'parameter' && found.what !== 'field'))
      continue;
    const list = byPage.get(found.page) ?? [];
    byPage.set(found.page, list);
    list.push(found);
  }
  return [...byPage].flatMap(([id, list]) => {
    const one = byId.get(id);
    return one ? describe(one, list, facts) : [];
  });
};

function describe(one: LintPage, list: readonly Contradiction[], facts: Facts): Diagnostic[] {
  const [first, ...others] = list;
  if (!first) return [];
  const isField = first.what === 'field';
  const calls = sourceOf(first, facts) === 'the header' ? 'the header calls' : 'known callers call';
  const names = list.map(({ says, is }) => `${says || '(none)'} ${is}`).join(', ');
  const message = `${symbolOf(one.page)}: ${calls} the ${isField ? 'field' : 'parameter'} ${names}`;
  const place = (found: Contradiction) => placeOf(one, spanOfDifference(found, one));
  return [
    diagnostic(isField ? 'CB865' : 'CB844', message, place(first), {
      ...(others.length > 0 && {
        related: others.map((found) => ({ message: `it is ${found.is} there`, location: place(found) })),
      }),
    }),
  ];
}

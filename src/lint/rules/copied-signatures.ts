import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nameKey } from '../../model/name-index.ts';
import { type CallablePage, callables } from '../declared.ts';
import { type LintInput, placeOf, symbolOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

/** Declarations that were copied from the page of another method or function: they bear its name (CB847). */
export const copiedSignatures: Rule = (input) => {
  const functions = new Map(Object.keys(input.facts.functions).map((name) => [nameKey(name), name]));
  return callables(input).flatMap((one) => check(one, functions, input));
};

function check(one: CallablePage, functions: ReadonlyMap<string, string>, input: LintInput): Diagnostic[] {
  const { page, declaration } = one;
  const declared = nameKey(declaration.name);
  if (declared === nameKey(page.name) || declared === nameKey(input.trueName(page))) return [];
  const owner = page.owner === undefined ? undefined : input.interfaces.find(page.owner);
  const other = page.kind === 'method' ? methodNamed(declared, owner, input) : functions.get(declared);
  if (other === undefined) return [];
  const message = `the declaration of ${symbolOf(page)} was copied from ${other}`;
  return [
    diagnostic('CB847', message, placeOf(one, declaration.nameSpan), {
      related: [{ message: 'the title', location: placeOf(one) }],
    }),
  ];
}

/** The method of that name in the interface itself, its bases, or one that it goes on from (`IX` for `IX2`). */
function methodNamed(key: string, owner: string | undefined, { facts }: LintInput): string | undefined {
  const seen = new Set<string>();
  for (let name = owner; name !== undefined && !seen.has(name); name = facts.iids[name]?.base) {
    seen.add(name);
    const found = facts.vtables[name]?.methods.find((method) => nameKey(method) === key);
    if (found !== undefined) return `${name}::${found}`;
  }
  const first = owner?.replace(/\d+$/, '');
  const found =
    first === undefined ? undefined : facts.vtables[first]?.methods.find((method) => nameKey(method) === key);
  return found === undefined ? undefined : `${first}::${found}`;
}

import type { Fix } from '../../diagnostics/diagnostic.ts';
import type { Facts } from '../../model/facts.ts';
import { NameIndex } from '../../model/name-index.ts';
import type { Cure } from './curable.ts';

const indexes = new WeakMap<Facts, NameIndex>();

/** Names of types in the facts, found in any case. */
function typeNames(facts: Facts): NameIndex {
  const known = indexes.get(facts);
  if (known) return known;
  const tables = [facts['platform-types'], facts.iids, facts.externals, facts.enums, facts.structs, facts.callbacks];
  const index = new NameIndex(...[...tables, facts.typedefs].map((table) => Object.keys(table)));
  indexes.set(facts, index);
  return index;
}

/**
 * CB417: a declaration writes a type in another case than its definition. The word is put right where one alone of the
 * words at the place is such a type.
 */
export const typeSpelling: Cure = (found, { page, text }, { facts }) => {
  const { location } = found;
  const declaration = page.syntax?.declaration;
  if (!location || (declaration?.kind !== 'function' && declaration?.kind !== 'functionPointer')) return undefined;
  const names = new Set(declaration.parameters.map(({ name }) => name));
  const types = typeNames(facts);
  const fixes: Fix[] = [];
  for (const match of text.slice(location.start.offset, location.end.offset).matchAll(/\b[A-Za-z_]\w*/g)) {
    const word = match[0];
    const spelling = names.has(word) ? undefined : types.find(word);
    if (spelling === undefined || spelling === word) continue;
    const start = location.start.offset + match.index;
    fixes.push({ start, end: start + word.length, replacement: spelling });
  }
  return fixes.length === 1 ? fixes : undefined;
};

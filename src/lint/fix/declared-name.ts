import { decay } from '../../ctype/decay.ts';
import { modelType } from '../../model/declared-types.ts';
import { nameKey } from '../../model/name-index.ts';
import type { Declaration } from '../../parse/declaration/declaration.ts';
import { knownParameters } from '../known-parameters.ts';
import { type LintInput, type LintPage, symbolOf } from '../lint-input.ts';
import type { Cure } from './curable.ts';

/**
 * CB320, CB321, CB847: the declaration bears another name than the page. The page's name is put there if the facts know
 * it and the rest of the declaration is that of the page's symbol; a declaration that was copied whole stays.
 */
export const declaredName: Cure = (_found, one, input) => {
  const { page } = one;
  const declaration = page.syntax?.declaration;
  // Where the page's own name is the wrong one, nothing of the declaration is to be changed.
  if (!declaration || declaration.name === '' || input.trueName(page) !== page.name) return undefined;
  const { start, end } = declaration.nameSpan;
  if (one.text.slice(start, end) !== declaration.name || !isOfPage(declaration, one, input)) return undefined;
  return [{ start, end, replacement: page.name }];
};

function isOfPage(declaration: Declaration, { page }: LintPage, input: LintInput): boolean {
  const { facts } = input;
  switch (declaration.kind) {
    case 'function': {
      const parameters = knownParameters(page, input);
      const symbol = symbolOf(page);
      // Types and count agree with the header; names alone may differ.
      const differs = input.contradictions.some(
        (one) => nameKey(one.symbol) === nameKey(symbol) && one.grade !== 'name' && one.grade !== 'cpp',
      );
      if (!parameters || differs || parameters.length !== declaration.parameters.length) return false;
      return declaration.parameters.every(
        ({ name, type }, at) =>
          nameKey(name) === nameKey(parameters[at]?.[1] ?? '') ||
          modelType(decay(type), (same) => same) === parameters[at]?.[0],
      );
    }
    case 'enum': {
      const members = Object.hasOwn(facts.enums, page.name) ? facts.enums[page.name]?.members : undefined;
      return members !== undefined && declaration.members.some(({ name }) => Object.hasOwn(members, name));
    }
    case 'struct': {
      const fields = Object.hasOwn(facts.structs, page.name) ? facts.structs[page.name]?.fields : undefined;
      const names = new Set(fields?.map((field) => ('kind' in field ? field.name : field[0])));
      return declaration.fields.some(({ name }) => names.has(name));
    }
    default:
      return false;
  }
}

import type { Cure } from './curable.ts';

/** CB326: an attribute names a parameter in another case (`size_is(buffersize)`). */
export const danglingArgument: Cure = (found, { page, text }) => {
  const declaration = page.syntax?.declaration;
  if (declaration?.kind !== 'function' && declaration?.kind !== 'functionPointer') return undefined;
  const { start, end } = found.location as NonNullable<typeof found.location>;
  const names = new Map(declaration.parameters.map(({ name }) => [name.toLowerCase(), name]));
  const fixes = [...text.slice(start.offset, end.offset).matchAll(/[A-Za-z_]\w*/g)].flatMap((word) => {
    const name = names.get(word[0].toLowerCase());
    const from = start.offset + word.index;
    return name === undefined || name === word[0] ? [] : [{ start: from, end: from + name.length, replacement: name }];
  });
  return fixes.length > 0 ? fixes : undefined;
};

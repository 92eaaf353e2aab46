import type { Field, Interface, Signature } from '../model.ts';

/**
 * The fault of a structure in which a field has the name of a type, or of a constant, that another field names: in C++
 * it hides it from all of them, also from those before it. Undefined where there is none.
 */
export function typeHiddenByField(fields: readonly Field[]): string | undefined {
  const names = new Set<string>();
  const types: string[] = [];
  const collect = ({ name, type, nested }: Field): void => {
    names.add(name);
    if (nested) nested.fields.forEach(collect);
    else types.push(...wordsOf(type));
  };
  fields.forEach(collect);
  const hidden = types.find((type) => names.has(type));
  return hidden === undefined ? undefined : `the field ${hidden} hides the type`;
}

/**
 * The fault of a signature that names a type as a method of its interface, or of a base of it, is called: in C++ the
 * method hides the type. Undefined where there is none.
 *
 * @param interfaceOf The interface of a name.
 */
export function typeHiddenByMethod(
  { returns, parameters }: Signature,
  owner: Interface,
  interfaceOf: (name: string) => Interface | undefined,
): string | undefined {
  const types = new Set([returns, ...parameters.map(({ type }) => type)].flatMap(wordsOf));
  const seen = new Set<Interface>();
  for (let one: Interface | undefined = owner; one && !seen.has(one); one = interfaceOf(one.base ?? '')) {
    seen.add(one);
    const hiding = one.methods.find(({ name }) => types.has(name));
    if (hiding) return `the method ${hiding.name} hides the type`;
  }
  return undefined;
}

function wordsOf(type: string): readonly string[] {
  return type.match(/[A-Za-z_]\w*/g) ?? [];
}

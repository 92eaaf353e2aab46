import type { Entity, Enumeration, Field, ModelList, Signature, Structure, Typedef } from '../model.ts';
import { typeHiddenByField } from './hidden-types.ts';
import { isReservedGlobalName, isReservedName } from './reserved-names.ts';
import { typeFault } from './type-fault.ts';

const identifier = /^[A-Za-z_]\w{0,254}$/;

/** Why a name cannot be that of something declared; undefined where it can. */
export function nameFault(name: string): string | undefined {
  return memberNameFault(name, isReservedGlobalName);
}

function memberNameFault(name: string, isReserved = isReservedName): string | undefined {
  if (!identifier.test(name)) return `\`${name.slice(0, 80)}\` is no name of C`;
  return isReserved(name) ? `\`${name}\` is taken by C, C++ or their headers` : undefined;
}

/**
 * Why what an entity declares cannot be declared in C, undefined where it can: a type that cannot stand where it does,
 * fields or enumerators of one name, values beyond the type. What the entity is called is not looked at.
 */
export function declarationFault(list: ModelList, entity: Entity): string | undefined {
  switch (list) {
    case 'enums':
      return enumFault(entity as Enumeration);
    case 'structs':
      return fieldsFault((entity as Structure).fields, true) ?? typeHiddenByField((entity as Structure).fields);
    case 'functions':
    case 'callbacks':
      return signatureFault(entity as unknown as Signature);
    case 'typedefs':
      return typeFault((entity as Typedef).type, 'typedef');
    default:
      return undefined;
  }
}

/** Why a signature cannot be declared; undefined where it can. */
export function signatureFault({ returns, parameters }: Signature): string | undefined {
  const fault = typeFault(returns, 'result');
  if (fault !== undefined) return fault;
  const names = new Set<string>();
  for (const { type, name } of parameters) {
    // In C++ a parameter hides a type of its name from the parameters after it.
    const [word = ''] = /[A-Za-z_]\w*(?=[ *&]*$)/.exec(type) ?? [];
    if (names.has(word)) return `the parameter ${word} hides the type`;
    names.add(name);
    const ofParameter =
      typeFault(type, 'parameter') ?? (/^[a-z]\w{0,254}$/i.test(name) ? undefined : memberNameFault(name));
    if (ofParameter !== undefined) return ofParameter;
  }
  return undefined;
}

function enumFault({ name: own, tag = own, members, size }: Enumeration): string | undefined {
  if (members.length === 0) return 'it has no members';
  const names = new Set<string>();
  const least = -(2 ** (size * 8 - 1));
  for (const { name, value } of members) {
    const fault = nameFault(name);
    if (fault !== undefined) return fault;
    if (names.has(name) || name === own || name === tag) return `${name} is declared twice`;
    names.add(name);
    if (!Number.isSafeInteger(value) || value < least || value >= 2 ** (size * 8))
      return `the value of ${name} does not fit ${size} bytes`;
  }
  return undefined;
}

function fieldsFault(fields: readonly Field[], outermost: boolean): string | undefined {
  const names = new Set<string>();
  const fault = fieldListFault(fields, names, outermost);
  return fault ?? (fields.length === 0 ? 'it has no fields' : undefined);
}

/** `names` are those of the structure so far: the fields of a nameless one inside it are its own. */
function fieldListFault(fields: readonly Field[], names: Set<string>, outermost: boolean): string | undefined {
  for (const [index, field] of fields.entries()) {
    const { name, type, nested, bits } = field;
    if (name !== '') {
      const fault = memberNameFault(name);
      if (fault !== undefined) return fault;
      if (names.has(name)) return `${name} is declared twice`;
      names.add(name);
    } else if (!nested && bits === undefined) return 'a field has no name';
    if (nested) {
      const fault = name === '' ? fieldListFault(nested.fields, names, false) : fieldsFault(nested.fields, false);
      if (fault !== undefined) return fault;
      continue;
    }
    const fault = typeFault(type, 'field');
    if (fault !== undefined) return fault;
    if (type.includes('[]') && !(outermost && index > 0 && index === fields.length - 1))
      return `the dimension of ${name} is missing`;
    if (bits !== undefined && (!(bits >= 1 && bits <= 32) || /[*&[]/.test(type)))
      return `${name || 'a field'} cannot have ${bits} bits`;
  }
  return undefined;
}

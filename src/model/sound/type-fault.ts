import type { CType } from '../../ctype/ctype.ts';
import { parseType, TypeSyntaxError } from '../../ctype/parse-type.ts';
import { isNoTypeName } from './reserved-names.ts';

/** Where a type stands. */
export type TypeRole = 'result' | 'parameter' | 'field' | 'typedef';

/** Elements beyond which an array is a slip of the pen. */
const mostElements = 1 << 20;

/** Levels of pointers, and dimensions, beyond which a type is nonsense; real ones have three. */
const mostLevels = 8;

const known = new Map<string, string>();
const knownLimit = 8192;

/**
 * Why a type cannot stand where it does in C, undefined where it can. Names of types that nothing defines are no fault
 * here: targets leave out what needs them.
 */
export function typeFault(text: string, role: TypeRole): string | undefined {
  const key = `${role} ${text}`;
  let fault = known.get(key);
  if (fault === undefined) {
    fault = findFault(text, role);
    if (known.size >= knownLimit) known.clear();
    known.set(key, fault);
  }
  return fault === '' ? undefined : fault;
}

/** The fault, empty where there is none. */
function findFault(text: string, role: TypeRole): string {
  let type: CType;
  try {
    type = parseType(text);
  } catch (error) {
    if (error instanceof TypeSyntaxError) return error.message;
    throw error;
  }
  if (isNoTypeName(type.name)) return `\`${type.name}\` is no type`;
  if (type.pointers.length > mostLevels || type.arrays.length > mostLevels) return 'its type has too many levels';
  if (type.function) return `\`${text}\` is a function type without a name of its own`;
  // References in C++: nothing points to one.
  if (/^REF(?:GUID|IID|CLSID)$/.test(type.name)) {
    const fits = role === 'parameter' && type.pointers.length === 0 && !type.reference && type.arrays.length === 0;
    if (!fits) return `a ${role} cannot be \`${text}\``;
  }
  const isVoid = /^void$/i.test(type.name) && type.pointers.length === 0;
  if (isVoid && (role === 'parameter' || role === 'field')) return `a ${role} cannot be void`;
  if (isVoid && (type.reference || type.arrays.length > 0)) return `\`${text}\` is no type`;
  if (type.reference && (role !== 'parameter' || type.arrays.length > 0)) return `a ${role} cannot be \`${text}\``;
  if (type.arrays.length > 0 && role !== 'field' && role !== 'typedef') return `a ${role} cannot be an array`;
  return dimensionFault(type);
}

function dimensionFault({ arrays }: CType): string {
  let elements = 1;
  for (const [index, dimension] of arrays.entries()) {
    if (dimension === null) {
      if (index > 0) return 'an inner dimension of an array is missing';
    } else if (typeof dimension === 'number') {
      elements *= dimension;
      if (!(elements >= 1 && elements <= mostElements)) return `an array cannot have ${dimension} elements`;
    } else if (!/^[A-Za-z_]\w*$/.test(dimension)) return `the dimension \`${dimension}\` is no name and no number`;
  }
  return '';
}

import type { CType } from './ctype.ts';

/**
 * What a type becomes as a function's parameter: an array turns into a pointer to its elements. An array of arrays
 * keeps its inner dimensions and loses the outer length (`WCHAR[10][255]` becomes `WCHAR[][255]`), which means the
 * same pointer in a parameter list.
 */
export function decay(type: CType): CType {
  if (type.arrays.length === 0) return type;
  if (type.arrays.length > 1) return { ...type, arrays: [null, ...type.arrays.slice(1)] };
  return { ...type, arrays: [], pointers: [...type.pointers, { const: false }] };
}

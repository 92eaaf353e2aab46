import type { CallingConvention, CType } from './ctype.ts';

const keywords: Readonly<Record<CallingConvention, string>> = {
  stdcall: '__stdcall',
  cdecl: '__cdecl',
  fastcall: '__fastcall',
  thiscall: '__thiscall',
};

/** The compiler keyword of a calling convention: `__stdcall`. */
export function conventionKeyword(convention: CallingConvention): string {
  return keywords[convention];
}

/**
 * Prints a type in its one canonical spelling: `const` first, one blank before the stars, none between them, array
 * dimensions last: `const BYTE *`, `IUnknown **`, `T *const`, `const IID &`, `WCHAR[10][255]`.
 */
export function printType(type: CType): string {
  return printDeclarator(type, '');
}

/** Prints the declaration of a name of that type in C and C++: `WCHAR name[10][255]`, `const BYTE *pb`. */
export function printDeclarator(type: CType, name: string): string {
  // What stands behind a `const` needs a blank. (Looking at the text for it would take a square of the pointers' number.)
  const behind = (at: number) => (type.pointers[at - 1]?.const ? ' ' : '');
  const last = type.pointers.length;
  let stars = type.pointers.map((pointer, at) => `${behind(at)}${pointer.const ? '*const' : '*'}`).join('');
  if (type.reference) stars += `${behind(last)}&`;
  const glue = name !== '' && !type.reference ? behind(last) : '';
  const arrays = type.arrays.map((size) => `[${size ?? ''}]`).join('');
  if (type.function) {
    const { returns, callingConvention, parameters, variadic } = type.function;
    const word = callingConvention ? keywords[callingConvention] : '';
    const list = [...parameters.map(printType), ...(variadic ? ['...'] : [])].join(', ');
    if (stars === '')
      return `${printDeclarator(returns, [word, name].filter(Boolean).join(' '))}${name === '' ? ' ' : ''}(${list})`;
    const convention = word && `${word} `;
    return printDeclarator(returns, `(${convention}${stars}${glue}${name}${arrays})(${list})`);
  }
  const base = `${type.const ? 'const ' : ''}${type.tag ? `${type.tag} ` : ''}${type.name}`;
  const blank = stars !== '' || name !== '' ? ' ' : '';
  return `${base}${blank}${stars}${glue}${name}${arrays}`;
}

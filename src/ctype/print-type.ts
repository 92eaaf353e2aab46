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
  let stars = '';
  for (const pointer of type.pointers) {
    if (stars.endsWith('const')) stars += ' ';
    stars += pointer.const ? '*const' : '*';
  }
  if (type.reference) stars += stars.endsWith('const') ? ' &' : '&';
  const glue = name !== '' && stars.endsWith('const') ? ' ' : '';
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

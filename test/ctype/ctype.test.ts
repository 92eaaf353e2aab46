import { describe, expect, it } from 'vitest';
import { decay } from '../../src/ctype/decay.ts';
import { parseType, TypeSyntaxError } from '../../src/ctype/parse-type.ts';
import { printDeclarator, printType } from '../../src/ctype/print-type.ts';

describe('the canonical spelling of a type', () => {
  it.each([
    ['BYTE const*', 'const BYTE *'],
    ['void const *', 'const void *'],
    ['const  void**', 'const void **'],
    ['IUnknown * *', 'IUnknown **'],
    ['unsigned', 'unsigned int'],
    ['long unsigned int', 'unsigned long'],
    ['signed', 'int'],
    ['unsigned char[]', 'unsigned char[]'],
    ['LPVOID FAR *', 'LPVOID *'],
    ['struct X*', 'struct X *'],
    ['T *const', 'T *const'],
    ['T * const *', 'T *const *'],
    ['const IID&', 'const IID &'],
    ['WCHAR [10] [0x10]', 'WCHAR[10][16]'],
    ['BYTE[cb + 1]', 'BYTE[cb + 1]'],
    ['IUnknown *[2]', 'IUnknown *[2]'],
    ['SAFEARRAY(VARIANT)', 'SAFEARRAY *'],
    ['SAFEARRAY (struct Tab) *', 'SAFEARRAY **'],
    ['HRESULT (*)(void)', 'HRESULT (*)()'],
    ['HRESULT(WINAPI*)(const IID&, LPVOID*)', 'HRESULT (__stdcall *)(const IID &, LPVOID *)'],
    ['void (FunctionID, void*)', 'void (FunctionID, void *)'],
    ['BOOL __stdcall (ObjectID)', 'BOOL __stdcall (ObjectID)'],
    ['DacpReJitData::Flags *', 'DacpReJitData::Flags *'],
    ['int (__cdecl **[3])(char, ...)', 'int (__cdecl **[3])(char, ...)'],
  ])('%s is %s', (text, expected) => {
    const printed = printType(parseType(text));
    expect(printed).toBe(expected);
    expect(parseType(printed)).toEqual(parseType(text));
  });

  it.each(['', 'const', '*', 'DWORD x', 'DWORD[', 'unsigned float', 'T #', '(', 'SAFEARRAY(T', 'int ((*)()'])(
    'refuses %j',
    (text) => {
      expect(() => parseType(text)).toThrow(TypeSyntaxError);
    },
  );

  it('has as many stars as there are, and no more work than that', () => {
    const pointers = Array.from({ length: 200_000 }, (_, at) => ({ const: at === 0 }));
    const type = { name: 'int', const: false, pointers, reference: false, arrays: [] };
    expect(printType(type)).toBe(`int *const ${'*'.repeat(199_999)}`);
  });

  it('refuses what is nested beyond all reason without overflowing the stack', () => {
    expect(() => parseType(`SAFEARRAY(${'SAFEARRAY('.repeat(5000)}`)).toThrow(TypeSyntaxError);
  });
});

describe('the declarator', () => {
  it.each([
    ['WCHAR[10][255]', 'WCHAR name[10][255]'],
    ['const BYTE *', 'const BYTE *name'],
    ['T *const', 'T *const name'],
    ['const T &', 'const T &name'],
    ['DWORD', 'DWORD name'],
    ['void (__stdcall *)(int)', 'void (__stdcall *name)(int)'],
  ])('of %s is %s', (type, expected) => {
    expect(printDeclarator(parseType(type), 'name')).toBe(expected);
  });
});

describe('an array parameter', () => {
  it.each([
    ['WCHAR[]', 'WCHAR *'],
    ['const BYTE[4]', 'const BYTE *'],
    ['IUnknown *[2]', 'IUnknown **'],
    ['WCHAR[10][255]', 'WCHAR[][255]'],
    ['DWORD *', 'DWORD *'],
  ])('%s decays to %s', (type, expected) => {
    expect(printType(decay(parseType(type)))).toBe(expected);
  });
});

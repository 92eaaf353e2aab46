import type { CallingConvention } from './ctype.ts';

/** Words that make up the name of a built-in type (`unsigned long int`). */
export const builtinWords: ReadonlySet<string> = new Set([
  'void',
  'char',
  'short',
  'int',
  'long',
  'float',
  'double',
  'signed',
  'unsigned',
  'bool',
  'wchar_t',
  '__int8',
  '__int16',
  '__int32',
  '__int64',
]);

/** Words that stand in a type and mean nothing on today's targets: segmented memory and alignment hints. */
export const ignoredTypeWords: ReadonlySet<string> = new Set(['FAR', 'far', 'NEAR', 'near', 'UNALIGNED', 'volatile']);

/** Keywords of elaborated types (`struct DacpReJitData`). */
export const tagWords: ReadonlySet<string> = new Set(['struct', 'union', 'enum', 'class', 'interface']);

/**
 * Calling conventions by their spellings: keywords of the compilers and macros of the Windows headers (winnt.h,
 * combaseapi.h, minwindef.h), which all define theirs as `__stdcall` except the C ones.
 */
export const callingConventions: ReadonlyMap<string, CallingConvention> = new Map([
  ['__stdcall', 'stdcall'],
  ['_stdcall', 'stdcall'],
  ['STDMETHODCALLTYPE', 'stdcall'],
  ['STDAPICALLTYPE', 'stdcall'],
  ['WINAPI', 'stdcall'],
  ['APIENTRY', 'stdcall'],
  ['CALLBACK', 'stdcall'],
  ['NTAPI', 'stdcall'],
  ['PASCAL', 'stdcall'],
  ['__cdecl', 'cdecl'],
  ['_cdecl', 'cdecl'],
  ['WINAPIV', 'cdecl'],
  ['STDMETHODVCALLTYPE', 'cdecl'],
  ['__fastcall', 'fastcall'],
  ['_fastcall', 'fastcall'],
  ['__thiscall', 'thiscall'],
]);

/**
 * The one spelling of a built-in type from its words in any order: `long unsigned int` is `unsigned long`,
 * a bare `unsigned` is `unsigned int`, `signed int` is `int`. Undefined when the words make no type.
 */
export function builtinName(words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined;
  const count = new Map<string, number>();
  for (const word of words) {
    if (!builtinWords.has(word)) return undefined;
    count.set(word, (count.get(word) ?? 0) + 1);
  }
  const signs = (count.get('signed') ?? 0) + (count.get('unsigned') ?? 0);
  const longs = count.get('long') ?? 0;
  const others = [...count].filter(([word]) => word !== 'signed' && word !== 'unsigned' && word !== 'long');
  if (signs > 1 || longs > 2 || others.some(([, times]) => times > 1)) return undefined;
  const names = others.map(([word]) => word).filter((word) => word !== 'int');
  if (names.length > 1) return undefined;
  const hasInt = count.has('int');
  const name = names[0];
  const unsigned = count.has('unsigned') ? 'unsigned ' : '';
  if (name === undefined) {
    if (longs > 0) return `${unsigned}${longs === 2 ? 'long long' : 'long'}`;
    return `${unsigned}int`;
  }
  if (name === 'double' && longs === 1 && signs === 0 && !hasInt) return 'long double';
  if (longs > 0) return undefined;
  if (name === 'char') return hasInt ? undefined : count.has('signed') ? 'signed char' : `${unsigned}char`;
  if (name === 'short') return `${unsigned}short`;
  if (hasInt) return undefined;
  if (name.startsWith('__int')) return `${unsigned}${name}`;
  return signs > 0 ? undefined : name;
}

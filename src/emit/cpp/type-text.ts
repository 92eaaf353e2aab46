/**
 * C type text of the model (the spelling of `printType`: `const BYTE *`, `WCHAR[10][255]`) as C++ for every platform.
 */

/** Words of C whose width depends on the platform, by the Windows type that has one width everywhere. */
const PORTABLE: Readonly<Record<string, string>> = {
  'unsigned long long': 'ULONGLONG',
  'long long': 'LONGLONG',
  'unsigned __int64': 'ULONGLONG',
  __int64: 'LONGLONG',
  'unsigned __int32': 'UINT32',
  __int32: 'INT32',
  'unsigned long': 'ULONG',
  'long int': 'LONG',
  long: 'LONG',
  wchar_t: 'WCHAR',
  uint: 'UINT',
  int8_t: 'INT8',
  int16_t: 'INT16',
  int32_t: 'INT32',
  int64_t: 'INT64',
  uint8_t: 'UINT8',
  uint16_t: 'UINT16',
  uint32_t: 'UINT32',
  uint64_t: 'UINT64',
  intptr_t: 'INT_PTR',
  uintptr_t: 'UINT_PTR',
  WINBOOL: 'BOOL',
  LPCTSTR: 'LPCWSTR',
  LPTSTR: 'LPWSTR',
};

/** The longest spelling first, so that `unsigned long long` is not taken for `unsigned long`. */
const PORTABLE_WORDS = new RegExp(
  `\\b(?:${Object.keys(PORTABLE)
    .sort((a, b) => b.length - a.length)
    .join('|')})\\b(?! double)`,
  'g',
);

const NOT_NAMES = new Set(
  'const volatile struct union enum class interface unsigned signed int char short long float double void bool'.split(
    ' ',
  ),
);

const printed = new Map<string, string>();

/** The type for C++: widths made explicit, the rest as it stands. */
export function cppType(type: string): string {
  let text = printed.get(type);
  if (text === undefined) {
    text = type.replace(PORTABLE_WORDS, (words) => PORTABLE[words] as string);
    printed.set(type, text);
  }
  return text;
}

/** A declarator: `cppDeclarator('WCHAR[10]', 'name')` is `WCHAR name[10]`. */
export function cppDeclarator(type: string, name: string): string {
  const text = cppType(type);
  const dimensions = text.indexOf('[');
  const base = (dimensions < 0 ? text : text.slice(0, dimensions)).trimEnd();
  const suffix = dimensions < 0 ? '' : text.slice(dimensions);
  const glue = base.endsWith('*') || base.endsWith('&') ? '' : ' ';
  return name === '' ? `${base}${suffix}` : `${base}${glue}${name}${suffix}`;
}

/** A name that a type uses. */
export interface TypeReference {
  readonly name: string;
  /** Only pointed or referred to, so that a declaration without definition is enough for a structure. */
  readonly indirect: boolean;
}

const references = new Map<string, TypeReference | null>();

/** The one name that type text stands on; null where it is made of keywords alone. */
export function typeReference(type: string): TypeReference | null {
  let found = references.get(type);
  if (found === undefined) {
    const name = cppType(type)
      .match(/[A-Za-z_]\w*/g)
      ?.find((word) => !NOT_NAMES.has(word));
    found = name === undefined ? null : { name, indirect: /[*&]/.test(type) };
    references.set(type, found);
  }
  return found;
}

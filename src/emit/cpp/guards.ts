/**
 * Names of macros by which Microsoft's headers, the Windows SDK and this output tell each other what is already there.
 */

/** Include guards of the original headers where they do not follow MIDL's rule `__<name>_h__`. */
const INCLUDE_GUARDS: Readonly<Record<string, string>> = {
  'cor.h': '_COR_H_',
  'corhdr.h': '__CORHDR_H__',
  'corerror.h': '__COMMON_LANGUAGE_RUNTIME_HRESULTS__',
  'iceefilegen.h': '_ICEEFILEGEN_H_',
  'strongname.h': '__STRONG_NAME_H',
  'dbgshim.h': 'CLR_DBGSHIM_H',
  'dacprivate.h': '_DACPRIVATE_H_',
};

/** Include guard of a header: the original's for a header that Microsoft ships, ours for `clr_*.h`. */
export function includeGuard(file: string): string {
  const stem = file.replace(/\.h$/, '').replace(/[^a-z0-9]/g, '_');
  if (stem.startsWith('clr_')) return `${stem.toUpperCase()}_H`;
  return INCLUDE_GUARDS[file] ?? `__${stem}_h__`;
}

/** Declarations that the Windows headers have too, by the macros that say so: they are left to them then. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  IMAGE_COR20_HEADER: ['__IMAGE_COR20_HEADER_DEFINED__'],
  ReplacesCorHdrNumericDefines: ['__IMAGE_COR20_HEADER_DEFINED__'],
  IMAGE_DATA_DIRECTORY: ['_NTIMAGE_', '_WINNT_', 'IMAGE_DATA_DIRECTORY_DEFINED'],
};

/** The macros of which any means that someone else has declared the name. */
export function definedElsewhere(name: string): readonly string[] {
  return Object.hasOwn(ELSEWHERE, name) ? (ELSEWHERE[name] as readonly string[]) : [];
}

import type { PlatformTypes } from './canonical.ts';

/**
 * Structures of Windows that headers in C++ declare and do not define: platform layers have them otherwise, or not at
 * all, and the API only ever points to them.
 */
const onlyDeclared: ReadonlySet<string> = new Set([
  'CRYPT_DATA_BLOB',
  'EXCEPTION_RECORD64',
  'IMAGE_COR20_HEADER',
  'IMAGE_DEBUG_DIRECTORY',
  'OVERLAPPED',
  'PDH_FMT_COUNTERVALUE',
  'PDH_RAW_COUNTER',
  'SAFEARRAY',
]);

/** Types of Windows that one header alone declares, in its hand-written part. */
export const platformHomes: ReadonlyMap<string, string> = new Map([
  ['CIMTYPE', 'wminet_utils.h'],
  ['IMAGE_DATA_DIRECTORY', 'corhdr.h'],
  ['IMAGE_NT_HEADERS', 'iceefilegen.h'],
  ['PIMAGE_NT_HEADERS', 'iceefilegen.h'],
]);

/** Whether C++ can have a value of a type of Windows; true for a name that the platform does not have. */
export function isPlatformTypeWhole(name: string, platform: PlatformTypes): boolean {
  const { canonical } = (Object.hasOwn(platform, name) ? platform[name] : undefined) ?? { canonical: '' };
  if (canonical.includes('*')) return true;
  const [kind, target = name] = canonical.split(':');
  return kind !== 'opaque' && kind !== 'iface' && !onlyDeclared.has(target);
}

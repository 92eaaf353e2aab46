import type { Facts } from './facts.ts';

/** Windows names for a pointer to anything: unlike handles, which have the same form, they may receive data. */
const plainPointers = new Set(['LPVOID', 'PVOID']);

/**
 * The direction that a type alone leaves no doubt about, for declarations that state none:
 *
 * - `out` for a pointer to an interface pointer: a COM method returns an interface through it;
 * - `in` for what is passed by value (numbers, enumerations, structures, handles, BSTR, functions), for a pointer to
 *   something constant, and for an interface pointer.
 *
 * Other pointers may be either, and have none.
 */
export function certainDirection(
  type: string,
  facts: Facts,
  isInterface: (name: string) => boolean,
): 'in' | 'out' | undefined {
  const [, constant, name, stars] = /^(const )?(\w+(?: \w+)*?)(?: (\*+)(?:const)?)?$/.exec(type) ?? [];
  if (name === undefined) return undefined;
  const levels = stars?.length ?? 0;
  if (levels === 2) return !constant && isInterface(name) ? 'out' : undefined;
  if (levels === 1) {
    return constant || isInterface(name) || facts.callbacks[name]?.form === 'function' ? 'in' : undefined;
  }
  return levels === 0 && isGiven(name, facts, isInterface) ? 'in' : undefined;
}

/** Whether a value of the named type can only go in. */
function isGiven(name: string, facts: Facts, isInterface: (name: string) => boolean): boolean {
  if (facts.enums[name] || facts.structs[name] || facts.callbacks[name]?.form === 'pointer') return true;
  const typedef = facts.typedefs[name]?.type;
  if (typedef !== undefined) {
    // A typedef of `void *` is a handle.
    return /^void \*+$/.test(typedef) || certainDirection(typedef, facts, isInterface) === 'in';
  }
  const platform = facts['platform-types'][name]?.canonical;
  if (platform === undefined || plainPointers.has(name)) return false;
  if (name === 'BSTR' || platform === 'void *' || platform.startsWith('const ')) return true;
  return !platform.includes('*') && platform !== 'void';
}

import type { Interface, Method } from '../../model/model.ts';
import type { Names } from './names.ts';

/**
 * The interface with its bases from the root down: `[IUnknown, ICorDebugManagedCallback]`. Undefined where a base is
 * not known or has no known vtable, so that nothing is built on a guess.
 */
export function interfaceChain(entity: Interface, names: Names): readonly Interface[] | undefined {
  const chain: Interface[] = [];
  let current: Interface | undefined = entity;
  while (current) {
    if (current.vtable !== 'exact' || chain.includes(current)) return undefined;
    chain.unshift(current);
    if (current.base === undefined) return chain;
    const base = names.types.get(current.base);
    current = base?.kind === 'interface' ? base.entity : undefined;
  }
  return undefined;
}

/** All methods of a chain in slot order. */
export function chainMethods(chain: readonly Interface[]): readonly Method[] {
  return chain.flatMap((entity) => entity.methods);
}

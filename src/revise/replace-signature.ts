import { isDeepStrictEqual } from 'node:util';
import type { ApiFunction, Entity, Interface, Method } from '../model/model.ts';
import type { ChangedSignature } from './changed-signature.ts';

/**
 * Puts the signature that a page declares now in the place of the one that it declared.
 *
 * @param before The entity as the page alone documents it: a function, or an interface with one documented method.
 * @param after The same of the page as it is now.
 * @param into The entity of the model.
 * @param page Id of the page.
 * @returns undefined where more than the signature changed, or the model has another one.
 */
export function withSignature(before: Entity, after: Entity, into: Entity, page: string): ChangedSignature | undefined {
  if (!isInterface(before)) {
    const isFunction = 'returns' in before && !('form' in before) && before.page === page;
    const isSame = before.name === after.name && before.header === after.header && isDeepStrictEqual(before, into);
    if (!isFunction || !isSame) return undefined;
    return { owner: after as ApiFunction, before: before as ApiFunction, after: after as ApiFunction };
  }
  if (!isInterface(after) || !isInterface(into) || before.methods.length !== after.methods.length) return undefined;
  const { methods: _before, ...rest } = before;
  const { methods: _after, ...others } = after;
  const places = before.methods.flatMap((one, at) => (isDeepStrictEqual(one, after.methods[at]) ? [] : [at]));
  const [place] = places;
  if (place === undefined || places.length > 1 || !isDeepStrictEqual(rest, others)) return undefined;
  const old = before.methods[place] as Method;
  const fresh = after.methods[place] as Method;
  const at = into.methods.findIndex((one) => isDeepStrictEqual(one, old));
  const isSame = old.page === page && fresh.page === page && old.name === fresh.name && old.slot === fresh.slot;
  if (at < 0 || !isSame) return undefined;
  return { owner: { ...into, methods: into.methods.with(at, fresh) }, before: old, after: fresh };
}

function isInterface(entity: Entity): entity is Interface {
  return 'methods' in entity;
}

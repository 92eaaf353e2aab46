import { isDeepStrictEqual } from 'node:util';
import { proseKeys } from '../model/prose-keys.ts';

type Node = Readonly<Record<string, unknown>>;

/**
 * Makes the change from `before` to `after` in something that holds what `before` does and more: an interface of a
 * model of which one method's page was read again. Elements of lists are found by their names.
 *
 * @returns `into` with the change, itself where there is none; undefined where more changed than prose
 *   (`proseKeys`), or where `into` does not hold what changed.
 */
export function transplant<T extends object>(before: object, after: object, into: T): T | undefined {
  try {
    return transplanted(before, after, into) as T;
  } catch (error) {
    if (error instanceof NoMatch) return undefined;
    throw error;
  }
}

class NoMatch extends Error {}

function transplanted(before: unknown, after: unknown, into: unknown): unknown {
  if (before === after) return into;
  if (Array.isArray(before)) return elements(before, after, into);
  if (!isNode(before) || !isNode(after) || !isNode(into)) throw new NoMatch();
  // Another page documents what stands there.
  if (before.page !== undefined && before.page !== into.page) throw new NoMatch();
  let changed: Record<string, unknown> | undefined;
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const old = into[key];
    const fresh = proseKeys.has(key) ? prose(before[key], after[key], old) : transplanted(before[key], after[key], old);
    if (fresh === old) continue;
    changed ??= { ...into };
    if (fresh === undefined) delete changed[key];
    else changed[key] = fresh;
  }
  return changed ?? into;
}

function prose(before: unknown, after: unknown, into: unknown): unknown {
  if (isDeepStrictEqual(before, after)) return into;
  if (!isDeepStrictEqual(before, into)) throw new NoMatch();
  return after;
}

function elements(before: readonly unknown[], after: unknown, into: unknown): unknown {
  if (!Array.isArray(after) || !Array.isArray(into) || before.length !== after.length) throw new NoMatch();
  let changed: unknown[] | undefined;
  for (const [index, old] of before.entries()) {
    if (isDeepStrictEqual(old, after[index])) continue;
    const at = placeOf(old, index, before, into);
    const fresh = transplanted(old, after[index], into[at]);
    if (fresh === into[at]) continue;
    changed ??= [...into];
    changed[at] = fresh;
  }
  return changed ?? into;
}

function placeOf(element: unknown, index: number, list: readonly unknown[], into: readonly unknown[]): number {
  const name = nameOf(element);
  if (name === undefined || name === '') {
    if (list.length !== into.length) throw new NoMatch();
    return index;
  }
  const places = into.flatMap((other, at) => (nameOf(other) === name ? [at] : []));
  const [place] = places;
  if (place === undefined || places.length > 1) throw new NoMatch();
  return place;
}

function nameOf(element: unknown): unknown {
  return isNode(element) ? element.name : undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

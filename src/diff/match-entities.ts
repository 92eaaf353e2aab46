import type { Entity } from '../model/model.ts';

/** One entity of the old model and what became of it. */
interface EntityPair<E> {
  readonly old: E;
  readonly new: E;
}

export interface EntityMatch<E> {
  /** In the order of the new model. */
  readonly pairs: readonly EntityPair<E>[];
  /** In the order of the old model. */
  readonly removed: readonly E[];
  /** In the order of the new model. */
  readonly added: readonly E[];
}

/**
 * What proves that an entity without its like by name is another under a new name: equal text on both sides. Undefined
 * where it proves nothing. Tried in order.
 */
export type Identity<E> = (entity: E) => string | undefined;

/**
 * Pairs the entities of two lists: by name, then, among those left, by each identity in turn. An identity that more
 * than one entity of a side has is not certain and pairs none of them.
 */
export function matchEntities<E extends { readonly name: string }>(
  old: readonly E[],
  next: readonly E[],
  identities: readonly Identity<E>[],
): EntityMatch<E> {
  const partners = new Map<E, E>();
  const oldByKey = new Map(withOccurrence(old));
  for (const [key, entity] of withOccurrence(next)) {
    const partner = oldByKey.get(key);
    if (partner) partners.set(entity, partner);
  }
  const taken = new Set(partners.values());
  let removed = old.filter((entity) => !taken.has(entity));
  let added = next.filter((entity) => !partners.has(entity));
  for (const identity of identities) {
    if (removed.length === 0 || added.length === 0) break;
    const candidates = uniqueBy(removed, identity);
    const found = new Set<E>();
    for (const [key, entity] of uniqueBy(added, identity)) {
      const partner = candidates.get(key);
      if (!partner) continue;
      partners.set(entity, partner);
      found.add(entity).add(partner);
    }
    removed = removed.filter((entity) => !found.has(entity));
    added = added.filter((entity) => !found.has(entity));
  }
  const pairs = next.flatMap((entity) => {
    const partner = partners.get(entity);
    return partner ? [{ old: partner, new: entity }] : [];
  });
  return { pairs, removed, added };
}

/** Identity by the page that documents both and an equal text; nothing for what has no page. */
export function samePage<E extends Pick<Entity, 'page'>>(text: (entity: E) => string): Identity<E> {
  return (entity) => (entity.page === undefined ? undefined : `${entity.page}\n${text(entity)}`);
}

/** Entities by name; the second of the same name has the key `name 2` and so on. */
function withOccurrence<E extends { readonly name: string }>(entities: readonly E[]): [string, E][] {
  const counts = new Map<string, number>();
  return entities.map((entity) => {
    const count = (counts.get(entity.name) ?? 0) + 1;
    counts.set(entity.name, count);
    return [count === 1 ? entity.name : `${entity.name} ${count}`, entity];
  });
}

function uniqueBy<E>(entities: readonly E[], identity: Identity<E>): ReadonlyMap<string, E> {
  const found = new Map<string, E | undefined>();
  for (const entity of entities) {
    const key = identity(entity);
    if (key !== undefined) found.set(key, found.has(key) ? undefined : entity);
  }
  return new Map([...found].filter((entry): entry is [string, E] => entry[1] !== undefined));
}

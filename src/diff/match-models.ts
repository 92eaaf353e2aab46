import { modelLists } from '../model/json.ts';
import type { Entity, Model, ModelList } from '../model/model.ts';
import { type EntityOf, identitiesOf } from './identities.ts';
import { type EntityMatch, matchEntities } from './match-entities.ts';

/** How the entities of two models correspond. */
export interface ModelMatch {
  readonly lists: { readonly [L in ModelList]: EntityMatch<EntityOf<L>> };
  /** Old name to new name of every renamed entity. */
  readonly renames: ReadonlyMap<string, string>;
  /** Old name to new name of every header that was renamed as a whole. */
  readonly headerRenames: ReadonlyMap<string, string>;
}

/**
 * The order in which lists are matched: what other declarations name comes first, so that a renamed type does not hide
 * that a function that takes it was renamed too.
 */
const matchOrder: readonly ModelList[] = ['enums', 'interfaces', 'typedefs', 'structs'];

/** Pairs the entities of two models, list by list. */
export function matchModels(old: Model, next: Model): ModelMatch {
  const renames = new Map<string, string>();
  const lists: Partial<Record<ModelList, EntityMatch<Entity>>> = {};
  for (const list of new Set([...matchOrder, ...modelLists])) {
    const match = matchList(list, old, next, renames);
    for (const pair of match.pairs) {
      if (pair.old.name !== pair.new.name) renames.set(pair.old.name, pair.new.name);
    }
    lists[list] = match;
  }
  return {
    lists: lists as unknown as ModelMatch['lists'],
    renames,
    headerRenames: headerRenames(old, next, Object.values(lists)),
  };
}

function matchList<L extends ModelList>(
  list: L,
  old: Model,
  next: Model,
  renames: ReadonlyMap<string, string>,
): EntityMatch<EntityOf<L>> {
  return matchEntities<EntityOf<L>>(old[list], next[list], identitiesOf(renames)[list]);
}

/** A header is renamed when it is gone, all that is left of it is in one header, and that header is new. */
function headerRenames(old: Model, next: Model, matches: readonly EntityMatch<Entity>[]): Map<string, string> {
  const headersOf = (model: Model) => new Set(modelLists.flatMap((list) => model[list].map(({ header }) => header)));
  const before = headersOf(old);
  const after = headersOf(next);
  const targets = new Map<string, string[]>();
  for (const pair of matches.flatMap((match) => match.pairs)) {
    targets.set(pair.old.header, [...(targets.get(pair.old.header) ?? []), pair.new.header]);
  }
  const renames = new Map<string, string>();
  for (const [header, found] of targets) {
    const [target] = found;
    if (target === undefined || found.length < 2 || after.has(header) || before.has(target)) continue;
    if (found.every((other) => other === target)) renames.set(header, target);
  }
  return renames;
}

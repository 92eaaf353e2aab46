import type { EntityMaps } from './documented-model.ts';
import {
  callbackOfFacts,
  constantOfFacts,
  enumOfFacts,
  functionOfFacts,
  guidsOfFacts,
  interfaceOfFacts,
  structOfFacts,
  typedefOfFacts,
} from './entities-of-facts.ts';
import type { Facts } from './facts.ts';
import { FactsScope, mentionedTypes } from './facts-scope.ts';
import { modelLists } from './json.ts';
import type { Entity, Model, ModelList } from './model.ts';
import { nameKey } from './name-index.ts';
import { orderModel } from './order.ts';

type FactsEntity<E extends Entity> = (name: string, facts: Facts) => E | undefined;

/** Makes each entity of the facts once: it is the same in every model that these facts complete. */
function once<E extends Entity>(make: FactsEntity<E>): FactsEntity<E> {
  const made = new WeakMap<Facts, Map<string, E | undefined>>();
  return (name, facts) => {
    const known = made.get(facts) ?? new Map<string, E | undefined>();
    made.set(facts, known);
    if (!known.has(name)) known.set(name, make(name, facts));
    return known.get(name);
  };
}

/** The lists that declarations refer to by type name, and what the facts know for each. */
const typeFactories = {
  interfaces: once(interfaceOfFacts),
  enums: once(enumOfFacts),
  structs: once(structOfFacts),
  callbacks: once(callbackOfFacts),
  typedefs: once(typedefOfFacts),
} as const;

const functionOnce = once(functionOfFacts);
const constantOnce = once(constantOfFacts);
const guids = new WeakMap<Facts, ReturnType<typeof guidsOfFacts>>();

function guidsOnce(facts: Facts): ReturnType<typeof guidsOfFacts> {
  const known = guids.get(facts) ?? guidsOfFacts(facts);
  guids.set(facts, known);
  return known;
}

/**
 * Completes the documented entities: with the rest of the base model, with what the facts know beyond them (see
 * `FactsScope`), and with every type that a declaration of these needs. Orders the result.
 */
export function completeModel(documented: EntityMaps, base: Model | undefined, facts: Facts, hasDocs: boolean): Model {
  const maps = documented;
  if (base) {
    for (const list of modelLists) {
      for (const entity of base[list]) add(maps, list, entity);
    }
  } else {
    addFacts(maps, facts, new FactsScope(facts, hasDocs), hasDocs);
  }
  addNeeded(maps, facts);
  return orderedModel(maps);
}

function orderedModel(maps: EntityMaps): Model {
  return orderModel({
    version: 1,
    ...(Object.fromEntries(modelLists.map((list) => [list, [...maps[list].values()]])) as unknown as Omit<
      Model,
      'version'
    >),
  });
}

/** The model with what its declarations mention, the facts know, and it lacks; the same model where it lacks nothing. */
export function withNeededTypes(model: Model, facts: Facts): Model {
  const keyOf = (list: ModelList, { name }: Entity) => (list === 'hresults' ? name : nameKey(name));
  const maps = Object.fromEntries(
    modelLists.map((list) => [list, new Map(model[list].map((entity) => [keyOf(list, entity), entity]))]),
  ) as unknown as EntityMaps;
  const count = () => modelLists.reduce((sum, list) => sum + maps[list].size, 0);
  const before = count();
  addNeeded(maps, facts);
  return count() === before ? model : orderedModel(maps);
}

function add(maps: EntityMaps, list: ModelList, entity: Entity): boolean {
  const map = maps[list] as Map<string, Entity>;
  // HRESULT names are exact: the list comes from the facts, not from the docs' spelling.
  const key = list === 'hresults' ? entity.name : nameKey(entity.name);
  if (map.has(key)) return false;
  map.set(key, entity);
  return true;
}

function addFacts(maps: EntityMaps, facts: Facts, scope: FactsScope, hasDocs: boolean): void {
  const offer = (list: ModelList, name: string, make: (name: string, facts: Facts) => Entity | undefined): void => {
    if (maps[list].has(nameKey(name))) return;
    const entity = make(name, facts);
    if (entity && scope.includes(list, entity)) add(maps, list, entity);
  };
  if (!hasDocs) for (const name of Object.keys(facts.externals)) offer('interfaces', name, typeFactories.interfaces);
  for (const name of Object.keys(facts.iids)) offer('interfaces', name, typeFactories.interfaces);
  for (const name of Object.keys(facts.enums)) offer('enums', name, typeFactories.enums);
  for (const name of Object.keys(facts.structs)) offer('structs', name, typeFactories.structs);
  for (const name of Object.keys(facts.functions)) offer('functions', name, functionOnce);
  for (const name of Object.keys(facts.callbacks)) offer('callbacks', name, typeFactories.callbacks);
  for (const name of Object.keys(facts.typedefs)) offer('typedefs', name, typeFactories.typedefs);
  for (const name of Object.keys(facts.constants)) offer('constants', name, constantOnce);
  for (const guid of guidsOnce(facts)) offer('guids', guid.name, () => guid);
}

/** Adds the types that declarations mention and the facts know, until nothing is missing. */
function addNeeded(maps: EntityMaps, facts: Facts): void {
  const visited = new Set<string>();
  let pending = mentionedTypes({
    interfaces: [...maps.interfaces.values()],
    enums: [],
    structs: [...maps.structs.values()],
    functions: [...maps.functions.values()],
    callbacks: [...maps.callbacks.values()],
    typedefs: [...maps.typedefs.values()],
  });
  while (pending.size > 0) {
    const added: { [L in keyof typeof typeFactories]: Model[L][number][] } = {
      interfaces: [],
      enums: [],
      structs: [],
      callbacks: [],
      typedefs: [],
    };
    for (const name of pending) {
      if (visited.has(name)) continue;
      visited.add(name);
      for (const list of Object.keys(typeFactories) as (keyof typeof typeFactories)[]) {
        if (maps[list].has(nameKey(name))) continue;
        const entity = typeFactories[list](name, facts);
        if (entity && add(maps, list, entity)) (added[list] as Entity[]).push(entity);
      }
    }
    pending = mentionedTypes({ ...added, functions: [] });
  }
}

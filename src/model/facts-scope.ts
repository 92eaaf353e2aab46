import type { Facts } from './facts.ts';
import type { Entity, Field, Model, Parameter } from './model.ts';
import { nameKey } from './name-index.ts';

/** The lists whose entities may come from facts alone and whose names are types. */
export type TypeList = 'interfaces' | 'enums' | 'structs' | 'callbacks' | 'typedefs';

/** The names of all types that an entity of a model mentions: bases, parameters, fields, definitions. */
export function mentionedTypes(model: Pick<Model, TypeList | 'functions'>): Set<string> {
  const names = new Set<string>();
  // Thousands of declarations use a few hundred types.
  for (const type of typesOf(model)) addNames(type, names);
  return names;
}

/** The texts of all types that entities of a model mention. */
export function typesOf(model: Pick<Model, TypeList | 'functions'>): Set<string> {
  const types = new Set<string>();
  const lists = [model.interfaces, model.functions, model.callbacks, model.structs, model.typedefs] as const;
  for (const list of lists) for (const entity of list) for (const type of entityTypes(entity)) types.add(type);
  return types;
}

type TypedEntity = Model['interfaces' | 'functions' | 'callbacks' | 'structs' | 'typedefs'][number];

const known = new WeakMap<TypedEntity, ReadonlySet<string>>();

/** The texts of the types that an entity mentions; found once for each. */
export function entityTypes(entity: TypedEntity): ReadonlySet<string> {
  const before = known.get(entity);
  if (before) return before;
  const types = new Set(allTypes(entity));
  known.set(entity, types);
  return types;
}

function* allTypes(entity: TypedEntity): Iterable<string> {
  if ('methods' in entity) {
    if (entity.base) yield entity.base;
    for (const method of entity.methods) yield* signatureTypes(method);
  } else if ('fields' in entity) yield* fieldTypes(entity.fields);
  else if ('returns' in entity) yield* signatureTypes(entity);
  else yield entity.type;
}

/** The types of a signature. */
export function* signatureTypes(signature: { returns: string; parameters: readonly Parameter[] }): Iterable<string> {
  yield signature.returns;
  for (const parameter of signature.parameters) yield parameter.type;
}

/** The types of fields, nested ones included. */
export function* fieldTypes(fields: readonly Field[]): Iterable<string> {
  for (const field of fields) {
    if (field.nested) yield* fieldTypes(field.nested.fields);
    else yield field.type;
  }
}

/** Adds the names in a type's text, array dimensions included (they may name constants). */
export function addNames(type: string, names: Set<string>): void {
  for (const name of type.match(/[A-Za-z_]\w*/g) ?? []) names.add(name);
}

/**
 * Which entities of the facts stand in a model beside the documented ones.
 *
 * All do, but for one case: with docs, what the docs are known to document and document no more is gone, unless a
 * declaration still needs it.
 */
export class FactsScope {
  readonly #gone: ReadonlySet<string>;

  /** @param withDocs whether pages document the model; without docs nothing can be gone from them. */
  constructor(facts: Facts, withDocs: boolean) {
    const documentedOnce = withDocs ? Object.entries(facts['documented-names']) : [];
    this.#gone = new Set(documentedOnce.flatMap(([list, names]) => names.map((name) => `${list} ${nameKey(name)}`)));
  }

  /** Whether the entity belongs to the model for its own sake. */
  includes(list: string, entity: Entity): boolean {
    return !this.#gone.has(`${list} ${nameKey(entity.name)}`);
  }
}

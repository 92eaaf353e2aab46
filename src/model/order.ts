import type { Entity, Interface, Model, Structure, Typedef } from './model.ts';

/*
 * The one place that decides the order of things. Names compare without case first (`IcorX` beside `ICorX`), then by
 * code unit, never by locale: the same bytes on every machine.
 */

/** Compares two names: without case, then by code unit. */
export function compareNames(a: string, b: string): number {
  const lowerA = a.toLowerCase();
  const lowerB = b.toLowerCase();
  if (lowerA !== lowerB) return lowerA < lowerB ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The same model with every list in its order. */
export function orderModel(model: Model): Model {
  return {
    version: model.version,
    interfaces: orderInterfaces(model.interfaces),
    enums: orderEntities(model.enums),
    structs: orderStructs(model.structs),
    functions: orderEntities(model.functions),
    callbacks: orderEntities(model.callbacks),
    typedefs: orderTypedefs(model.typedefs),
    constants: orderEntities(model.constants),
    guids: orderEntities(model.guids),
    coclasses: orderEntities(model.coclasses),
    hresults: orderEntities(model.hresults),
    markers: orderEntities(model.markers),
  };
}

/** Orders entities by header, then by name. */
function orderEntities<E extends Entity>(entities: Iterable<E>): E[] {
  return [...entities].sort((a, b) => compareNames(a.header, b.header) || compareNames(a.name, b.name));
}

/** Orders interfaces by header and name, each after its base. */
function orderInterfaces(interfaces: Iterable<Interface>): Interface[] {
  return afterDependencies(orderEntities(interfaces), (entity) => (entity.base ? [entity.base] : []));
}

/** Orders structures by header and name, each after those that it holds by value. */
function orderStructs(structs: Iterable<Structure>): Structure[] {
  return afterDependencies(orderEntities(structs), (entity) => entity.fields.flatMap((field) => heldTypes(field)));
}

/** Orders typedefs by header and name, each after those that it names. */
function orderTypedefs(typedefs: Iterable<Typedef>): Typedef[] {
  return afterDependencies(orderEntities(typedefs), (entity) => typeNames(entity.type));
}

function heldTypes(field: Structure['fields'][number]): string[] {
  if (field.nested) return field.nested.fields.flatMap((inner) => heldTypes(inner));
  return field.type.includes('*') ? [] : typeNames(field.type);
}

function typeNames(type: string): string[] {
  return type.match(/[A-Za-z_]\w*/g) ?? [];
}

/** Keeps the given order but for entities that must come after others; cycles are cut where they close. */
function afterDependencies<E extends Entity>(ordered: readonly E[], dependencies: (entity: E) => string[]): E[] {
  const byName = new Map(ordered.map((entity) => [entity.name, entity]));
  const placed = new Set<E>();
  const result: E[] = [];
  const place = (entity: E): void => {
    if (placed.has(entity)) return;
    placed.add(entity);
    for (const name of dependencies(entity)) {
      const other = byName.get(name);
      if (other) place(other);
    }
    result.push(entity);
  };
  for (const entity of ordered) place(entity);
  return result;
}

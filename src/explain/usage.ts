import type { Entity, Field, Model, Signature } from '../model/model.ts';

/** By the name of an entity, the APIs whose declaration mentions it, in the model's order. */
export type Usage = ReadonlyMap<string, readonly string[]>;

/** Finds what mentions what: types in signatures, fields and typedefs, documented HRESULTs, interfaces of coclasses. */
export function findUsage(model: Model): Usage {
  const usage = new Map<string, string[]>();
  function note(name: string, by: string): void {
    const list = usage.get(name);
    if (list === undefined) usage.set(name, [by]);
    else if (list[list.length - 1] !== by) list.push(by);
  }
  function type(text: string, by: string): void {
    for (const word of text.match(/[A-Za-z_]\w*/g) ?? []) note(word, by);
  }
  function signature(of: Signature, by: string): void {
    type(of.returns, by);
    for (const parameter of of.parameters) type(parameter.type, by);
    for (const { name } of of.hresults) note(name, by);
  }
  function fields(list: readonly Field[], by: string): void {
    for (const field of list) {
      if (field.nested) fields(field.nested.fields, by);
      else type(field.type, by);
    }
  }
  for (const { name, methods } of model.interfaces) {
    for (const method of methods) signature(method, `${name}::${method.name}`);
  }
  for (const entity of [...model.functions, ...model.callbacks]) signature(entity, entity.name);
  for (const entity of model.structs) fields(entity.fields, entity.name);
  for (const entity of model.typedefs) type(entity.type, entity.name);
  for (const entity of model.coclasses) {
    for (const { name } of entity.interfaces) note(name, entity.name);
  }
  return usage;
}

/** What mentions an entity by its name, its tag or a pointer name; not the entity itself, nor its methods. */
export function usersOf(entity: Entity, usage: Usage): readonly string[] {
  const { name, tag, pointerNames = [] } = entity as Entity & { tag?: string; pointerNames?: readonly string[] };
  const users = [name, ...(tag === undefined ? [] : [tag]), ...pointerNames].flatMap((one) => usage.get(one) ?? []);
  return [...new Set(users)].filter((user) => user !== name && !user.startsWith(`${name}::`));
}

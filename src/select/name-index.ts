import { modelLists } from '../model/json.ts';
import type { Entity, Model, ModelList } from '../model/model.ts';

/** An entity and the list of the model that holds it. */
export interface Listed {
  readonly list: ModelList;
  readonly entity: Entity;
}

/** The entities of a model by the names that sources use for them. */
export interface NameIndex {
  readonly all: readonly Listed[];
  /** Entities whose own name it is. */
  byName(name: string): readonly Listed[];
  /**
   * Entities that a source means by an identifier: their own name; a tag or pointer name of a structure; an enumerator;
   * `IID_X`, `CLSID_X`; what targets make of a name (`XRaw`, `XDefault`, `XMethods`, `XVtbl`, an HRESULT in lower case).
   */
  byIdentifier(identifier: string): readonly Listed[];
  /** What a type's name in a declaration means. */
  ofType(name: string): Listed | undefined;
}

const INTERFACE_FORMS = ['Raw', 'Default', 'Methods', 'Vtbl'];

/** Makes the index of a model. */
export function createNameIndex(model: Model): NameIndex {
  const all: Listed[] = [];
  const names = new Map<string, Listed[]>();
  const aliases = new Map<string, Listed[]>();
  const types = new Map<string, Listed>();
  const put = (map: Map<string, Listed[]>, name: string, listed: Listed): void => {
    const known = map.get(name);
    if (known === undefined) map.set(name, [listed]);
    else if (!known.includes(listed)) known.push(listed);
  };
  const type = (name: string | undefined, listed: Listed): void => {
    if (name !== undefined && !types.has(name)) types.set(name, listed);
  };
  const ofEntity = new Map<Entity, Listed>();
  for (const list of modelLists) {
    for (const entity of model[list]) {
      const listed: Listed = { list, entity };
      all.push(listed);
      ofEntity.set(entity, listed);
      put(names, entity.name, listed);
    }
  }
  const listedOf = (entity: Entity): Listed => ofEntity.get(entity) as Listed;
  for (const entity of model.interfaces) {
    const listed = listedOf(entity);
    type(entity.name, listed);
    put(aliases, `IID_${entity.name}`, listed);
    for (const form of INTERFACE_FORMS) put(aliases, `${entity.name}${form}`, listed);
  }
  for (const entity of model.enums) {
    const listed = listedOf(entity);
    for (const { name } of entity.members) put(aliases, name, listed);
    if (entity.tag !== undefined) put(aliases, entity.tag, listed);
    type(entity.name, listed);
    type(entity.tag, listed);
  }
  for (const entity of model.structs) {
    const listed = listedOf(entity);
    const others = [...(entity.tag === undefined ? [] : [entity.tag]), ...entity.pointerNames];
    type(entity.name, listed);
    for (const name of others) {
      put(aliases, name, listed);
      type(name, listed);
    }
  }
  for (const entity of [...model.callbacks, ...model.typedefs]) type(entity.name, listedOf(entity));
  for (const entity of model.constants) type(entity.name, listedOf(entity));
  // A dimension may be an enumerator.
  for (const entity of model.enums) for (const { name } of entity.members) type(name, listedOf(entity));
  for (const entity of model.coclasses) put(aliases, `CLSID_${entity.name}`, listedOf(entity));
  for (const entity of model.hresults) put(aliases, entity.name.toLowerCase(), listedOf(entity));
  return {
    all,
    byName: (name) => names.get(name) ?? [],
    byIdentifier: (identifier) => [...(names.get(identifier) ?? []), ...(aliases.get(identifier) ?? [])],
    ofType: (name) => types.get(name),
  };
}

import type { Facts } from '../facts.ts';
import type { Entity, Enumeration, Interface, ModelList, Structure } from '../model.ts';
import { platformCallbacks } from '../platform-callbacks.ts';

/**
 * What declares each name of the one namespace that C has for types, functions, enumerators and constants. The docs
 * may give a name to two things; the facts never do.
 */
export class NameClaims {
  readonly #owners = new Map<string, Entity>();
  readonly #platform: Facts['platform-types'];

  constructor(facts: Facts) {
    this.#platform = facts['platform-types'];
  }

  /** Whether a name is the entity's, or becomes so. */
  take(name: string, entity: Entity): boolean {
    const owner = this.#owners.get(name);
    if (owner !== undefined) return owner === entity;
    if (this.isOfPlatform(name)) return false;
    this.#owners.set(name, entity);
    return true;
  }

  /** Takes a name for an entity of which facts know that it has it. */
  give(name: string, entity: Entity): void {
    if (!this.#owners.has(name)) this.#owners.set(name, entity);
  }

  /** Whether the headers of Windows declare a name. */
  isOfPlatform(name: string): boolean {
    return this.#platform[name] !== undefined || platformCallbacks.has(name);
  }

  /** Whether anything of the model has a name. */
  has(name: string): boolean {
    return this.#owners.has(name);
  }

  /** Whether a name is that of a typedef of a pointer to the entity: both may declare it. */
  isSamePointer(name: string, { name: target }: Entity): boolean {
    const owner = this.#owners.get(name);
    return owner !== undefined && 'type' in owner && owner.type === `${target} *`;
  }

  /** What has a name, for a message. */
  owner(name: string): string {
    return this.#owners.get(name)?.name ?? 'the headers of Windows';
  }
}

/** The lists whose entities are declared under names of their own. */
export const declaredLists = [
  'interfaces',
  'enums',
  'structs',
  'callbacks',
  'typedefs',
  'functions',
  'constants',
  'guids',
  'coclasses',
] as const satisfies readonly ModelList[];

export type DeclaredList = (typeof declaredLists)[number];

/** Whether facts know an entity of a list by its name. */
export function isKnown(list: DeclaredList, name: string, facts: Facts): boolean {
  if (list === 'interfaces') return facts.iids[name] !== undefined || facts.externals[name] !== undefined;
  if (list === 'coclasses') return facts.clsids[`CLSID_${name}`] !== undefined || facts.clsids[name] !== undefined;
  if (list === 'guids') return facts.guids[name] !== undefined || facts.clsids[name] !== undefined;
  return facts[list][name] !== undefined;
}

/** The names that an entity declares beside its own, for which it takes others' word. */
export function furtherNames(list: DeclaredList, entity: Entity): readonly string[] {
  if (list === 'enums') {
    const { members, tag } = entity as Enumeration;
    return [...(tag === undefined ? [] : [tag]), ...members.map(({ name }) => name)];
  }
  if (list === 'structs') {
    const { tag, pointerNames } = entity as Structure;
    return tag === undefined ? pointerNames : [tag, ...pointerNames];
  }
  if (list === 'interfaces') return (entity as Interface).iid === undefined ? [] : [`IID_${entity.name}`];
  return list === 'coclasses' ? [`CLSID_${entity.name}`] : [];
}

/** Whether facts know that an entity declares a further name. */
export function isKnownFurther(list: DeclaredList, entity: Entity, name: string, facts: Facts): boolean {
  if (list === 'enums') return facts.enums[entity.name]?.members[name] !== undefined;
  if (list === 'structs') return facts.structs[entity.name]?.tag === name;
  if (list === 'interfaces') return isKnown(list, entity.name, facts);
  return list === 'coclasses';
}

/** The entity without some of its further names. */
export function withoutNames(list: DeclaredList, entity: Entity, names: ReadonlySet<string>): Entity {
  if (list === 'enums') {
    const { tag, ...rest } = entity as Enumeration;
    const members = rest.members.filter(({ name }) => !names.has(name));
    return { ...rest, ...(tag !== undefined && !names.has(tag) && { tag }), members } as Enumeration;
  }
  if (list === 'structs') {
    const { tag, ...rest } = entity as Structure;
    const pointerNames = rest.pointerNames.filter((name) => !names.has(name));
    return { ...rest, ...(tag !== undefined && !names.has(tag) && { tag }), pointerNames } as Structure;
  }
  return entity;
}

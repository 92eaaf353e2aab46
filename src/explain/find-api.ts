import { modelLists } from '../model/json.ts';
import type { Entity, Enumeration, EnumMember, Interface, Method, Model, ModelList } from '../model/model.ts';

/** An API that has a name of its own. */
export interface Api {
  /** With its owner: `IHostTask::Alert`, `EPolicyAction::eExitProcess`. */
  readonly name: string;
  readonly list: ModelList;
  readonly entity: Entity;
  /** A method of `entity`, and its position among the own methods. */
  readonly method?: { readonly of: Interface; readonly method: Method; readonly index: number };
  /** The interface by which the method was asked for, where it only inherits it from `entity`. */
  readonly inheritedBy?: string;
  /** An enumerator of `entity`. */
  readonly member?: { readonly of: Enumeration; readonly member: EnumMember };
}

/** All APIs of a model: entities, methods, enumerators; in the model's order. */
export function allApis(model: Model): readonly Api[] {
  const apis: Api[] = modelLists.flatMap((list) => model[list].map((entity) => ({ name: entity.name, list, entity })));
  for (const of of model.interfaces) {
    for (const [index, method] of of.methods.entries()) {
      apis.push({ name: `${of.name}::${method.name}`, list: 'interfaces', entity: of, method: { of, method, index } });
    }
  }
  for (const of of model.enums) {
    for (const member of of.members) {
      apis.push({ name: `${of.name}::${member.name}`, list: 'enums', entity: of, member: { of, member } });
    }
  }
  return apis;
}

/**
 * The APIs that a person means by a name: the name of an entity, a method with or without its interface, a method of an
 * interface that inherits it, an enumerator
 * with or without its enumeration, a tag or pointer name, `IID_X`, the number of an HRESULT (`0x80131022`, `80131022`,
 * `-2146233054`, `2148734242`), a GUID in any form. Upper and lower case count only where they tell two names apart.
 */
export function findApis(apis: readonly Api[], written: string): readonly Api[] {
  const wanted = written.trim().replace(/(?<=\w)(?:\.|->|#)(?=\w)/, '::');
  const guid = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i.exec(wanted)?.[1]?.toLowerCase();
  if (guid !== undefined) return apis.filter((api) => isEntity(api) && guidOf(api.entity) === guid);
  if (/^-?\d|^[89a-f][0-9a-f]{7}$/i.test(wanted)) {
    const values = hresultValues(wanted);
    const found = apis.filter(({ list, entity }) => list === 'hresults' && values.includes(numberOf(entity)));
    if (found.length > 0) return found;
  }
  for (const fold of [(text: string) => text, (text: string) => text.toLowerCase()]) {
    const key = fold(wanted);
    const isNamed = (names: readonly string[]) => names.some((name) => fold(name) === key);
    const found = apis.filter((api) => isNamed([api.name]));
    // A method bears its name as well as a function that has it.
    if (found.length > 0) return [...found, ...apis.filter((api) => api.method && isNamed(looseNames(api)))];
    const loosely = apis.filter((api) => isNamed(looseNames(api)));
    if (loosely.length > 0) return loosely;
  }
  return inherited(apis, wanted.toLowerCase());
}

/** The method that an interface has from the nearest base which declares it; `wanted` is in lower case. */
function inherited(apis: readonly Api[], wanted: string): readonly Api[] {
  const [owner, name, ...more] = wanted.split('::');
  if (owner === undefined || name === undefined || more.length > 0) return [];
  const own = interfaceNamed(apis, owner);
  const seen = new Set<string>();
  for (let at = own; at?.base !== undefined && !seen.has(at.name); ) {
    seen.add(at.name);
    at = interfaceNamed(apis, at.base.toLowerCase());
    const found = apis.filter(({ method }) => method?.of === at && method?.method.name.toLowerCase() === name);
    if (own && found.length > 0) return found.map((api) => ({ ...api, inheritedBy: own.name }));
  }
  return [];
}

function interfaceNamed(apis: readonly Api[], key: string): Interface | undefined {
  const api = apis.find((one) => one.list === 'interfaces' && isEntity(one) && one.name.toLowerCase() === key);
  return api?.entity as Interface | undefined;
}

/** The unsigned values that a number may mean as an HRESULT: logs print them in hexadecimal without a prefix, too. */
function hresultValues(text: string): readonly unknown[] {
  const digits = text.replace(/(?<=[0-9a-f])(?:ul|lu|l|u)$/i, '');
  const numbers = [
    ...(/^(?:0x[0-9a-f]{1,8}|-?\d{1,10})$/i.test(digits) ? [Number(digits)] : []),
    ...(/^[0-9a-f]{8}$/i.test(digits) ? [Number(`0x${digits}`)] : []),
  ];
  return numbers.filter((number) => number >= -(2 ** 31) && number < 2 ** 32).map((number) => number >>> 0);
}

function isEntity({ method, member }: Api): boolean {
  return method === undefined && member === undefined;
}

/** Further names: without the owner, tags and pointer names, `IID_X`. */
function looseNames({ name, list, entity, method, member }: Api): readonly string[] {
  if (method) return [method.method.name];
  if (member) return [member.member.name];
  const more = entity as { tag?: string; pointerNames?: readonly string[] };
  return [
    ...(more.tag === undefined ? [] : [more.tag]),
    ...(more.pointerNames ?? []),
    ...(list === 'interfaces' ? [`IID_${name}`] : []),
    ...(list === 'coclasses' ? [`CLSID_${name}`] : []),
  ];
}

function guidOf(entity: Entity): string | undefined {
  const { iid, guid, clsid } = entity as { iid?: string; guid?: string; clsid?: string };
  return iid ?? guid ?? clsid;
}

function numberOf(entity: Entity): unknown {
  return (entity as { value?: unknown }).value;
}

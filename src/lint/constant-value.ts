import { hresultValue } from '../model/documented-hresults.ts';
import type { Facts } from '../model/facts.ts';

/** The look of a constant's name: capitals, with one underscore at least. */
export const constantName = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** The value of a constant, enumerator or HRESULT in the facts; undefined where they do not have the name. */
export function constantValue(name: string, facts: Facts): number | undefined {
  if (Object.hasOwn(facts.constants, name)) return Number(facts.constants[name]?.value);
  const holder = Object.values(facts.enums).find(({ members }) => Object.hasOwn(members, name));
  return holder?.members[name] ?? hresultValue(name, facts);
}

import type { FactField } from './check-facts.ts';
import type { Facts } from './facts.ts';
import type { Field, Model, Parameter, Signature } from './model.ts';
import { type TypeIdentity, typeIdentity } from './type-identity.ts';

/**
 * One thing in which the model differs from the facts. `machine` breaks calls or layouts, `meaning` changes the
 * type, `cpp` makes it another C++ type on Windows, `name` is a name alone.
 */
export interface Contradiction {
  readonly symbol: string;
  readonly page: string | undefined;
  readonly grade: 'machine' | 'meaning' | 'cpp' | 'name';
  readonly what:
    | 'returns'
    | 'parameter'
    | 'parameter count'
    | 'field'
    | 'field count'
    | 'member'
    | 'convention'
    | 'header';
  /** Position from 1 where `what` is a parameter or field. */
  readonly position?: number;
  readonly says: string;
  readonly is: string;
}

/**
 * Compares everything documented in a model with the facts. An empty list means that the overrides are complete.
 *
 * @param types The model by which types are compared: without overrides its own typedefs may be wrong.
 */
export function contradictions(model: Model, facts: Facts, types: Model = model): Contradiction[] {
  const identity = typeIdentity(types, facts['platform-types']);
  const found: Contradiction[] = [];
  for (const entity of model.interfaces) {
    const signatures = facts.signatures[entity.name];
    if (!signatures) continue;
    compareHeader(entity, facts.iids[entity.name]?.header, found);
    for (const method of entity.methods) {
      const fact = signatures[method.name];
      if (!method.documented || !fact) continue;
      const [returns, ...parameters] = fact;
      compareSignature(`${entity.name}::${method.name}`, method.page, method, returns, parameters, identity, found);
    }
  }
  for (const entity of model.functions) {
    const fact = facts.functions[entity.name];
    if (!fact || !entity.documented) continue;
    compareHeader(entity, fact.header, found);
    compareSignature(entity.name, entity.page, entity, fact.returns, fact.parameters, identity, found);
    compareText('convention', entity, entity.callingConvention, fact.convention, found);
  }
  for (const entity of model.callbacks) {
    const fact = facts.callbacks[entity.name];
    if (!fact || !entity.documented) continue;
    compareHeader(entity, fact.header, found);
    const parameters = fact.parameters.map((type, at): [string, string] => [type, entity.parameters[at]?.name ?? '']);
    compareSignature(entity.name, entity.page, entity, fact.returns, parameters, identity, found);
    compareText('convention', entity, entity.callingConvention, fact.convention, found);
  }
  for (const entity of model.structs) {
    const fact = facts.structs[entity.name];
    if (!fact || !entity.documented) continue;
    compareHeader(entity, fact.header, found);
    compareFields(entity.name, entity.page, entity.fields, fact.fields, identity, found);
  }
  for (const entity of model.enums) {
    const fact = facts.enums[entity.name];
    if (!fact || !entity.documented) continue;
    compareHeader(entity, fact.header, found);
    for (const member of entity.members) {
      const value = fact.members[member.name];
      // A member that only the docs have takes nothing away: older or newer headers may declare it.
      if (value === undefined || value >>> 0 === member.value >>> 0) continue;
      found.push({
        symbol: entity.name,
        page: entity.page,
        grade: 'machine',
        what: 'member',
        says: `${member.name} = ${member.value}`,
        is: `${member.name} = ${value}`,
      });
    }
  }
  for (const entity of model.typedefs) {
    const fact = facts.typedefs[entity.name];
    if (!fact || !entity.documented) continue;
    compareTypes({ symbol: entity.name, page: entity.page, what: 'returns' }, entity.type, fact.type, identity, found);
  }
  return found;
}

type Place = Pick<Contradiction, 'symbol' | 'page' | 'what'> & { readonly position?: number };
type Identify = (type: string) => TypeIdentity;

function compareHeader(
  entity: { readonly name: string; readonly page?: string; readonly header: string; readonly documented: boolean },
  fact: string | undefined,
  found: Contradiction[],
): void {
  if (entity.documented && fact !== undefined) compareText('header', entity, entity.header, fact, found);
}

function compareText(
  what: 'header' | 'convention',
  entity: { readonly name: string; readonly page?: string },
  says: string,
  is: string,
  found: Contradiction[],
): void {
  if (says === is) return;
  const grade = what === 'header' ? 'name' : 'machine';
  found.push({ symbol: entity.name, page: entity.page, grade, what, says, is });
}

function compareSignature(
  symbol: string,
  page: string | undefined,
  signature: Pick<Signature, 'returns' | 'parameters'>,
  returns: string,
  parameters: readonly (readonly [string, string])[],
  identity: Identify,
  found: Contradiction[],
): void {
  compareTypes({ symbol, page, what: 'returns' }, signature.returns, returns, identity, found);
  if (signature.parameters.length !== parameters.length) {
    found.push({
      symbol,
      page,
      grade: 'machine',
      what: 'parameter count',
      says: signature.parameters.map(parameterText).join(', '),
      is: parameters.map(([type, name]) => `${type} ${name}`).join(', '),
    });
    return;
  }
  for (const [index, parameter] of signature.parameters.entries()) {
    const [type, name] = parameters[index] as readonly [string, string];
    const place = { symbol, page, what: 'parameter', position: index + 1 } as const;
    compareTypes(place, parameter.type, type, identity, found);
    if (name !== '' && parameter.name !== name) found.push({ ...place, grade: 'name', says: parameter.name, is: name });
  }
}

function parameterText(parameter: Parameter): string {
  return `${parameter.type} ${parameter.name}`;
}

function compareTypes(place: Place, says: string, is: string, identity: Identify, found: Contradiction[]): void {
  if (says === is) return;
  const one = identity(says);
  const other = identity(is);
  const grade =
    one.machine !== other.machine
      ? 'machine'
      : one.meaning !== other.meaning
        ? 'meaning'
        : one.cpp !== other.cpp
          ? 'cpp'
          : undefined;
  if (grade) found.push({ ...place, grade, says, is });
}

function compareFields(
  symbol: string,
  page: string | undefined,
  fields: readonly Field[],
  facts: readonly FactField[],
  identity: Identify,
  found: Contradiction[],
): void {
  if (fields.length !== facts.length) {
    found.push({
      symbol,
      page,
      grade: 'machine',
      what: 'field count',
      says: fields.map((field) => `${field.type} ${field.name}`).join('; '),
      is: facts.map((fact) => ('kind' in fact ? `${fact.kind} ${fact.name}` : `${fact[1]} ${fact[0]}`)).join('; '),
    });
    return;
  }
  for (const [index, field] of fields.entries()) {
    const fact = facts[index] as FactField;
    const place = { symbol, page, what: 'field', position: index + 1 } as const;
    if ('kind' in fact) {
      if (field.nested) compareFields(symbol, page, field.nested.fields, fact.fields, identity, found);
      else found.push({ ...place, grade: 'machine', says: `${field.type} ${field.name}`, is: fact.kind });
      continue;
    }
    const [name, type] = fact;
    if (field.nested) found.push({ ...place, grade: 'machine', says: field.nested.kind, is: `${type} ${name}` });
    else compareTypes(place, field.type, type, identity, found);
    if (field.name !== name) found.push({ ...place, grade: 'name', says: field.name, is: name });
  }
}

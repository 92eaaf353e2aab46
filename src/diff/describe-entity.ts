import type { Model, ModelList } from '../model/model.ts';
import type { EntityOf } from './identities.ts';
import { counted, hresultText } from './wording.ts';

const descriptions: { readonly [L in ModelList]: (entity: Model[L][number]) => string } = {
  interfaces: ({ methods }) => `interface with ${counted(methods.length, 'method')}`,
  enums: ({ members }) => `enumeration with ${counted(members.length, 'enumerator')}`,
  structs: ({ kind, fields }) => `${kind === 'union' ? 'union' : 'structure'} with ${counted(fields.length, 'field')}`,
  functions: ({ parameters }) => `function with ${counted(parameters.length, 'parameter')}`,
  callbacks: ({ parameters }) => `callback with ${counted(parameters.length, 'parameter')}`,
  typedefs: ({ type }) => `typedef of ${type}`,
  constants: ({ value }) => `constant ${typeof value === 'string' ? JSON.stringify(value) : value}`,
  guids: ({ kind, guid }) => `${kind.toUpperCase()} ${guid}`,
  coclasses: ({ interfaces }) => `coclass with ${counted(interfaces.length, 'interface')}`,
  hresults: ({ value }) => `HRESULT ${hresultText(value)}`,
  markers: ({ kind }) => (kind === 'attribute' ? 'attribute' : 'managed class'),
};

/** What an entity is, in a few words: `interface with 5 methods`. */
export function describeEntity<L extends ModelList>(list: L, entity: EntityOf<L>): string {
  const describe: (entity: EntityOf<L>) => string = descriptions[list];
  return describe(entity);
}

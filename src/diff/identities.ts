import type { Field, Model, ModelList } from '../model/model.ts';
import { signatureText } from './compare-signature.ts';
import { type Identity, samePage } from './match-entities.ts';
import { renameWords } from './type-comparison.ts';

/** The entity type of a list of the model. */
export type EntityOf<L extends ModelList> = Model[L][number];

/**
 * What proves, in each list, that an entity was renamed: what identifies it at run time (IID, GUID, HRESULT value), all
 * that it consists of, or the page that documents it together with an equal declaration.
 *
 * @param renames Old name to new name of the entities renamed so far, for the types in declarations.
 */
export function identitiesOf(renames: ReadonlyMap<string, string>): {
  readonly [L in ModelList]: readonly Identity<EntityOf<L>>[];
} {
  const renamed = (text: string) => renameWords(text, renames);
  const fields = (entity: EntityOf<'structs'>) => renamed(`${entity.kind} ${fieldsText(entity.fields)}`);
  return {
    interfaces: [
      ({ iid }) => iid,
      (entity) =>
        entity.methods.length === 0
          ? undefined
          : samePage<typeof entity>(({ methods }) =>
              methods.map((method) => `${method.name} ${signatureText(method, renames)}`).join('\n'),
            )(entity),
    ],
    enums: [
      ({ members }) =>
        members.length === 0 ? undefined : members.map(({ name, value }) => `${name}=${value}`).join(','),
    ],
    structs: [samePage(fields), (entity) => (entity.fields.length < 2 ? undefined : fields(entity))],
    functions: [samePage((entity) => signatureText(entity, renames))],
    callbacks: [samePage((entity) => signatureText(entity, renames))],
    typedefs: [samePage(({ type }) => renamed(type))],
    constants: [samePage(({ value }) => JSON.stringify(value))],
    guids: [({ kind, guid }) => `${kind} ${guid}`],
    coclasses: [({ clsid }) => clsid],
    hresults: [({ value }) => String(value)],
    markers: [samePage(({ kind }) => kind)],
  };
}

function fieldsText(fields: readonly Field[]): string {
  return fields
    .map(({ name, type, nested, bits }) => {
      const what = nested ? `${nested.kind} {${fieldsText(nested.fields)}}` : type;
      return `${what} ${name}${bits === undefined ? '' : `:${bits}`};`;
    })
    .join(' ');
}

import type {
  ApiFunction,
  Callback,
  Coclass,
  Constant,
  Enumeration,
  Field,
  Interface,
  Model,
  Signature,
  Structure,
  Typedef,
} from '../model/model.ts';
import type { Listed, NameIndex } from './name-index.ts';

/** Something that an entity cannot do without. */
export interface Need {
  readonly of: Listed;
  /** What it is to the entity, for a person: `its base interface`, `type of parameter ppTask of CreateTask`. */
  readonly role: string;
}

/**
 * Answers what the entities of a model need: bases, the types of parameters, results and fields, what typedefs stand
 * for, array dimensions, the interfaces of coclasses, and the HRESULTs that methods and functions document.
 *
 * @returns A function from an entity to its needs, in the order of its declaration.
 */
export function createNeeds(model: Model, index: NameIndex): (listed: Listed) => readonly Need[] {
  const hresults = new Map(model.hresults.map((entity) => [entity.name, entity]));
  const scoped = new Map<string, Enumeration[]>();
  for (const entity of model.enums) {
    if (entity.scope === undefined) continue;
    const list = scoped.get(entity.scope);
    if (list) list.push(entity);
    else scoped.set(entity.scope, [entity]);
  }

  return ({ list, entity }) => {
    const needs: Need[] = [];
    const name = (text: string, role: string): void => {
      const of = index.ofType(text);
      if (of !== undefined && of.entity !== entity) needs.push({ of, role });
    };
    const type = (text: string, role: string): void => {
      for (const word of text.match(/[A-Za-z_]\w*/g) ?? []) name(word, role);
    };
    const signature = (of: Signature, where: string): void => {
      type(of.returns, `type that ${where} returns`);
      for (const parameter of of.parameters) type(parameter.type, `type of parameter ${parameter.name} of ${where}`);
      for (const result of of.hresults) {
        const hresult = hresults.get(result.name);
        if (hresult) needs.push({ of: { list: 'hresults', entity: hresult }, role: `documented result of ${where}` });
      }
    };
    const fields = (of: readonly Field[]): void => {
      for (const field of of) {
        if (field.nested) fields(field.nested.fields);
        else type(field.type, `type of field ${field.name}`);
      }
    };

    switch (list) {
      case 'interfaces': {
        const { base, methods } = entity as Interface;
        if (base !== undefined) name(base, 'base interface');
        for (const method of methods) signature(method, method.name);
        break;
      }
      case 'functions':
      case 'callbacks':
        signature(entity as ApiFunction | Callback, 'the function');
        break;
      case 'structs':
        fields((entity as Structure).fields);
        for (const inner of scoped.get(entity.name) ?? []) name(inner.name, 'enumeration inside of it');
        break;
      case 'enums': {
        const { scope } = entity as Enumeration;
        if (scope !== undefined) name(scope, 'structure around it');
        break;
      }
      case 'typedefs':
        type((entity as Typedef).type, 'type that it stands for');
        break;
      case 'constants': {
        const { type: own } = entity as Constant;
        if (own !== undefined) type(own, 'type of the constant');
        break;
      }
      case 'coclasses':
        for (const one of (entity as Coclass).interfaces) name(one.name, 'interface of the coclass');
        break;
      default:
        break;
    }
    return needs;
  };
}

import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type {
  ApiFunction,
  Callback,
  Coclass,
  Constant,
  Entity,
  Enumeration,
  Interface,
  Model,
  NamedGuid,
  Structure,
  Typedef,
} from '../../model/model.ts';
import { type Catalogue, PLATFORM_MODULE, type StructureShape } from './catalogue.ts';
import { moduleName, tsIdentifier } from './names.ts';

/** What one module declares, each list in the model's order. */
export interface ModuleEntities {
  readonly module: string;
  readonly typedefs: Typedef[];
  readonly enums: Enumeration[];
  readonly structs: Structure[];
  readonly platformStructs: StructureShape[];
  readonly interfaces: Interface[];
  readonly callbacks: Callback[];
  readonly functions: ApiFunction[];
  readonly constants: Constant[];
  readonly guids: NamedGuid[];
  readonly coclasses: Coclass[];
}

/**
 * Sorts the entities of a model into modules. All modules can be imported together, so a name is exported once: who
 * comes second is left out with CB612. IUnknown is the runtime's.
 */
export function groupByModule(model: Model, catalogue: Catalogue, diagnostics: Diagnostic[]): ModuleEntities[] {
  const modules = new Map<string, ModuleEntities>();
  const owners = new Map<string, string>(model.hresults.map(({ name }) => [tsIdentifier(name), `HRESULT ${name}`]));
  const take = (entity: Entity, kind: string, names: readonly string[] = [entity.name]): ModuleEntities | undefined => {
    const identifiers = names.map(tsIdentifier);
    const taken = identifiers.find((identifier) => owners.has(identifier));
    if (taken !== undefined) {
      diagnostics.push(
        diagnostic('CB612', `${kind} ${entity.name} is left out: ${owners.get(taken)} has its name in TypeScript`),
      );
      return undefined;
    }
    for (const identifier of identifiers) owners.set(identifier, `${kind} ${entity.name}`);
    return moduleOf(modules, moduleName(entity.header));
  };
  for (const entity of model.interfaces) {
    if (entity.name !== 'IUnknown')
      take(entity, 'interface', [entity.name, `${entity.name}Raw`])?.interfaces.push(entity);
  }
  for (const entity of model.enums) take(entity, 'enumeration')?.enums.push(entity);
  for (const entity of model.structs) if (entity.name !== 'GUID') take(entity, 'structure')?.structs.push(entity);
  for (const entity of model.typedefs) take(entity, 'typedef')?.typedefs.push(entity);
  for (const entity of model.callbacks) take(entity, 'callback')?.callbacks.push(entity);
  for (const entity of model.functions) take(entity, 'function')?.functions.push(entity);
  for (const entity of model.guids) take(entity, 'GUID')?.guids.push(entity);
  // A macro that repeats an HRESULT for one header says nothing that the HRESULT does not.
  const results = new Map(model.hresults.map(({ name, value }) => [name, value]));
  const constants = model.constants.filter(({ name, value }) => results.get(name) !== value);
  for (const entity of constants) take(entity, 'constant')?.constants.push(entity);
  for (const entity of model.coclasses) take(entity, 'coclass')?.coclasses.push(entity);
  const platform = moduleOf(modules, PLATFORM_MODULE);
  for (const shape of catalogue.platformStructures()) {
    if (!owners.has(tsIdentifier(shape.name))) platform.platformStructs.push(shape);
  }
  return [...modules.values()].sort((a, b) => (a.module < b.module ? -1 : 1));
}

function moduleOf(modules: Map<string, ModuleEntities>, module: string): ModuleEntities {
  const known = modules.get(module);
  if (known) return known;
  const entities = emptyModule(module);
  modules.set(module, entities);
  return entities;
}

/** A module that declares nothing. */
export function emptyModule(module: string): ModuleEntities {
  return {
    module,
    typedefs: [],
    enums: [],
    structs: [],
    platformStructs: [],
    interfaces: [],
    callbacks: [],
    functions: [],
    constants: [],
    guids: [],
    coclasses: [],
  };
}

import {
  callbackView,
  coclassView,
  constantView,
  type DeclarationView,
  enumView,
  functionView,
  guidView,
  interfaceView,
  type ModuleContext,
  structureView,
  typedefView,
} from './declaration-views.ts';
import type { ModuleEntities } from './module-entities.ts';

/** The declarations of a module in the order in which it has them: types before what uses them. */
export function moduleDeclarations(entities: ModuleEntities, context: ModuleContext): DeclarationView[] {
  const { imports } = context;
  const views: (DeclarationView | undefined)[] = [
    ...entities.typedefs.map((entity) => typedefView(entity, context)),
    ...entities.enums.map((entity) => enumView(entity, context)),
    ...entities.platformStructs.map((shape) =>
      imports.attempt(() => structureView(shape, { documented: true }, context)),
    ),
    ...entities.structs.map((entity) => imports.attempt(() => structureView(entity, entity, context))),
    ...entities.callbacks.map((entity) => callbackView(entity, context)),
    ...entities.interfaces.map((entity) => interfaceView(entity, context)),
    ...entities.functions.map((entity) => functionView(entity, context)),
    ...entities.guids.map((entity) => guidView(entity, context)),
    ...entities.coclasses.map((entity) => coclassView(entity, context)),
    ...entities.constants.map((entity) => constantView(entity, context)),
  ];
  return views.filter((view) => view !== undefined);
}

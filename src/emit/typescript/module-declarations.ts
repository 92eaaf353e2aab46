import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Entity } from '../../model/model.ts';
import { ProseLedger } from '../attribution.ts';
import type { EmitOptions } from '../output-file.ts';
import type { Catalogue } from './catalogue.ts';
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
import { Tsdoc } from './documentation.ts';
import type { ModuleEntities } from './module-entities.ts';
import { ModuleImports } from './module-imports.ts';
import { ValueTypes } from './value-types.ts';

/** What makes the declarations of all modules. */
export interface DeclarationContext {
  readonly catalogue: Catalogue;
  /** HRESULTs by name, for `typeof S_OK`. */
  readonly hresults: ReadonlyMap<string, number>;
  readonly options: EmitOptions;
}

/** A declaration, and what its module has to have for it. */
export interface Declaration {
  /** Absent where TypeScript cannot express it. */
  readonly view?: DeclarationView;
  readonly imports: ModuleImports;
  /** Whether it carries prose of the docs. */
  readonly prose: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

type MakeView = (context: ModuleContext) => DeclarationView | undefined;

/** The declarations of a module in the order in which it has them: types before what uses them. */
export function moduleDeclarations(entities: ModuleEntities, context: DeclarationContext): Declaration[] {
  const { module } = entities;
  const { rendered } = context.options;
  const declared =
    <E extends Entity>(make: (entity: E, context: ModuleContext) => DeclarationView | undefined) =>
    (entity: E): Declaration => {
      const makePart = () => declaration(module, context, (own) => make(entity, own));
      return rendered?.part?.('typescript', [entity], module, makePart) ?? makePart();
    };
  return [
    ...entities.typedefs.map(declared(typedefView)),
    ...entities.enums.map(declared(enumView)),
    ...entities.platformStructs.map((shape) =>
      declaration(module, context, (own) => structureView(shape, { documented: true }, own)),
    ),
    ...entities.structs.map(declared((entity, own) => structureView(entity, entity, own))),
    ...entities.callbacks.map(declared(callbackView)),
    ...entities.interfaces.map(declared(interfaceView)),
    ...entities.functions.map(declared(functionView)),
    ...entities.guids.map(declared(guidView)),
    ...entities.coclasses.map(declared(coclassView)),
    ...entities.constants.map(declared(constantView)),
  ];
}

function declaration(module: string, context: DeclarationContext, make: MakeView): Declaration {
  const { catalogue, hresults, options } = context;
  const ledger = new ProseLedger();
  const imports = new ModuleImports(module, catalogue);
  const diagnostics: Diagnostic[] = [];
  const view = make({
    catalogue,
    imports,
    types: new ValueTypes(catalogue, imports),
    module,
    hresults,
    docs: new Tsdoc(options.comments, ledger),
    obstacle: (what, reason) => {
      diagnostics.push(diagnostic('CB611', `${what} cannot be called from TypeScript: ${reason}`));
    },
  });
  return { ...(view && { view }), imports, prose: ledger.needsAttribution, diagnostics };
}

import type { Diagnostic, StageResult } from '../../diagnostics/diagnostic.ts';
import type { TypeTable } from '../../model/canonical.ts';
import { modelLists } from '../../model/json.ts';
import type { Entity, Model } from '../../model/model.ts';
import { ATTRIBUTION, ProseLedger } from '../attribution.ts';
import type { EmitOptions, OutputFile } from '../output-file.ts';
import type { DeclarationText, FileFrame, Target } from '../target.ts';
import { createTemplateEngine, type TemplateEngine, TemplateError } from '../template-engine.ts';
import { Catalogue } from './catalogue.ts';
import type { DeclarationView } from './declaration-views.ts';
import { Tsdoc } from './documentation.ts';
import { hresultView } from './hresult-view.ts';
import { type Declaration, moduleDeclarations } from './module-declarations.ts';
import { emptyModule, groupByModule, type ModuleEntities } from './module-entities.ts';
import { ModuleImports } from './module-imports.ts';
import { moduleName, tsIdentifier } from './names.ts';

/** What the target can be told beside what every target is told. */
export interface TypescriptOptions {
  /** Module specifier of the runtime in generated modules. */
  readonly runtime: string;
}

/**
 * TypeScript modules: one per header of the model with its interfaces, enumerations, structures, functions, callbacks,
 * typedefs, constants and GUIDs, `hresult.ts`, and `index.ts` that exports them all. Erasable syntax only, strict.
 */
export const typescriptTarget: Target = createTypescriptTarget({ runtime: 'clr-bindgen/runtime' });

/** Makes the target with options of its own. */
export function createTypescriptTarget(own: TypescriptOptions): Target {
  return {
    name: 'typescript',
    emit: (model, types, options) => emit(model, types, options, own),
    declarations,
    frames: (entities, model, types, options) => frames(entities, contextOf(model, types, options, own)),
  };
}

function declarations(
  entities: readonly Entity[],
  model: Model,
  types: TypeTable,
  options: EmitOptions,
): readonly DeclarationText[] | undefined {
  const engine = createTemplateEngine(options.templates);
  const context = { catalogue: new Catalogue(model, types), hresults: hresultValues(model), options };
  const texts: DeclarationText[] = [];
  for (const entity of entities) {
    const module = moduleName(entity.header);
    const list = modelLists.find((one) => (model[one] as readonly Entity[]).includes(entity));
    if (list === undefined || !(list in emptyModule(module))) continue;
    const made = moduleDeclarations({ ...emptyModule(module), [list]: [entity] }, context);
    for (const { view, imports, prose, diagnostics } of made) {
      if (view === undefined) return undefined;
      const text = engine.render(view.partial, view).trim();
      const beside = JSON.stringify(imports.statements(''));
      texts.push({ path: `typescript/${module}.ts`, text, prose, beside, diagnostics });
    }
  }
  return texts;
}

/** What the modules of some entities import. */
function frames(entities: readonly Entity[], context: EmitContext): readonly FileFrame[] {
  const modules = new Set(entities.map(({ header }) => moduleName(header)));
  return groupByModule(context.model, context.catalogue, []).flatMap((entities): FileFrame[] => {
    if (!modules.has(entities.module)) return [];
    const text = moduleText(entities, moduleDeclarations(entities, context), [], context).trimEnd();
    return [{ path: `typescript/${entities.module}.ts`, key: text, text: () => text }];
  });
}

function hresultValues(model: Model): ReadonlyMap<string, number> {
  return new Map(model.hresults.map(({ name, value }) => [tsIdentifier(name), value]));
}

interface EmitContext {
  readonly model: Model;
  readonly engine: TemplateEngine;
  readonly catalogue: Catalogue;
  readonly hresults: ReadonlyMap<string, number>;
  readonly options: EmitOptions;
  readonly runtime: string;
  readonly diagnostics: Diagnostic[];
}

function contextOf(model: Model, types: TypeTable, options: EmitOptions, own: TypescriptOptions): EmitContext {
  return {
    model,
    engine: createTemplateEngine(options.templates),
    catalogue: new Catalogue(model, types),
    hresults: hresultValues(model),
    options,
    runtime: own.runtime,
    diagnostics: [],
  };
}

function emit(model: Model, types: TypeTable, options: EmitOptions, own: TypescriptOptions): StageResult<OutputFile[]> {
  const context = contextOf(model, types, options, own);
  const { diagnostics } = context;
  try {
    const modules = groupByModule(model, context.catalogue, diagnostics);
    const files = modules.map((entities) => knownModuleFile(entities, context));
    files.push(knownHresultFile(model, context), indexFile(modules, context));
    files.sort((a, b) => (a.path < b.path ? -1 : 1));
    return { value: files, diagnostics };
  } catch (error) {
    if (error instanceof TemplateError) return { value: [], diagnostics: [...diagnostics, error.toDiagnostic()] };
    throw error;
  }
}

/** The module of an earlier run where nothing of it changed, else a new one. */
function knownModuleFile(entities: ModuleEntities, context: EmitContext): OutputFile {
  const { rendered } = context.options;
  if (!rendered) return moduleFile(entities, context);
  const { module, platformStructs, ...lists } = entities;
  const path = `typescript/${module}.ts`;
  const names = Object.entries(lists).map(([list, of]) => [list, of.map(({ name }) => name)]);
  const file = rendered.file(path, Object.values(lists).flat(), [context.runtime, platformStructs, names], () => {
    const found: Diagnostic[] = [];
    return { text: moduleFile(entities, { ...context, diagnostics: found }).text, diagnostics: found };
  });
  context.diagnostics.push(...file.diagnostics);
  return file;
}

function moduleFile(entities: ModuleEntities, context: EmitContext): OutputFile {
  const { options, diagnostics, engine } = context;
  const parts = moduleDeclarations(entities, context);
  const declarations = parts.flatMap(({ view }) => view ?? []);
  for (const part of parts) diagnostics.push(...part.diagnostics);
  if (options.rendered?.part) for (const declaration of declarations) engine.keep(declaration);
  return { path: `typescript/${entities.module}.ts`, text: moduleText(entities, parts, declarations, context) };
}

/** The text of a module with some of its declarations, or none. */
function moduleText(
  { module }: ModuleEntities,
  parts: readonly Declaration[],
  declarations: readonly DeclarationView[],
  context: EmitContext,
): string {
  const { catalogue, options, engine } = context;
  const imports = new ModuleImports(module, catalogue);
  for (const part of parts) if (part.view) imports.include(part.imports);
  return engine.render('typescript/module', {
    generator: options.generator,
    notices: parts.some(({ prose }) => prose) ? [ATTRIBUTION] : [],
    imports: imports.statements(context.runtime),
    reexports: module === 'clr_platform',
    runtime: context.runtime,
    declarations,
  });
}

/** The module of the HRESULTs of an earlier run where none changed, else a new one. */
function knownHresultFile(model: Model, context: EmitContext): OutputFile {
  const { rendered } = context.options;
  if (!rendered) return hresultFile(model, context);
  const path = 'typescript/hresult.ts';
  return rendered.file(path, [], null, () => ({ text: hresultFile(model, context).text, diagnostics: [] }));
}

function hresultFile(model: Model, { engine, options }: EmitContext): OutputFile {
  const ledger = new ProseLedger();
  const view = hresultView(model.hresults, new Tsdoc(options.comments, ledger));
  const notices = ledger.needsAttribution ? [ATTRIBUTION] : [];
  return {
    path: 'typescript/hresult.ts',
    text: engine.render('typescript/hresult', { generator: options.generator, notices, ...view }),
  };
}

function indexFile(modules: readonly ModuleEntities[], { engine, options }: EmitContext): OutputFile {
  const names = [...modules.map(({ module }) => module), 'hresult'].sort();
  return {
    path: 'typescript/index.ts',
    text: engine.render('typescript/index', { generator: options.generator, notices: [], modules: names }),
  };
}

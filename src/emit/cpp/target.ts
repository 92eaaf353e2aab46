import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { TypeTable } from '../../model/canonical.ts';
import type { Entity, Model } from '../../model/model.ts';
import { ATTRIBUTION } from '../attribution.ts';
import { safeCommentLine } from '../comment-text.ts';
import { cppIdentifier } from '../identifier.ts';
import type { EmitOptions, OutputFile } from '../output-file.ts';
import type { DeclarationText, FileFrame, Target } from '../target.ts';
import { createTemplateEngine, type TemplateEngine, TemplateError } from '../template-engine.ts';
import { createBesides, requests } from './beside.ts';
import { defaultsViews } from './default-views.ts';
import { allGuids } from './definitions.ts';
import { extrasOf } from './extras.ts';
import { includeGuard } from './guards.ts';
import { headerDeclarations, isFunction } from './header-declarations.ts';
import { hresultFiles, hresultHeaders } from './hresult.ts';
import { collectNames, type Declared, headerFile as fileOf, type Names, scopeOf } from './names.ts';
import { type HeaderPlan, planHeaders } from './plan.ts';
import { REQUEST_HEADER } from './struct-requests.ts';
import { cppDeclarator } from './type-text.ts';
import type { HeaderView } from './views.ts';

/** Headers whose functions have names too common for the global namespace, by the namespace below `clr`. */
const FUNCTION_NAMESPACES: Readonly<Record<string, string>> = { 'wminet_utils.h': 'wminet_utils' };

/**
 * C++ headers: one per header of the model, `clr.h` that includes them all, `clr_platform.h` with the base types, and
 * `clr_hresult.h`. They compile alone, in any order, with C++11 and later, with or without the Windows SDK.
 */
export const cppTarget: Target = { name: 'cpp', emit, declarations, frames };

function emit(model: Model, types: TypeTable, options: EmitOptions): ReturnType<Target['emit']> {
  const diagnostics: Diagnostic[] = [];
  try {
    const engine = createTemplateEngine(options.templates);
    const names = collectNames(model, types.platform);
    const plans = planHeaders(names, types);
    const files: OutputFile[] = [];
    const context = { names, engine, options, guidNames: new Set(model.guids.map((guid) => guid.name)) };
    for (const plan of plans) {
      files.push(knownHeaderFile(plan, context));
      for (const { declared, obstacle } of plan.omitted) diagnostics.push(omission(declared, obstacle));
    }
    files.push(...knownHresultFiles(model, context));
    const umbrella = files.map((file) => file.path.replace(/^cpp\//, '')).filter((file) => file !== 'clr_hresult.h');
    files.push(...optionalFiles(context, model, plans));
    const generator = options.generator;
    files.push(
      { path: 'cpp/clr_platform.h', text: engine.render('cpp/clr_platform', { generator, notices: [] }) },
      { path: 'cpp/clr.h', text: engine.render('cpp/umbrella', { generator, notices: [], headers: umbrella.sort() }) },
    );
    files.sort((a, b) => (a.path < b.path ? -1 : 1));
    return { value: files, diagnostics };
  } catch (error) {
    if (error instanceof TemplateError) return { value: [], diagnostics: [...diagnostics, error.toDiagnostic()] };
    throw error;
  }
}

function declarations(
  entities: readonly Entity[],
  model: Model,
  types: TypeTable,
  options: EmitOptions,
): readonly DeclarationText[] {
  const engine = createTemplateEngine(options.templates);
  const names = collectNames(model, types.platform);
  const context = { names, options, guidNames: new Set(model.guids.map((guid) => guid.name)) };
  const besides = createBesides(names, types, options.cpp ?? {});
  return entities.flatMap((entity) => {
    const file = fileOf(entity);
    const scope = scopeOf(entity);
    const declared = (names.headers.get(file) ?? []).filter((one) => scopeOf(one.entity) === scope);
    const beside = JSON.stringify(declared.map((one) => besides.of(one)));
    return headerDeclarations(declared, context).map(({ view, prose }) => {
      const partial = isFunction(view) && FUNCTION_NAMESPACES[file] ? 'cpp/_namespaced-function' : view.partial;
      const text = withoutGaps(engine.render(partial, view)).trim();
      return { path: `cpp/${file}`, text, prose, beside, diagnostics: [] };
    });
  });
}

function frames(
  _entities: readonly Entity[],
  model: Model,
  types: TypeTable,
  options: EmitOptions,
): readonly FileFrame[] {
  const engine = createTemplateEngine(options.templates);
  const names = collectNames(model, types.platform);
  const plans = planHeaders(names, types);
  const { c, implementations = true } = options.cpp ?? {};
  const defaults = implementations ? [...defaultsOf(names, options.generator, plans)] : [];
  return [
    ...plans.map((plan) => ({ path: `cpp/${plan.file}`, key: JSON.stringify(frameOf(plan, names)) })),
    ...defaults.map(([file, view]) => {
      return { path: `cpp/${file}`, key: JSON.stringify(view), text: () => engine.render('cpp/defaults', view) };
    }),
    { path: '', key: c === true ? JSON.stringify(model.interfaces.map(({ methods }) => methods)) : '' },
  ];
}

interface EmitContext {
  readonly names: Names;
  readonly engine: TemplateEngine;
  readonly options: EmitOptions;
  readonly guidNames: ReadonlySet<string>;
}

/** The header of an earlier run where nothing of it changed, else a new one. */
function knownHeaderFile(plan: HeaderPlan, context: EmitContext): OutputFile {
  const { rendered } = context.options;
  if (!rendered) return headerFile(plan, context);
  const { declarations, omitted, repeated } = plan;
  const described = [...declarations, ...repeated, ...omitted.map(({ declared }) => declared)];
  const path = `cpp/${plan.file}`;
  return rendered.file(
    path,
    described.map(({ entity }) => entity),
    frameOf(plan, context.names),
    () => ({ text: headerFile(plan, context).text, diagnostics: [] }),
  );
}

/** What a header is without the texts of its declarations, or has of interfaces that it does not mention, as plain data. */
function frameOf({ declarations, omitted, repeated, ...frame }: HeaderPlan, names: Names): unknown {
  const parts = [declarations, repeated, omitted.map(({ declared }) => declared)].map((list) => list.map(nameOf));
  const asked = frame.file === REQUEST_HEADER ? requests(names) : [];
  return [frame, parts, omitted.map(({ obstacle }) => obstacle), asked];
}

function nameOf({ kind, entity }: Declared): string {
  return `${kind} ${entity.name}`;
}

function headerFile(plan: HeaderPlan, context: EmitContext): OutputFile {
  const { engine, options } = context;
  const parts = headerDeclarations(plan.declarations, context);
  if (options.rendered?.part) for (const { view } of parts) engine.keep(view);
  const view: HeaderView = {
    generator: options.generator,
    notices: parts.some(({ prose }) => prose) ? [ATTRIBUTION] : [],
    file: plan.file,
    guard: includeGuard(plan.file),
    includes: plan.includes,
    platformIncludes: plan.platformIncludes,
    forwards: plan.forwards.map((forward) => ({
      keyword: forward.keyword,
      tag: cppIdentifier(forward.tag),
      name: cppIdentifier(forward.name),
      interface: forward.interface,
    })),
    rare: plan.rare,
    repeated: plan.repeated.flatMap((declared) =>
      declared.kind === 'typedef'
        ? [{ declaration: cppDeclarator(declared.entity.type, cppIdentifier(declared.entity.name)) }]
        : [],
    ),
    before: extraText(plan.file, 'before', context),
    after: extraText(plan.file, 'after', context),
    omitted: plan.omitted.map(({ declared, obstacle }) => ({
      name: safeCommentLine(declared.entity.name),
      reason: safeCommentLine(omissionReason(declared, obstacle)),
    })),
    declarations: parts.flatMap(({ view }) => (isFunction(view) ? [] : [view])),
    functions: parts.flatMap(({ view }) => (isFunction(view) ? [view] : [])),
    functionNamespace: FUNCTION_NAMESPACES[plan.file] ?? '',
  };
  return { path: `cpp/${plan.file}`, text: withoutGaps(engine.render('cpp/header', view)) };
}

/** The HRESULT headers of an earlier run where no HRESULT changed, else new ones. */
function knownHresultFiles(model: Model, { engine, options }: EmitContext): OutputFile[] {
  let made: readonly OutputFile[] | undefined;
  return hresultHeaders.map((path) =>
    knownFile(path, null, options, () => {
      made ??= hresultFiles(model, engine, options);
      return made.find((file) => file.path === path)?.text ?? '';
    }),
  );
}

/** A file that depends on nothing but HRESULTs, the options and its frame: that of an earlier run, or a new one. */
function knownFile(path: string, frame: unknown, { rendered }: EmitOptions, render: () => string): OutputFile {
  if (!rendered) return { path, text: render() };
  return rendered.file(path, [], frame, () => ({ text: render(), diagnostics: [] }));
}

/** What stands beside the headers: definitions to link, base classes for implementers. */
function optionalFiles(
  { names, engine, options }: EmitContext,
  model: Model,
  plans: readonly HeaderPlan[],
): OutputFile[] {
  const { definitions = true, implementations = true } = options.cpp ?? {};
  const { generator } = options;
  const files: OutputFile[] = [];
  if (definitions) {
    const view = { generator, notices: [], guids: allGuids(model, names) };
    files.push(knownFile('cpp/clr_i.c', view, options, () => engine.render('cpp/clr_i', view)));
  }
  if (implementations) {
    for (const [file, view] of defaultsOf(names, generator, plans)) {
      files.push(knownFile(`cpp/${file}`, view, options, () => engine.render('cpp/defaults', view)));
    }
    if (files.some((file) => file.path.endsWith('_default.h'))) {
      const text = engine.render('cpp/clr_com_object', { generator, notices: [] });
      files.push({ path: 'cpp/clr_com_object.h', text });
    }
  }
  return files;
}

function defaultsOf(names: Names, generator: string, plans: readonly HeaderPlan[]): ReturnType<typeof defaultsViews> {
  const homes = new Map<Entity, string>(
    plans.flatMap(({ file, declarations }) => declarations.map(({ entity }) => [entity, file] as const)),
  );
  return defaultsViews(names, generator, (entity) => homes.get(entity));
}

function extraText(file: string, place: 'before' | 'after', { names, engine }: EmitContext): string {
  return extrasOf(file, names)
    .filter((extra) => extra.place === place)
    .map((extra) => engine.render(extra.template, {}))
    .join('\n');
}

/** Parts of a template that are empty leave blank lines behind. */
function withoutGaps(text: string): string {
  return text.replace(/\n{3,}/g, '\n\n');
}

function omissionReason(declared: Declared, obstacle: string): string {
  return obstacle === declared.entity.name ? 'its vtable is not known' : `${obstacle} is not known`;
}

function omission(declared: Declared, obstacle: string): Diagnostic {
  const name = declared.entity.name;
  return declared.kind === 'interface'
    ? diagnostic('CB602', `Interface ${name} is only declared forward: ${omissionReason(declared, obstacle)}`)
    : diagnostic('CB603', `${name} is left out of ${declared.entity.header}: ${omissionReason(declared, obstacle)}`);
}

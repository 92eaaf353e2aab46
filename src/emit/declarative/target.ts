import type { Diagnostic, StageResult } from '../../diagnostics/diagnostic.ts';
import type { TypeTable } from '../../model/canonical.ts';
import { emptyModel, modelLists } from '../../model/json.ts';
import type { Entity, Model, Structure } from '../../model/model.ts';
import { compareNames } from '../../model/order.ts';
import { ATTRIBUTION } from '../attribution.ts';
import type { EmitOptions, OutputFile } from '../output-file.ts';
import type { Target } from '../target.ts';
import { createTemplateEngine, TemplateError } from '../template-engine.ts';
import { TargetComments } from './comments.ts';
import { declarationsOf, type HeaderLists } from './declarations.ts';
import type { TargetDescription } from './description.ts';
import { TargetNames } from './names.ts';
import { hexadecimal, wrapped } from './numbers.ts';
import { structViews } from './struct-views.ts';
import { fill, TargetTypes } from './types.ts';
import type { BannerView, HeaderView, HresultView } from './views.ts';

/** The header of the types of Windows that the API uses and does not declare. */
const PLATFORM_HEADER = 'clr_platform.h';

/** Makes the target of a description: a folder of templates needs no code of its own. */
export function createDeclarativeTarget(name: string, description: TargetDescription): Target {
  return { name, emit: (model, types, options) => emit(name, description, model, types, options) };
}

function emit(
  target: string,
  description: TargetDescription,
  model: Model,
  table: TypeTable,
  options: EmitOptions,
): StageResult<readonly OutputFile[]> {
  const diagnostics: Diagnostic[] = [];
  const engine = createTemplateEngine(options.templates);
  const globals = modelLists.flatMap((list) => model[list].map(({ name }) => name));
  const names = new TargetNames(description, globals);
  const types = new TargetTypes(model, table, description, names);
  const taken = new Set<string>();
  const interfaces = new Map(model.interfaces.map((entity) => [entity.name, entity]));
  const { conventions } = description;
  const guidNames = new Set(model.guids.map((entity) => names.identifier(entity.name)));
  const shared = { names, types, conventions, interfaces, target, diagnostics, guidNames };
  const take = (word: string): boolean => !taken.has(word) && taken.add(word) !== undefined;
  const banner = (comments: TargetComments): BannerView => ({
    generator: options.generator,
    notices: comments.needsAttribution ? [comments.line(ATTRIBUTION)] : [],
  });
  const newComments = () => new TargetComments(options.comments, description.comments);

  const headers: HeaderView[] = [];
  const hresultComments = newComments();
  const hresults: HresultView[] = model.hresults.flatMap((entity) => {
    const word = names.identifier(entity.name);
    const value = BigInt(entity.value >>> 0);
    const comment = hresultComments.own(entity.description ?? '');
    const signed = String(wrapped(value, 32, true));
    return take(word) ? [{ name: word, comment, value: hexadecimal(value, 8), signed }] : [];
  });
  for (const [header, part] of partsOf(model)) {
    const comments = newComments();
    const lists = declarationsOf(part, { ...shared, comments, take });
    if (Object.values(lists).every((list) => list.length === 0)) continue;
    headers.push({ ...banner(comments), header, stem: stemOf(header, names), ...lists });
  }
  addPlatform(headers, platformLists(types, names, newComments(), take), {
    ...banner(newComments()),
    header: PLATFORM_HEADER,
    stem: stemOf(PLATFORM_HEADER, names),
  });
  const whole = {
    ...banner(hresultComments),
    headers: headers.map(({ header, stem }) => ({ header, stem })),
    hresults,
  };

  try {
    const files = description.outputs.flatMap(({ path, template, for: subject }) =>
      subjectsOf(subject, whole, headers).map((view) => ({
        path: fill(path, partsOfPath(view)),
        text: engine.render(template, view).replace(/\n{3,}/g, '\n\n'),
      })),
    );
    files.sort((a, b) => (a.path < b.path ? -1 : 1));
    return { value: files, diagnostics };
  } catch (error) {
    if (error instanceof TemplateError) return { value: [], diagnostics: [...diagnostics, error.toDiagnostic()] };
    throw error;
  }
}

/** Adds what comes from Windows to the header that the model may have for it. */
function addPlatform(
  headers: HeaderView[],
  { structs, opaques, interfaces }: PlatformLists,
  empty: Pick<HeaderView, 'generator' | 'notices' | 'header' | 'stem'>,
): void {
  const index = headers.findIndex(({ header }) => header === PLATFORM_HEADER);
  const known = headers[index];
  const merged = {
    ...(known ?? { ...emptyLists, ...empty }),
    structs: [...(known?.structs ?? []), ...structs],
    opaques: [...(known?.opaques ?? []), ...opaques],
    interfaces: [...(known?.interfaces ?? []), ...interfaces],
  };
  if (known) headers[index] = merged;
  else if (structs.length + opaques.length + interfaces.length > 0) headers.unshift(merged);
}

type PlatformLists = Pick<HeaderLists, 'structs' | 'opaques' | 'interfaces'>;

const emptyLists: Omit<HeaderLists, keyof PlatformLists> = {
  typedefs: [],
  enums: [],
  callbacks: [],
  coclasses: [],
  guids: [],
  constants: [],
  functions: [],
};

/** The entities of each header, in the model's order; headers by name. */
function partsOf(model: Model): [string, Model][] {
  const parts = new Map<string, Record<string, Entity[]>>();
  for (const list of modelLists) {
    if (list === 'hresults' || list === 'markers') continue;
    for (const entity of model[list]) {
      const header = entity.header.toLowerCase();
      const part = parts.get(header) ?? {};
      parts.set(header, { ...part, [list]: [...(part[list] ?? []), entity] });
    }
  }
  return [...parts]
    .sort(([a], [b]) => compareNames(a, b))
    .map(([header, lists]) => [header, { ...emptyModel, ...lists } as Model]);
}

function stemOf(header: string, names: TargetNames): string {
  return names.identifier(header.toLowerCase().replace(/\.h$/, ''));
}

/** What the declarations use and the model does not declare: structures of Windows, and names that nothing defines. */
function platformLists(
  types: TargetTypes,
  names: TargetNames,
  comments: TargetComments,
  take: (name: string) => boolean,
): PlatformLists {
  const structs: HeaderLists['structs'][number][] = [];
  const opaques: { name: string }[] = [];
  const interfaces: HeaderLists['interfaces'][number][] = [];
  const done = new Set<string>();
  types.text('GUID');
  // The fields of one structure may need another one.
  for (let left = true; left; ) {
    left = false;
    for (const [name, kind] of [...types.foreign].sort(([a], [b]) => compareNames(a, b))) {
      if (done.has(name)) continue;
      done.add(name);
      left = true;
      const word = names.identifier(name);
      if (!take(word)) continue;
      if (kind === 'opaque') opaques.push({ name: word });
      else if (kind === 'interface') interfaces.push(unknownInterface(word));
      else structs.push(...structViews(platformStruct(name, types), [], { names, types, comments }));
    }
  }
  structs.sort((a, b) => compareNames(a.name, b.name));
  return { structs, opaques, interfaces };
}

function platformStruct(name: string, types: TargetTypes): Structure {
  const { size, size32 } = types.sizesOf(name);
  return {
    name,
    header: PLATFORM_HEADER,
    documented: false,
    sources: {},
    kind: 'struct',
    pointerNames: [],
    fields: types.fieldsOf(name) ?? [],
    ...(size !== undefined && size32 !== undefined && { layout: { size, size32 } }),
  };
}

function unknownInterface(name: string): HeaderLists['interfaces'][number] {
  const known = { exact: false, callback: false, iid: null, base: '', baseVtable: '', methods: [], slots: [] };
  return { name, comment: [], vtable: `${name}Vtbl`, ...known };
}

function subjectsOf(
  subject: TargetDescription['outputs'][number]['for'],
  whole: BannerView & { readonly headers: unknown; readonly hresults: unknown },
  headers: readonly HeaderView[],
): readonly object[] {
  if (subject === 'model') return [whole];
  if (subject === 'header') return headers;
  const list = `${subject}s` as 'interfaces' | 'enums' | 'structs' | 'callbacks';
  return headers.flatMap(({ generator, notices, header, stem, ...lists }) =>
    lists[list].map((view) => ({ generator, notices, header, stem, ...view })),
  );
}

/** What the placeholders of an output's path stand for. */
function partsOfPath(view: object): Record<string, string> {
  const { name, header, stem } = view as { name?: string; header?: string; stem?: string };
  return {
    ...(name !== undefined && { name }),
    ...(header !== undefined && { header: header.replace(/[^a-z0-9_.-]/g, '_') }),
    ...(stem !== undefined && { stem }),
  };
}

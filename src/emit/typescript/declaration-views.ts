import { parseType } from '../../ctype/parse-type.ts';
import type {
  ApiFunction,
  Callback,
  Coclass,
  Constant,
  Enumeration,
  Interface,
  NamedGuid,
  Typedef,
} from '../../model/model.ts';
import type { StructureShape } from './catalogue.ts';
import type { Described, Tsdoc } from './documentation.ts';
import { moduleName, stringLiteral, tsIdentifier, tsPropertyName } from './names.ts';
import { methodView, type SignatureContext, type SignatureView, signatureView } from './signature-view.ts';
import { structureLayout } from './structure-view.ts';
import { plainScalar } from './value-types.ts';

/** The view of one declaration; `partial` names its template. */
export interface DeclarationView {
  readonly partial: string;
  readonly name: string;
  readonly comment: readonly string[];
}

/** What makes the views of a module. */
export interface ModuleContext extends SignatureContext {
  readonly docs: Tsdoc;
  /** Reports what cannot be expressed. */
  obstacle(what: string, reason: string, described: Described): void;
}

export function interfaceView(entity: Interface, context: ModuleContext): DeclarationView & Record<string, unknown> {
  const { docs, imports } = context;
  const name = tsIdentifier(entity.name);
  imports.runtimeValue('defineInterface');
  imports.runtimeType('Interface');
  const methods = entity.vtable === 'exact' ? entity.methods : [];
  const views = methods.map((method) => {
    const call = methodView(method, entity, context);
    const view = {
      ...call,
      comment: docs.lines(method, [`Slot ${method.slot}.`], { ...method, ...documentedCall(call) }),
    };
    if (view.obstacle !== '') context.obstacle(`${entity.name}::${method.name}`, view.obstacle, method);
    return view;
  });
  const root = entity.base === undefined;
  const base = root ? imports.runtimeType('NativeObject') : imports.type(entity.base);
  const baseModule = entity.base === undefined ? undefined : context.catalogue.moduleOf(entity.base);
  const rawBase = root
    ? ''
    : entity.base === 'IUnknown'
      ? imports.runtimeType('RawUnknown')
      : imports.rawType(entity.base);
  return {
    partial: 'typescript/_interface',
    name,
    comment: docs.lines(entity, entity.iid ? [`IID \`${entity.iid}\`.`] : []),
    callback: entity.callback,
    iid: entity.iid ?? '',
    base,
    rawBase,
    baseName: entity.base === undefined ? '' : stringLiteral(entity.base),
    baseModule: baseModule === undefined || baseModule === context.module ? '' : stringLiteral(baseModule),
    slot: entity.firstSlot,
    known: entity.vtable === 'exact',
    rawType: `${name}Raw`,
    methods: views.filter(({ obstacle }) => obstacle === ''),
    obstacles: views.filter(({ obstacle }) => obstacle !== ''),
    abi: views.map((view) => view.abi),
    documented: methods.flatMap((method, index) => {
      if (method.hresults.length === 0) return [];
      const list = method.hresults.flatMap(({ name: code, value, text }) => {
        if (value === undefined) return [];
        const meaning = docs.meaning(text, method);
        return [
          `${/^\w+$/.test(code) ? code : stringLiteral(code)}: [0x${value.toString(16)}${meaning ? `, ${stringLiteral(meaning)}` : ''}]`,
        ];
      });
      return [{ name: views[index]?.name ?? '', list: list.join(', ') }];
    }),
  };
}

/** Which parameters the comment of a call describes as arguments, and which as results. */
const documentedCall = ({ inputs, outputs }: SignatureView): Pick<SignatureView, 'inputs' | 'outputs'> => ({
  inputs,
  outputs,
});

export function enumView(entity: Enumeration, { docs }: ModuleContext): DeclarationView & Record<string, unknown> {
  const name = tsIdentifier(entity.name);
  const hexadecimal = entity.flags;
  return {
    partial: 'typescript/_enum',
    name,
    comment: docs.lines(entity, []),
    flags: entity.flags,
    members: entity.members.map((member) => ({
      name: tsPropertyName(member.name),
      value: hexadecimal && member.value >= 0 ? `0x${member.value.toString(16)}` : String(member.value),
      comment: docs.member(member.text, entity),
    })),
  };
}

export function structureView(
  shape: StructureShape,
  described: Described,
  context: ModuleContext,
): (DeclarationView & Record<string, unknown>) | undefined {
  const layout = structureLayout(shape, context.catalogue, context.types);
  if (typeof layout === 'string') {
    context.obstacle(shape.name, layout, described);
    return undefined;
  }
  context.imports.runtimeValue('defineStruct');
  context.imports.runtimeType('Struct');
  return {
    partial: 'typescript/_struct',
    name: tsIdentifier(shape.name),
    comment: context.docs.lines(described, []),
    label: stringLiteral(shape.name),
    kind: shape.kind,
    pack: shape.pack ?? 0,
    layout: stringLiteral(layout.text),
    fields: layout.fields.map(({ name, type, optional, text }) => ({
      name,
      type,
      optional,
      comment: context.docs.member(text, described),
    })),
  };
}

export function typedefView(entity: Typedef, context: ModuleContext): DeclarationView & Record<string, unknown> {
  const { catalogue, imports, docs, types } = context;
  const name = tsIdentifier(entity.name);
  const form = catalogue.typedefForm(entity.name);
  const view = { partial: 'typescript/_typedef', name, comment: docs.lines(entity, []), of: '', constructor_: '' };
  if (form.kind === 'brand') {
    const base = form.base ? imports.type(form.base) : form.of;
    imports.runtimeValue(form.token === undefined ? 'brand' : 'tokenOf');
    return {
      ...view,
      of: `${imports.runtimeType('Brand')}<${base}, ${stringLiteral(entity.name)}>`,
      constructor_:
        form.token === undefined
          ? `$brand<${form.of}, ${name}>(${stringLiteral(entity.name)}, ${stringLiteral(form.of)})`
          : `$tokenOf<${name}>(${stringLiteral(entity.name)}, 0x${form.token.toString(16).padStart(2, '0')})`,
    };
  }
  if (form.kind === 'handle') return { ...view, of: `${imports.runtimeType('Handle')}<${stringLiteral(entity.name)}>` };
  return { ...view, of: aliasType(entity, context) ?? types.value('void *', { kind: 'ptr' }) };
}

/** What a typedef stands for where it is no number of its own: a structure, an interface pointer, text, an enumeration. */
function aliasType(entity: Typedef, { catalogue, imports, types }: ModuleContext): string | undefined {
  const canonical = catalogue.types.resolve(entity.type);
  const target = canonical.kind === 'pointer' ? canonical.to : canonical;
  const byPointer = canonical.kind === 'pointer';
  switch (target.kind) {
    case 'struct':
      if (target.name === 'GUID') return imports.runtimeType('Guid');
      return byPointer || !catalogue.structure(target.name) ? undefined : imports.type(target.name);
    case 'interface':
      return catalogue.moduleOf(target.name) || target.name === 'IUnknown' ? imports.type(target.name) : undefined;
    case 'enum':
      return byPointer ? undefined : imports.type(target.name);
    case 'callback':
      return imports.type(target.name);
    case 'wchar':
    case 'char':
      return byPointer ? 'string' : 'number';
    case 'integer':
      return byPointer ? undefined : plainScalar(target.boolean ? 'bool' : target.bits === 64 ? 'u64' : 'u32');
    case 'float':
      return byPointer ? undefined : 'number';
    default:
      return byPointer ? undefined : types.value('void *', { kind: 'ptr' });
  }
}

export function constantView(
  entity: Constant,
  { catalogue, imports, docs }: ModuleContext,
): DeclarationView & Record<string, unknown> {
  // A nil token has the type that its name begins with: `mdTypeDefNil`.
  const written = entity.type ?? /^(md\w+)Nil$/.exec(entity.name)?.[1];
  const type = written === undefined ? undefined : parseType(written);
  const form = type && type.pointers.length === 0 ? catalogue.typedefForm(type.name) : undefined;
  const cast = type && form?.kind === 'brand' ? ` as ${imports.type(type.name)}` : '';
  return {
    partial: 'typescript/_constant',
    name: tsIdentifier(entity.name),
    comment: docs.lines(entity, []),
    value: constantValue(entity, catalogue) + cast,
  };
}

function constantValue({ value, type }: Constant, { types }: ModuleContext['catalogue']): string {
  const canonical = type === undefined ? undefined : types.resolve(type);
  const integer = typeof value === 'number' ? Number.isSafeInteger(value) : /^(?:0x[0-9a-f]+|-?\d+)$/i.test(value);
  if (integer && canonical?.kind === 'integer' && canonical.bits === 64) return `${value}n`;
  if (typeof value === 'number') return value > 0x7fff_ffff ? `0x${value.toString(16)}` : String(value);
  return integer && BigInt(value) > BigInt(Number.MAX_SAFE_INTEGER)
    ? `${value}n`
    : integer
      ? value
      : stringLiteral(value);
}

export function guidView(
  entity: NamedGuid,
  { imports, docs }: ModuleContext,
): DeclarationView & Record<string, unknown> {
  return {
    partial: 'typescript/_guid',
    name: tsIdentifier(entity.name),
    comment: docs.lines(entity, []),
    type: imports.runtimeType('Guid'),
    guid: stringLiteral(entity.guid),
  };
}

export function coclassView(
  entity: Coclass,
  { imports, docs }: ModuleContext,
): DeclarationView & Record<string, unknown> {
  const chosen = entity.interfaces.find((item) => item.default) ?? entity.interfaces[0];
  return {
    partial: 'typescript/_coclass',
    name: tsIdentifier(entity.name),
    comment: docs.lines(entity, []),
    type: imports.runtimeType('Guid'),
    clsid: entity.clsid === undefined ? '' : stringLiteral(entity.clsid),
    interfaces: entity.interfaces.map(({ name }) => stringLiteral(name)).join(', '),
    chosen: chosen ? stringLiteral(chosen.name) : '',
  };
}

export function functionView(
  entity: ApiFunction,
  context: ModuleContext,
): (DeclarationView & Record<string, unknown>) | undefined {
  const view = signatureView(entity, context, false);
  if (view.obstacle !== '') {
    context.obstacle(entity.name, view.obstacle, entity);
    return undefined;
  }
  context.imports.runtimeValue('defineFunction');
  context.imports.runtimeType('NativeFunction');
  return {
    partial: 'typescript/_function',
    ...view,
    name: tsIdentifier(entity.name),
    comment: context.docs.lines(entity, [], { ...entity, ...documentedCall(view) }),
    library: stringLiteral(libraryOf(entity)),
    abi: stringLiteral(exportedName(view.abi, libraryOf(entity))),
  };
}

/** Headers whose functions another DLL exports than the one of their name. */
const LIBRARIES: Readonly<Record<string, string>> = {
  cor: 'mscoree.dll',
  metahost: 'mscoree.dll',
  fusionpriv: 'fusion.dll',
};

/** The DLL that exports a function, in lower case: as docs or facts say, else the one of the header's name. */
function libraryOf({ module, library, header }: ApiFunction): string {
  const stated = module ?? /(\w+\.dll)/i.exec(library ?? '')?.[1];
  const stem = moduleName(header);
  return stated?.toLowerCase() ?? LIBRARIES[stem] ?? `${stem}.dll`;
}

/** The exported name: where two DLLs export different functions of one name, the model adds the DLL's. */
function exportedName(abi: string, library: string): string {
  const parenthesis = abi.indexOf('(');
  const name = abi.slice(0, Math.max(parenthesis, 0));
  const suffix = `_${library.replace(/\.dll$/, '')}`;
  return name.endsWith(suffix) ? name.slice(0, -suffix.length) + abi.slice(parenthesis) : abi;
}

export function callbackView(
  entity: Callback,
  context: ModuleContext,
): (DeclarationView & Record<string, unknown>) | undefined {
  const view = signatureView(entity, context, true);
  if (view.obstacle !== '') {
    context.obstacle(entity.name, view.obstacle, entity);
    return undefined;
  }
  context.imports.runtimeValue('defineCallback');
  context.imports.runtimeType('CallbackType');
  return {
    partial: 'typescript/_callback',
    ...view,
    name: tsIdentifier(entity.name),
    comment: context.docs.lines(entity, [], { ...entity, ...documentedCall(view) }),
    abi: stringLiteral(view.abi),
  };
}

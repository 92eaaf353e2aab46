import type { Coclass, Constant, Enumeration, Field, Interface, NamedGuid, Structure } from '../../model/model.ts';
import { cppIdentifier, isIdentifier, uniqueNames } from '../identifier.ts';
import type { Commenter } from './documentation.ts';
import { definedElsewhere } from './guards.ts';
import { definesGuids } from './guid-policy.ts';
import { guidArguments } from './guid-text.ts';
import { GUID_TYPES } from './guid-types.ts';
import { chainMethods, interfaceChain } from './interface-chain.ts';
import { type Declared, headerFile, type Names, scopedName, tagOf } from './names.ts';
import { functionView, methodView } from './signature-view.ts';
import { stringLiteral } from './string-literal.ts';
import { requestLines, startsZeroed } from './struct-requests.ts';
import { cppDeclarator, cppType } from './type-text.ts';
import type {
  CoclassView,
  ConstantView,
  DeclarationView,
  EnumView,
  GuidView,
  InterfaceView,
  MethodView,
  StructView,
} from './views.ts';

/** What the views of one header share. */
export interface ViewContext {
  readonly commenter: Commenter;
  readonly names: Names;
  /** Names of the GUID constants that the model has. */
  readonly guidNames: ReadonlySet<string>;
  /** Whether interfaces get vtable structures for C. */
  readonly c: boolean;
  /** Enumerations inside structures, by structure. */
  readonly scoped: ReadonlyMap<string, readonly Enumeration[]>;
}

/** The view of a declaration that is not a function. */
export function declarationView(
  declared: Exclude<Declared, { kind: 'function' }>,
  context: ViewContext,
): DeclarationView {
  const { commenter } = context;
  switch (declared.kind) {
    case 'interface':
      return interfaceView(declared.entity, context);
    case 'enum':
      return enumView(declared.entity, context);
    case 'struct':
      return structView(declared.entity, context);
    case 'callback':
      return {
        partial: 'cpp/_callback',
        ...functionView(declared.entity, commenter.lines(declared.entity, [], declared.entity)),
        pointer: declared.entity.form === 'pointer',
      };
    case 'typedef':
      return {
        partial: 'cpp/_typedef',
        name: cppIdentifier(declared.entity.name),
        comment: commenter.lines(declared.entity, []),
        declaration: cppDeclarator(declared.entity.type, cppIdentifier(declared.entity.name)),
      };
    case 'constant':
      return constantView(declared.entity, context);
    case 'guid':
      return guidView(declared.entity, commenter);
    case 'coclass':
      return coclassView(declared.entity, context);
  }
}

function interfaceView(entity: Interface, { commenter, names, c }: ViewContext): InterfaceView {
  const name = cppIdentifier(entity.name);
  const guid = guidArguments(entity.iid ?? '');
  const methodNames = uniqueNames(entity.methods.map((method) => method.name));
  return {
    partial: 'cpp/_interface',
    name,
    comment: commenter.lines(entity, guid === '' ? [] : [`IID {${entity.iid}}.`]),
    iid: guid === '' ? '' : (entity.iid as string),
    guid,
    base: entity.base === undefined ? '' : cppIdentifier(entity.base),
    iidMacro: definesGuids(headerFile(entity)) ? 'CLR_IID_INLINE' : 'CLR_IID',
    definedMacro: `__${name}_INTERFACE_DEFINED__`,
    vtable: c ? vtableView(entity, names) : [],
    methods: entity.methods.map((method, index) =>
      // MSVC lays overloads out in another order, hence no two methods of one interface share a name.
      methodView(
        { ...method, name: methodNames[index] as string },
        commenter.lines(method, [`Slot ${method.slot}.`], method),
      ),
    ),
  };
}

/** The slots of the whole base chain for C, whose structures have no bases. */
function vtableView(entity: Interface, names: Names): MethodView[] {
  const methods = chainMethods(interfaceChain(entity, names) ?? []);
  const unique = uniqueNames(methods.map((method) => method.name));
  return methods.map((method, index) => methodView({ ...method, name: unique[index] as string }, []));
}

function enumView(entity: Enumeration, { commenter, names }: ViewContext): EnumView {
  const named = isIdentifier(entity.name);
  const name = named ? cppIdentifier(entity.name) : '';
  const signed = entity.members.some((member) => member.value < 0);
  const hexadecimal = entity.flags && !signed;
  return {
    partial: 'cpp/_enum',
    name: entity.name,
    tag: named ? cppIdentifier(tagOf(entity, names)) : '',
    typeName: name,
    comment: commenter.lines(entity, []),
    underlying: entity.size === 4 ? '' : ` : ${signed ? '' : 'U'}INT${entity.size * 8}`,
    flags: entity.flags && named,
    members: entity.members.map((member) => ({
      name: cppIdentifier(member.name),
      value: enumValue(member.value, entity.size, signed, hexadecimal),
      comment: commenter.member(member.text, entity),
    })),
    elsewhere: elsewhere(entity.name),
  };
}

/** A value in the enumeration's integer: signed where a member is negative, as all members share one type. */
function enumValue(value: number, size: number, signed: boolean, hexadecimal: boolean): string {
  const suffix = size === 8 ? 'LL' : '';
  if (size === 8) return hexadecimal ? `0x${BigInt(value).toString(16)}ULL` : `${value}${suffix}`;
  if (signed && value > 0x7fffffff) return signedText(value | 0);
  if (value < 0) return signedText(value);
  return hexadecimal || value > 0x7fffffff
    ? `0x${value.toString(16).padStart(value > 0xffff ? 8 : 1, '0')}`
    : String(value);
}

function signedText(value: number): string {
  return value === -0x80000000 ? '(-2147483647 - 1)' : String(value);
}

function structView(entity: Structure, context: ViewContext): StructView {
  const { commenter, names } = context;
  const enums = context.scoped.get(entity.name) ?? [];
  const name = cppIdentifier(entity.name);
  const lines: string[] = [];
  fieldLines(entity.fields, '    ', lines, commenter, entity, startsZeroed(entity) ? ' CLR_ZEROED' : '');
  return {
    partial: 'cpp/_struct',
    name,
    keyword: entity.kind,
    tag: cppIdentifier(tagOf(entity, names)),
    comment: commenter.lines(entity, []),
    declarators: [name, ...entity.pointerNames.map((pointer) => `*${cppIdentifier(pointer)}`)].join(', '),
    enums: enums.map((scoped) => ({ ...enumView(scoped, context), typeName: cppIdentifier(scopedName(scoped)) })),
    lines,
    functions: requestLines(entity, names),
    pack: entity.pack ?? 0,
    layout: entity.layout ?? null,
    offsets: offsetsOf(entity.fields),
    elsewhere: elsewhere(entity.name),
  };
}

function fieldLines(
  fields: readonly Field[],
  indent: string,
  lines: string[],
  commenter: Commenter,
  owner: Structure,
  initializer: string,
): void {
  for (const field of fields) {
    for (const line of commenter.member(field.text, owner)) lines.push(`${indent}/// ${line}`);
    if (field.nested) {
      const name = field.name === '' ? '' : ` ${cppIdentifier(field.name)}`;
      lines.push(`${indent}${name === '' ? 'CLR_NAMELESS ' : ''}${field.nested.kind} {`);
      fieldLines(field.nested.fields, `${indent}    `, lines, commenter, owner, '');
      const dimensions = /(?:\[\w*\])+$/.exec(field.type)?.[0] ?? '';
      lines.push(`${indent}}${name}${dimensions};`);
    } else {
      const bits = field.bits === undefined ? '' : ` : ${field.bits}`;
      lines.push(
        `${indent}${cppDeclarator(field.type, cppIdentifier(field.name))}${bits}${bits === '' ? initializer : ''};`,
      );
    }
  }
}

/** Fields whose offset a source knows and `offsetof` can name: not bit fields, not inside named members. */
function offsetsOf(fields: readonly Field[]): { field: string; offset: number }[] {
  return fields.flatMap((field) => {
    if (field.nested && field.name === '') return offsetsOf(field.nested.fields);
    if (field.offset === undefined || field.bits !== undefined || field.name === '') return [];
    return [{ field: cppIdentifier(field.name), offset: field.offset }];
  });
}

function constantView(entity: Constant, { commenter, names }: ViewContext): ConstantView {
  // mdTypeDefNil is a mdTypeDef: in templates and overloads the type counts.
  const token = /^(md[A-Z]\w*)Nil$/.exec(entity.name)?.[1];
  const type = entity.type ?? (token !== undefined && names.types.has(token) ? token : undefined);
  const value = constantText(entity.value, type);
  return {
    partial: 'cpp/_constant',
    name: cppIdentifier(entity.name),
    comment: commenter.lines(entity, []),
    value,
    windows: WINDOWS_CONSTANTS.test(entity.name),
  };
}

/** Constants that headers of Windows have too, as enumerators or macros: what comes later must not trip over ours. */
const WINDOWS_CONSTANTS = /^(?:WBEM_|PDH_)/;

function constantText(value: Constant['value'], type: string | undefined): string {
  const wide = typeof value === 'string';
  if (wide && !/^-?(?:0x[0-9a-f]+|\d+)$/i.test(value)) return stringLiteral(value);
  const digits = wide ? `${value}${value.startsWith('-') ? 'LL' : 'ULL'}` : numberText(value as number);
  return type === undefined ? digits : `((${cppType(type)})${digits})`;
}

function numberText(value: number): string {
  if (value < 0) return `(${value})`;
  return value > 0xffff ? `0x${value.toString(16).padStart(8, '0')}` : String(value);
}

function guidView(entity: NamedGuid, commenter: Commenter): GuidView {
  return {
    partial: 'cpp/_guid',
    name: cppIdentifier(entity.name),
    comment: commenter.lines({ ...entity, documented: true }, []),
    macro: entity.kind === 'guid' ? 'CLR_GUID_INLINE' : guidMacro(entity),
    type: GUID_TYPES[entity.kind],
    guid: guidArguments(entity.guid),
  };
}

function coclassView(entity: Coclass, { commenter, guidNames }: ViewContext): CoclassView {
  const name = cppIdentifier(entity.name);
  const guid = guidArguments(entity.clsid ?? '');
  const constant = `CLSID_${name}`;
  return {
    partial: 'cpp/_coclass',
    macro: guidMacro(entity),
    name,
    comment: commenter.lines(entity, guid === '' ? [] : [`CLSID {${entity.clsid}}.`]),
    clsid: guid === '' ? '' : (entity.clsid as string),
    guid,
    constant: guid === '' || guidNames.has(constant) ? '' : constant,
  };
}

function guidMacro(entity: NamedGuid | Coclass): string {
  return definesGuids(headerFile(entity)) ? 'CLR_GUID_INLINE' : 'CLR_GUID';
}

function elsewhere(name: string): string {
  return definedElsewhere(name)
    .map((macro) => `defined(${macro})`)
    .join(' || ');
}

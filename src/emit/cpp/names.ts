import type { PlatformTypes } from '../../model/canonical.ts';
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
import { platformCallbacks } from '../../model/platform-callbacks.ts';

/** What a header declares. HRESULTs have headers of their own shape and are not here. */
export type Declared =
  | { readonly kind: 'interface'; readonly entity: Interface }
  | { readonly kind: 'enum'; readonly entity: Enumeration }
  | { readonly kind: 'struct'; readonly entity: Structure }
  | { readonly kind: 'callback'; readonly entity: Callback }
  | { readonly kind: 'typedef'; readonly entity: Typedef }
  | { readonly kind: 'function'; readonly entity: ApiFunction }
  | { readonly kind: 'constant'; readonly entity: Constant }
  | { readonly kind: 'guid'; readonly entity: NamedGuid }
  | { readonly kind: 'coclass'; readonly entity: Coclass };

/** The header that stands for the platform's types: written by hand, never generated from entities. */
const PLATFORM_HEADER = 'clr_platform.h';

/** The header in which Microsoft's headers define the CLR's HRESULTs as macros; made from the model's HRESULTs alone. */
export const HRESULT_HEADER = 'corerror.h';

/** The interfaces that it declares, or leaves to the headers of Windows: a model may have them under another header. */
export const platformInterfaces: ReadonlySet<string> = new Set(
  (
    'IClassFactory IDispatch IEnumSTATSTG IEnumUnknown IErrorInfo IMalloc IPersist IPersistStream IRecordInfo ' +
    'ISequentialStream IServiceProvider IStorage IStream ISupportErrorInfo ITypeComp ITypeInfo ITypeLib IUnknown'
  ).split(' '),
);

/** The types of a model by name, and what each header declares in the model's order. */
export interface Names {
  /** Interfaces, enumerations, structures (also by their tags and pointer names), callbacks, typedefs. */
  readonly types: ReadonlyMap<string, Declared>;
  readonly headers: ReadonlyMap<string, readonly Declared[]>;
}

/**
 * The enumerations that live inside a structure, by that structure: C++ clients write `DacpReJitData::kActive`, and
 * two structures may have enumerators of the same name.
 */
export function scopedEnums(list: readonly Declared[]): ReadonlyMap<string, readonly Enumeration[]> {
  const structs = new Set(list.flatMap((declared) => (declared.kind === 'struct' ? [declared.entity.name] : [])));
  const scoped = new Map<string, Enumeration[]>();
  for (const declared of list) {
    if (declared.kind !== 'enum' || declared.entity.scope === undefined || !structs.has(declared.entity.scope))
      continue;
    const enums = scoped.get(declared.entity.scope) ?? [];
    enums.push(declared.entity);
    scoped.set(declared.entity.scope, enums);
  }
  return scoped;
}

/** What an entity is declared with: the structure that it lives inside, else itself. */
export function scopeOf(entity: Entity): string {
  return 'scope' in entity && typeof entity.scope === 'string' ? entity.scope : entity.name;
}

/** The name of an enumeration inside its structure: `DacpReJitData_Flags` is `Flags` there. */
export function scopedName(entity: Enumeration): string {
  const prefix = `${entity.scope ?? ''}_`;
  return entity.name.startsWith(prefix) ? entity.name.slice(prefix.length) : entity.name;
}

/** Collects the names of a model; a type that the platform has too is left to it. */
export function collectNames(model: Model, platform: PlatformTypes): Names {
  const types = new Map<string, Declared>();
  const headers = new Map<string, Declared[]>();
  const add = (declared: Declared): void => {
    const header = headerFile(declared.entity);
    const list = headers.get(header);
    if (list) list.push(declared);
    else headers.set(header, [declared]);
  };
  const addType = (declared: Declared, names: readonly string[]): void => {
    const { name } = declared.entity;
    if (declared.kind !== 'interface' && (Object.hasOwn(platform, name) || platformCallbacks.has(name))) return;
    if (declared.kind !== 'interface' || !platformInterfaces.has(name)) add(declared);
    for (const name of names) if (!types.has(name)) types.set(name, declared);
  };
  for (const entity of model.typedefs) addType({ kind: 'typedef', entity }, [entity.name]);
  for (const entity of model.enums) addType({ kind: 'enum', entity }, tagged(entity));
  for (const entity of model.structs) addType({ kind: 'struct', entity }, [...tagged(entity), ...entity.pointerNames]);
  for (const entity of model.callbacks) addType({ kind: 'callback', entity }, [entity.name]);
  for (const entity of model.interfaces) addType({ kind: 'interface', entity }, [entity.name]);
  // A macro of an enumerator's name would break the enumeration; the enumerator serves both.
  const enumerators = new Set(model.enums.flatMap((entity) => entity.members.map((member) => member.name)));
  for (const entity of model.constants) if (!enumerators.has(entity.name)) add({ kind: 'constant', entity });
  for (const entity of model.functions) add({ kind: 'function', entity });
  for (const entity of model.guids) add({ kind: 'guid', entity });
  for (const entity of model.coclasses) add({ kind: 'coclass', entity });
  headers.delete(PLATFORM_HEADER);
  headers.delete(HRESULT_HEADER);
  return { types, headers };
}

/**
 * Headers of C, of the Windows SDK and of this output itself: a page that names one must not make a file that compilers
 * take for it.
 */
const RESERVED_FILES: ReadonlySet<string> = new Set(
  (
    'assert complex ctype errno fenv float inttypes iso646 limits locale math memory setjmp signal stdalign stdarg ' +
    'stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string strings tgmath threads time uchar unistd wchar wctype ' +
    'basetsd guiddef minwindef ntimage oaidl objbase objidl ocidl ole2 oleauto pal rpc rpcndr sal unknwn winbase windef ' +
    'windows winerror winnt wincrypt wtypes clr clr_com_object clr_hresult'
  )
    .split(' ')
    .map((name) => `${name}.h`),
);

/** File name of the header that declares an entity: a model's header name made safe, always with `.h`. */
export function headerFile(entity: Entity): string {
  const known = fileNames.get(entity.header);
  if (known !== undefined) return known;
  const name = entity.header
    .toLowerCase()
    .replace(/[^a-z0-9_.-]/g, '_')
    .replace(/\.{2,}|^[.-]+/g, '_');
  const file = name.endsWith('.h') ? name : `${name.replace(/\.[a-z]+$/, '')}.h`;
  const safe = RESERVED_FILES.has(file) || file.endsWith('_default.h') ? `clr_${file}` : file;
  fileNames.set(entity.header, safe);
  return safe;
}

const fileNames = new Map<string, string>();

/** The tag of an enumeration or structure: its own, unless another type has that name already. */
export function tagOf(entity: Enumeration | Structure, names: Names): string {
  const tag = entity.tag ?? entity.name;
  return names.types.get(tag)?.entity === entity ? tag : entity.name;
}

function tagged(entity: { readonly name: string; readonly tag?: string }): string[] {
  return entity.tag === undefined || entity.tag === entity.name ? [entity.name] : [entity.name, entity.tag];
}

import type { CallingConvention } from '../ctype/ctype.ts';

/**
 * The metadata model: what the CLR's unmanaged API is, independent of the docs' form and of any target.
 *
 * It is plain JSON: no class instances, no cycles, no undefined. Types are C type text in the spelling of
 * `printType`; values are numbers (enumerators as declared, signed where the docs say so; HRESULTs unsigned);
 * GUIDs are lower case without braces; headers are lower case (`mscoree.h`). Every list has the one order that
 * `model/order.ts` decides, so that emitters never sort.
 */
export interface Model {
  readonly version: 1;
  readonly interfaces: readonly Interface[];
  readonly enums: readonly Enumeration[];
  readonly structs: readonly Structure[];
  readonly functions: readonly ApiFunction[];
  readonly callbacks: readonly Callback[];
  readonly typedefs: readonly Typedef[];
  readonly constants: readonly Constant[];
  readonly guids: readonly NamedGuid[];
  readonly coclasses: readonly Coclass[];
  readonly hresults: readonly Hresult[];
  /** C# classes and IDL attributes that the docs list; documentation only, no target emits them as code. */
  readonly markers: readonly Marker[];
}

/**
 * Where a fact comes from: `hosting/ihosttask-alert-method.md:29` (page id and line), or a file of metadata with the
 * key inside it (`facts/iids.json#IHostTask`, `overrides/params.json#ICLRDebugging::CanUnloadNow`).
 */
export type SourceRef = string;

/** What all entities have. */
export interface Entity {
  readonly name: string;
  /** The header that declares it; `clr_other.h` where neither docs nor facts name one. */
  readonly header: string;
  /** False for what is known by facts alone. */
  readonly documented: boolean;
  /** Id of the page that documents it. */
  readonly page?: string;
  /** Area of the docs: `hosting`, `debugging`, ... */
  readonly area?: string;
  readonly docs?: Documentation;
  /** DLL or library as the docs give it. */
  readonly library?: string;
  readonly availability?: Availability;
  /** Source of each fact by its name: `name`, `iid`, `base`, `methods`, `header`, `values`, `layout`, ... */
  readonly sources: Readonly<Record<string, SourceRef>>;
}

/** The docs' own prose; present only when asked for (`--comments summary|full`), always absent in metadata/model. */
export interface Documentation {
  /** Whose text it is: `docs` needs the attribution of CC BY 4.0, `own` was written for this project. */
  readonly origin: 'docs' | 'own';
  /** Plain text, paragraphs separated by a blank line. */
  readonly summary?: string;
  readonly remarks?: string;
  readonly returns?: string;
}

/** Since when an API exists: the text of the docs and what it says. */
export interface Availability {
  readonly text: string;
  /** Lowest .NET Framework version, e.g. `2.0`. */
  readonly framework?: string;
  /** Lowest .NET Core version. */
  readonly core?: string;
}

/** A COM interface, or another class of which only the vtable counts. */
export interface Interface extends Entity {
  /** Absent where no source knows it. */
  readonly iid?: string;
  /** Name of the base interface; absent for a root (IUnknown itself, ICeeFileGen) and where it is unknown. */
  readonly base?: string;
  /**
   * `exact`: slots are known and `methods` holds each of them; `unknown`: some source is missing, so targets emit a
   * forward declaration and never a guess.
   */
  readonly vtable: 'exact' | 'unknown';
  /** Absolute slot of the first own method, counting from 0 with those of the bases; -1 if unknown. */
  readonly firstSlot: number;
  /** Own methods in slot order (docs order where the vtable is unknown). */
  readonly methods: readonly Method[];
  /** The host, profiler or debugger implements it and the runtime calls it. */
  readonly callback: boolean;
  /** A C++ class without IUnknown's three slots. */
  readonly plainClass?: boolean;
}

export type { CallingConvention };

/** What methods, functions and callbacks have in common. */
export interface Signature {
  readonly name: string;
  readonly returns: string;
  readonly callingConvention: CallingConvention;
  readonly variadic?: boolean;
  readonly parameters: readonly Parameter[];
  /** The results that its page documents, in the docs' order; empty where it documents none. */
  readonly hresults: readonly DocumentedHresult[];
}

/** A method of an interface. */
export interface Method extends Signature {
  /** Absolute vtable slot; -1 if unknown. */
  readonly slot: number;
  readonly documented: boolean;
  readonly page?: string;
  readonly docs?: Documentation;
  readonly availability?: Availability;
  readonly sources: Readonly<Record<string, SourceRef>>;
}

/** A parameter, with what the docs and the IDL attributes say about it. */
export interface Parameter {
  /** As declared; `arg1`... where the declaration names none. Unique within its signature. */
  readonly name: string;
  /** Array suffixes decayed to pointers (`WCHAR *` for `WCHAR szName[]`). */
  readonly type: string;
  /** Absent where neither docs nor facts state it. */
  readonly direction?: 'in' | 'out' | 'inout';
  readonly retval?: boolean;
  readonly optional?: boolean;
  /** The docs say that callers may pass NULL, or that the result may be NULL. */
  readonly nullable?: boolean;
  /** Declared with `[]`, or with `size_is`: points to many. */
  readonly array?: boolean;
  /** Count expressions by pointer level, as written: `["cchName"]`, `["", "*pcItems"]`. */
  readonly sizeIs?: readonly string[];
  readonly lengthIs?: readonly string[];
  /** The parameter that holds the IID of the interface that this one returns. */
  readonly iidIs?: string;
  /** `[string]`: zero-terminated. */
  readonly string?: boolean;
  readonly defaultValue?: string;
  /** Prose of the docs; absent in metadata/model. */
  readonly text?: string;
}

/** A result that the page of a method or function documents. */
export interface DocumentedHresult {
  readonly name: string;
  /** Unsigned; absent only for a name that no source knows. */
  readonly value?: number;
  /** What it means for this method: prose of the docs; absent in metadata/model. */
  readonly text?: string;
}

/** An enumeration. */
export interface Enumeration extends Entity {
  /** The tag, where it differs from the name. */
  readonly tag?: string;
  /** The structure it is declared inside (`DacpReJitData`), where it is; the name then is `<scope>_<tag>`. */
  readonly scope?: string;
  /** Size of the underlying integer in bytes. */
  readonly size: 1 | 2 | 4 | 8;
  /** Values are bits that are combined. */
  readonly flags: boolean;
  /** In the order of declaration. */
  readonly members: readonly EnumMember[];
}

/** A member of an enumeration. */
export interface EnumMember {
  readonly name: string;
  /** As unsigned 32-bit where the declaration is hexadecimal above 0x7fffffff, else as declared. */
  readonly value: number;
  /** The expression, where it says more than the number: `A | B`. */
  readonly expression?: string;
  readonly documented: boolean;
  readonly text?: string;
}

/** A structure or union. */
export interface Structure extends Entity {
  readonly kind: 'struct' | 'union';
  readonly tag?: string;
  /** Names of pointer typedefs: `PCOR_FOO`. */
  readonly pointerNames: readonly string[];
  readonly fields: readonly Field[];
  /** Layout on x86_64 and x86 Windows where a source knows it: proof for `static_assert`s, never input of the layout. */
  readonly layout?: { readonly size: number; readonly size32: number };
  /** Packing in bytes, where it is not the default. */
  readonly pack?: number;
}

/** A field of a structure or union. */
export interface Field {
  /** Empty for an anonymous nested structure or union. */
  readonly name: string;
  /** C type with array dimensions (`WCHAR[10][255]`); empty when `nested` is there. */
  readonly type: string;
  readonly nested?: { readonly kind: 'struct' | 'union'; readonly fields: readonly Field[] };
  readonly bits?: number;
  /** Offset on x86_64 Windows, where a source knows it. */
  readonly offset?: number;
  readonly text?: string;
}

/** An exported function. */
export interface ApiFunction extends Entity, Signature {
  /** The DLL that exports it: `mscoree.dll`. */
  readonly module?: string;
  /** The name under which it is exported, where two modules export different functions of one name. */
  readonly entryPoint?: string;
}

/** A function that the client gives by pointer: callback function pages and function pointer typedefs. */
export interface Callback extends Entity, Signature {
  /** `function`: the docs give the function's own type (`FunctionEnter *p`); `pointer`: a typedef of the pointer. */
  readonly form: 'function' | 'pointer';
}

/** Another name of a type. */
export interface Typedef extends Entity {
  /** The type it stands for, as C text. */
  readonly type: string;
}

/** A macro constant. */
export interface Constant extends Entity {
  readonly value: number | string;
  /** C type of the value where it matters: `DWORD`. */
  readonly type?: string;
}

/** CLSIDs, LIBIDs and other GUIDs that are not the IID of an interface of the model. */
export interface NamedGuid extends Entity {
  readonly kind: 'clsid' | 'iid' | 'libid' | 'guid';
  readonly guid: string;
}

/** A class that can be created, and the interfaces that it promises. */
export interface Coclass extends Entity {
  readonly clsid?: string;
  readonly interfaces: readonly { readonly name: string; readonly default: boolean; readonly text?: string }[];
}

/** A result code with its parts. */
export interface Hresult extends Entity {
  /** Unsigned 32-bit. */
  readonly value: number;
  readonly severity: 'success' | 'error';
  readonly facility: number;
  /** Low 16 bits. */
  readonly code: number;
  /** Written for this project, hence kept in metadata; absent where we have none. */
  readonly description?: string;
}

/** A C# class or attribute that the reference lists. */
export interface Marker extends Entity {
  readonly kind: 'managedClass' | 'attribute';
}

/** The lists of a model by key. */
export type ModelList = Exclude<keyof Model, 'version'>;

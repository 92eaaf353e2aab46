import type { CallingConvention, CType } from '../../ctype/ctype.ts';
import type { Span } from '../../diagnostics/line-index.ts';

/** What a Syntax block declares. Spans are offsets into the page. */
export type Declaration =
  | FunctionDeclaration
  | EnumDeclaration
  | StructDeclaration
  | InterfaceDeclaration
  | CoclassDeclaration
  | FunctionPointerDeclaration
  | ManagedClassDeclaration
  | AttributeDeclaration
  | TypedefDeclaration
  | ConstantDeclaration;

/** A method, function, or a member of an interface body. */
export interface FunctionDeclaration {
  readonly kind: 'function';
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly returns: CType;
  readonly returnsSpan: Span;
  /** Calling convention as written (`__stdcall`, `WINAPI`, `STDMETHODCALLTYPE`), resolved to its meaning. */
  readonly callingConvention?: CallingConvention;
  /** `STDAPI`, `STDAPI_(...)`, `EXTERN_C`: an exported C function. */
  readonly exported: boolean;
  readonly virtual: boolean;
  /** `= 0` or `PURE`. */
  readonly pure: boolean;
  /** `...` ends the list. */
  readonly variadic: boolean;
  /** IDL attributes before the function (`[propget, id(1)]`), where there are any. */
  readonly attributes?: readonly IdlAttribute[];
  readonly parameters: readonly ParameterDeclaration[];
}

export type { CallingConvention };

/** A parameter with its IDL attributes. */
export interface ParameterDeclaration {
  /** Empty when the declaration names none. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  /** Type with array suffixes (`WCHAR[]` of `WCHAR szName[]`), not yet decayed. */
  readonly type: CType;
  readonly attributes: readonly IdlAttribute[];
  /** Text of a default value (`=1`). */
  readonly defaultValue?: string;
}

/** `in`, `out`, `size_is(cch)`, `iid_is(riid)`, and SAL spellings (`__in`, `__out_ecount(n)`) in their IDL form. */
export interface IdlAttribute {
  readonly name: string;
  /** Argument texts split at top-level commas, trimmed; an empty string for a left-out one (`size_is(, *n)`). */
  readonly arguments: readonly string[];
  readonly span: Span;
}

/** `enum X { ... };`, or the typedef of one. */
export interface EnumDeclaration {
  readonly kind: 'enum';
  /** The typedef name, else the tag. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly tag?: string;
  /** Pointer typedefs that follow the name: `*PCOR_FLAGS`. */
  readonly pointerNames?: readonly string[];
  /** Underlying type where the head gives one (`enum X : unsigned int`). */
  readonly underlying?: CType;
  readonly span: Span;
  readonly members: readonly EnumMemberDeclaration[];
}

/** A member of an enumeration, with its value where it can be computed. */
export interface EnumMemberDeclaration {
  readonly name: string;
  readonly nameSpan: Span;
  /** The value's expression as written, blanks normalised; absent for an implicit value. */
  readonly expression?: string;
  /** The value where it can be computed from this enumeration alone. */
  readonly value?: number;
}

/** `struct X { ... };` or `union`, or the typedef of one. */
export interface StructDeclaration {
  readonly kind: 'struct';
  readonly union: boolean;
  /** The typedef name, else the tag; empty for an anonymous nested one. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly tag?: string;
  /** Pointer typedefs that follow the name: `*PCOR_FOO`. */
  readonly pointerNames: readonly string[];
  readonly span: Span;
  readonly fields: readonly FieldDeclaration[];
  /** Enumerations declared inside. */
  readonly enums: readonly EnumDeclaration[];
}

/** A field of a structure or union. */
export interface FieldDeclaration {
  /** Empty for an anonymous nested structure or union. */
  readonly name: string;
  readonly nameSpan: Span;
  /** Absent when `nested` is there. */
  readonly type?: CType;
  readonly nested?: StructDeclaration;
  readonly bits?: number;
  /** IDL attributes and SAL marks of the field, where there are any. */
  readonly attributes?: readonly IdlAttribute[];
}

/** `interface X : Base { ... };` */
export interface InterfaceDeclaration {
  readonly kind: 'interface';
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly base?: string;
  /** From `uuid(...)`, lower case, without braces. */
  readonly iid?: string;
  readonly attributes: readonly IdlAttribute[];
  /** Declared as a C++ `class`. */
  readonly class: boolean;
  readonly methods: readonly FunctionDeclaration[];
}

/** `coclass X { [default] interface I; };` of IDL. */
export interface CoclassDeclaration {
  readonly kind: 'coclass';
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly clsid?: string;
  readonly interfaces: readonly { readonly name: string; readonly default: boolean; readonly nameSpan: Span }[];
}

/** `typedef HRESULT (__stdcall *Name)(...)`. */
export interface FunctionPointerDeclaration {
  readonly kind: 'functionPointer';
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly returns: CType;
  readonly callingConvention?: CallingConvention;
  /** `...` ends the list. */
  readonly variadic?: boolean;
  readonly parameters: readonly ParameterDeclaration[];
}

/** A C# class (ALink's marker attributes); only its name matters. */
export interface ManagedClassDeclaration {
  readonly kind: 'managedClass';
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly base?: string;
}

/** An IDL attribute on its own: `[custom(GUID_ManagedName, "...")]`. */
export interface AttributeDeclaration {
  readonly kind: 'attribute';
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly attributes: readonly IdlAttribute[];
}

/** `typedef UINT_PTR AppDomainID;`, `typedef struct _X X;`. */
export interface TypedefDeclaration {
  readonly kind: 'typedef';
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly type: CType;
  /** Pointer typedefs that follow the name: `*PCOR_FOO`. */
  readonly pointerNames: readonly string[];
}

/** `#define NAME value`. */
export interface ConstantDeclaration {
  readonly kind: 'constant';
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  /** The value's expression as written, blanks normalised; empty for a bare `#define NAME`. */
  readonly expression: string;
  /** The value where it is a constant expression of numbers alone. */
  readonly value?: number;
}

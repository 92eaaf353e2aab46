/**
 * What the templates of a declarative target are given. Names are valid in the target, types are written as its type
 * map says, comments are finished lines. Every field is always there: `''`, an empty list or `null` stand for nothing.
 */

/** What every output begins with. */
export interface BannerView {
  /** Version of the generator. */
  readonly generator: string;
  /** Finished comment lines that the file must carry, such as the attribution of the docs' text. */
  readonly notices: readonly string[];
}

/** `for: "model"`. */
export interface ModelView extends BannerView {
  readonly headers: readonly { readonly header: string; readonly stem: string }[];
  readonly hresults: readonly HresultView[];
}

/** `for: "header"`; the types of Windows that are used make a header `clr_platform.h`. */
export interface HeaderView extends BannerView {
  /** As the docs name it: `mscoree.h`. */
  readonly header: string;
  /** The same as an identifier: `mscoree`. */
  readonly stem: string;
  readonly opaques: readonly { readonly name: string }[];
  readonly typedefs: readonly TypedefView[];
  readonly enums: readonly EnumView[];
  readonly structs: readonly StructView[];
  readonly callbacks: readonly FunctionView[];
  readonly interfaces: readonly InterfaceView[];
  readonly coclasses: readonly GuidView[];
  readonly guids: readonly GuidView[];
  readonly constants: readonly ConstantView[];
  readonly functions: readonly FunctionView[];
}

/** What every declaration has. */
export interface DeclarationView {
  readonly name: string;
  readonly comment: readonly string[];
}

/** Another name of a type. */
export interface TypedefView extends DeclarationView {
  readonly type: string;
}

/** An enumeration, with the values of its members. */
export interface EnumView extends DeclarationView {
  /** The target's integer type of that size. */
  readonly underlying: string;
  readonly flags: boolean;
  /** Values are decimal, in hexadecimal for flags, and fit into the underlying type. */
  readonly members: readonly (DeclarationView & { readonly value: string })[];
}

/** A structure or union. */
export interface StructView extends DeclarationView {
  readonly union: boolean;
  /** Packing in bytes; 0 for the default. */
  readonly pack: number;
  /** Nested structures and unions stand before the one that holds them, under names made of its own. */
  readonly fields: readonly FieldView[];
  /** Sizes on x86_64, and on x86 Windows, where they are known. */
  readonly layout: { readonly size: number; readonly size32: number } | null;
  /** Offsets on x86_64 where they are known. */
  readonly offsets: readonly { readonly field: string; readonly offset: number }[];
}

/** A field; adjacent bit fields are one. */
export interface FieldView extends DeclarationView {
  readonly type: string;
  readonly array: ArrayView | null;
  /** Bit fields of which the field is made, from the lowest bit; `mask` is that of the shifted value. */
  readonly bits: readonly { readonly name: string; readonly shift: number; readonly mask: string }[];
}

/** The array that a field is. */
export interface ArrayView {
  /** Type of the innermost elements. */
  readonly of: string;
  /** Number of these, over all dimensions. */
  readonly length: number;
  /** They are integers of fixed size, floats or characters. */
  readonly plain: boolean;
  /** `0`, `1`, ...: for targets that declare each element. */
  readonly indexes: readonly number[];
}

/** A function or callback; a method has more. */
export interface FunctionView extends DeclarationView {
  readonly returns: string;
  readonly returnsNothing: boolean;
  readonly convention: string;
  readonly parameters: readonly ParameterView[];
  /** The DLL that exports a function; `''` where it is not known. */
  readonly module: string;
  /** The name under which it is exported. */
  readonly entryPoint: string;
}

/** A parameter of a function, callback or method. */
export interface ParameterView {
  readonly name: string;
  readonly type: string;
  /** `in`, `out`, `inout` or `''`. */
  readonly direction: string;
  readonly optional: boolean;
}

/** A method of an interface. */
export interface MethodView extends FunctionView {
  /** Absolute slot in the vtable. */
  readonly slot: number;
  /** Names of the HRESULTs that its page documents. */
  readonly hresults: readonly string[];
}

/** An interface with its own and its inherited methods. */
export interface InterfaceView extends DeclarationView {
  readonly vtable: string;
  /** Whether its slots are known; without that it can only be passed on. */
  readonly exact: boolean;
  /** Name of the base interface; `''` for a root. */
  readonly base: string;
  readonly baseVtable: string;
  /** The host implements it. */
  readonly callback: boolean;
  /** `null` where no source knows it. */
  readonly iid: GuidParts | null;
  /** Own methods in the order of their slots. */
  readonly methods: readonly MethodView[];
  /** Those of the bases, too; names are unique. */
  readonly slots: readonly MethodView[];
}

/** A GUID as text, and in the parts that C writes it in, hexadecimal with `0x`. */
export interface GuidParts {
  /** Lower case, with hyphens. */
  readonly text: string;
  readonly data1: string;
  readonly data2: string;
  readonly data3: string;
  readonly data4: readonly string[];
}

/** A CLSID or another GUID with a name. */
export interface GuidView extends DeclarationView {
  readonly guid: GuidParts;
}

/** A macro constant. */
export interface ConstantView extends DeclarationView {
  readonly type: string;
  /** A number, within its type. */
  readonly value: string;
}

/** An HRESULT with its value. */
export interface HresultView extends DeclarationView {
  /** `0x80131022`. */
  readonly value: string;
  /** As a signed 32-bit number. */
  readonly signed: string;
}

/**
 * The view models of the C++ templates: finished text and lists, nothing to compute. Every field is always there, as
 * the templates are strict; an absent text is `''`, an absent list is empty.
 */

import type { RareStruct } from './platform-view.ts';

export interface HeaderView {
  /** Version of the generator. */
  readonly generator: string;
  /** Lines below the banner: attribution. */
  readonly notices: readonly string[];
  readonly file: string;
  readonly guard: string;
  readonly includes: readonly string[];
  /** Headers of the platform, each included where it exists. */
  readonly platformIncludes: readonly string[];
  readonly forwards: readonly {
    readonly keyword: string;
    readonly tag: string;
    readonly name: string;
    readonly interface: boolean;
  }[];
  readonly rare: readonly RareStruct[];
  /** Typedefs of other headers, repeated. */
  readonly repeated: readonly { readonly declaration: string }[];
  /** Text of the hand-written parts that this header has. */
  readonly before: string;
  readonly after: string;
  readonly omitted: readonly { readonly name: string; readonly reason: string }[];
  readonly declarations: readonly DeclarationView[];
  readonly functions: readonly FunctionView[];
  /** Namespace of the functions; `''` for C functions in the global namespace. */
  readonly functionNamespace: string;
}

/** One declaration with the partial that prints it. */
export type DeclarationView =
  | InterfaceView
  | EnumView
  | StructView
  | CallbackView
  | TypedefView
  | ConstantView
  | GuidView
  | CoclassView;

interface Shown {
  /** Template that prints this view: `cpp/_interface`. */
  readonly partial: string;
  readonly name: string;
  /** Lines of the documentation comment, safe; empty for none. */
  readonly comment: readonly string[];
}

export interface InterfaceView extends Shown {
  /** Lower case, without braces; `''` where it has none. */
  readonly iid: string;
  /** The IID as initializer: `0x176fbed1, 0xa55c, ...`; `''` where it has none. */
  readonly guid: string;
  /** `CLR_IID`, or `CLR_IID_INLINE` where the header defines its IIDs on every platform. */
  readonly iidMacro: string;
  /** `''` for a root. */
  readonly base: string;
  /** Macro by which Microsoft's headers say that the interface is defined. */
  readonly definedMacro: string;
  readonly methods: readonly MethodView[];
  /** For C: all methods with those of the bases, in slot order; empty unless C bindings are asked for. */
  readonly vtable: readonly MethodView[];
}

export interface MethodView {
  readonly name: string;
  readonly comment: readonly string[];
  readonly returns: string;
  readonly convention: string;
  /** Parameters as they stand between the parentheses. */
  readonly parameterList: string;
  readonly parameters: readonly ParameterView[];
  readonly slot: number;
}

export interface ParameterView {
  readonly name: string;
  readonly type: string;
  readonly declaration: string;
}

export interface EnumView extends Shown {
  /** `''` for an enumeration without a name. */
  readonly tag: string;
  readonly typeName: string;
  /** `: uint8_t` where it is not an int. */
  readonly underlying: string;
  readonly flags: boolean;
  readonly members: readonly { readonly name: string; readonly value: string; readonly comment: readonly string[] }[];
  readonly elsewhere: string;
}

export interface StructView extends Shown {
  readonly keyword: string;
  readonly tag: string;
  /** Names behind the closing brace: `FOO, *PFOO`. */
  readonly declarators: string;
  /** Enumerations inside the structure; outside they go by their full name. */
  readonly enums: readonly EnumView[];
  /** Members as lines, nested ones indented. */
  readonly lines: readonly string[];
  /** Member functions for C++ as lines. */
  readonly functions: readonly string[];
  readonly pack: number;
  readonly layout: { readonly size: number; readonly size32: number } | null;
  readonly offsets: readonly { readonly field: string; readonly offset: number }[];
  readonly elsewhere: string;
}

export interface CallbackView extends Shown {
  readonly returns: string;
  readonly convention: string;
  readonly pointer: boolean;
  readonly parameterList: string;
}

export interface TypedefView extends Shown {
  readonly declaration: string;
}

export interface ConstantView extends Shown {
  readonly value: string;
  /** Whether headers of Windows define it too: then it is theirs wherever they are. */
  readonly windows: boolean;
}

export interface GuidView extends Shown {
  /** `CLR_GUID` or `CLR_GUID_INLINE`. */
  readonly macro: string;
  readonly type: string;
  readonly guid: string;
}

export interface CoclassView extends Shown {
  /** `CLR_GUID` or `CLR_GUID_INLINE`. */
  readonly macro: string;
  readonly clsid: string;
  readonly guid: string;
  /** Name of the constant: `CLSID_X`, or `''` where the model has it as a GUID of its own. */
  readonly constant: string;
}

export interface FunctionView extends Shown {
  readonly returns: string;
  readonly convention: string;
  readonly parameterList: string;
}

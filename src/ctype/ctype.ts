/**
 * A C type expression as declarations of the CLR API use it. The model keeps types as text in the one spelling that
 * `printType` gives (`const BYTE *`, `WCHAR[10][255]`); `parseType` turns such text back into this form.
 */
export interface CType {
  /** Base name with its keywords in canonical order: `DWORD`, `unsigned int`, `void`, `IUnknown`. */
  readonly name: string;
  /** The keyword of an elaborated type (`struct DacpReJitData`). */
  readonly tag?: 'struct' | 'union' | 'enum' | 'class' | 'interface';
  /** Whether what the innermost pointer points to (or the value itself) is const. */
  readonly const: boolean;
  /** Pointer levels from the inside out; `const` is that of the pointer itself. */
  readonly pointers: readonly { readonly const: boolean }[];
  /** A C++ reference (`REFIID` is a typedef and not meant here). */
  readonly reference: boolean;
  /** Array dimensions from the outside in: a number, a constant's name, or null for `[]`. */
  readonly arrays: readonly (number | string | null)[];
  /**
   * A pointer to a function: `pointers` are the levels up to that function, `name` is `void` (so a reader that knows
   * no function types still sees a pointer of the right size). Without `pointers` it is the function type itself.
   */
  readonly function?: FunctionType;
}

/** The function that a function pointer points to. */
export interface FunctionType {
  readonly returns: CType;
  /** As spelt in C: `__stdcall`, `__cdecl`; absent for the compiler's default. */
  readonly callingConvention?: CallingConvention;
  readonly parameters: readonly CType[];
  readonly variadic: boolean;
}

/** How a function is called; all are the same but on 32-bit x86. */
export type CallingConvention = 'stdcall' | 'cdecl' | 'fastcall' | 'thiscall';

/** What a type name comes down to, through all typedefs. */
export type CanonicalType =
  | { readonly kind: 'void' }
  | {
      readonly kind: 'integer';
      readonly bits: 8 | 16 | 32 | 64;
      readonly signed: boolean;
      /** 32 bits on 32-bit targets (`SIZE_T`, `UINT_PTR`); `bits` is 64. */
      readonly pointerSized?: boolean;
      /** `BOOL`, `BOOLEAN`: an integer that means a truth. */
      readonly boolean?: boolean;
    }
  | { readonly kind: 'float'; readonly bits: 32 | 64 }
  /** UTF-16 unit. */
  | { readonly kind: 'wchar' }
  | { readonly kind: 'char' }
  | { readonly kind: 'enum'; readonly name: string }
  | { readonly kind: 'struct'; readonly name: string }
  | { readonly kind: 'interface'; readonly name: string }
  | { readonly kind: 'callback'; readonly name: string }
  /** Known by name only; may be used behind a pointer. */
  | { readonly kind: 'opaque'; readonly name: string }
  | { readonly kind: 'pointer'; readonly to: CanonicalType; readonly const: boolean }
  | { readonly kind: 'array'; readonly of: CanonicalType; readonly length: number | null };

/** Answers what types mean in one model; made once per model and shared by the emitters. */
export interface TypeTable {
  /** The meaning of C type text; `opaque` for a name that neither the model nor the platform table defines. */
  resolve(type: string): CanonicalType;
  /** The nearest typedef, enum, struct, interface or callback entity of that name, or the platform type. */
  kindOf(name: string): 'platform' | 'typedef' | 'enum' | 'struct' | 'interface' | 'callback' | 'unknown';
  /** What it was made of: targets need the fields of platform structures. */
  readonly platform: PlatformTypes;
}

/** A type that the Windows headers define and that every client knows; C++ targets define it off Windows. */
export interface PlatformType {
  /** What it comes down to: `i8 u8 ... u64 f32 f64 wchar char void`, `uptr iptr`, `bool32 bool8`, `struct`, `iface`,
   * `opaque`, or a pointer to one of these (`const wchar *`, `struct:GUID *`, `opaque:CONTEXT *`). */
  readonly canonical: string;
  /** The C++ type on Windows, where several have this form: `unsigned long` of `DWORD`, beside `UINT`. */
  readonly cpp?: string;
  /** Fields of a structure, in order. */
  readonly fields?: readonly { readonly name: string; readonly type: string }[];
  /** Size on x86_64 and x86 in bytes, for structures. */
  readonly size?: number;
  readonly size32?: number;
}

/** The types of the Windows headers by name: `metadata/facts/platform-types.json`. */
export type PlatformTypes = Readonly<Record<string, PlatformType>>;

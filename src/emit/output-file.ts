/** One file that a target wants to exist. */
export interface OutputFile {
  /** Path below the output folder, forward slashes, safe on every file system: `cpp/mscoree.h`. */
  readonly path: string;
  /** Text with LF line ends and a final newline. */
  readonly text: string;
}

/** How much of the docs goes into comments. */
export type CommentLevel = 'none' | 'link' | 'summary' | 'full';

/** Text of every template by its path without extension (`cpp/header`, `typescript/_method`), user's over ours. */
export type TemplateSet = ReadonlyMap<string, { readonly path: string; readonly text: string }>;

/** What the C++ target writes beside the headers. */
export interface CppOptions {
  /** `clr_i.c`, which defines every IID and CLSID for those who link them; default true. */
  readonly definitions?: boolean;
  /** `<header>_default.h` with a base class per callback interface; default true. */
  readonly implementations?: boolean;
  /** Vtable structures and `COBJMACROS` for C; default false. */
  readonly c?: boolean;
}

/** What every target is given beside the model. */
export interface EmitOptions {
  readonly comments: CommentLevel;
  readonly templates: TemplateSet;
  /** Version of the generator, for the banner. */
  readonly generator: string;
  /** Options of the C++ target; each has a default. */
  readonly cpp?: CppOptions;
}

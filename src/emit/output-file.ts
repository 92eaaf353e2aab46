import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Entity } from '../model/model.ts';

/** One file that a target wants to exist. */
export interface OutputFile {
  /** Path below the output folder, forward slashes, safe on every file system: `cpp/mscoree.h`. */
  readonly path: string;
  /** Text with LF line ends and a final newline. */
  readonly text: string;
  /** Hash of the text (`hashText`) where the output folder is known to hold it: then the text need not be looked at. */
  readonly inPlace?: string;
}

/** How much of the docs goes into comments. */
export type CommentLevel = 'none' | 'link' | 'summary' | 'full';

/** Text of every template by its path without extension (`cpp/header`, `typescript/_method`), user's over ours. */
export type TemplateSet = ReadonlyMap<string, TemplateFile>;

/** A template as it was found. */
export interface TemplateFile {
  /** Its path as shown to a person; for a user's own template the path on disk. */
  readonly path: string;
  readonly text: string;
  /** SHA-256 of the text, base64url, where it is known without the text being read. */
  readonly hash?: string;
}

/** What the C++ target writes beside the headers. */
export interface CppOptions {
  /** `clr_i.c`, which defines every IID and CLSID for those who link them; default true. */
  readonly definitions?: boolean;
  /** `<header>_default.h` with a base class per callback interface; default true. */
  readonly implementations?: boolean;
  /** Vtable structures and `COBJMACROS` for C; default false. */
  readonly c?: boolean;
}

/** A file, and what was found while it was made. */
export interface RenderedFile extends OutputFile {
  readonly diagnostics: readonly Diagnostic[];
}

/** What rendering a file gave. */
export type Rendering = Pick<RenderedFile, 'text' | 'diagnostics'>;

/** Files of earlier runs, which need not be made again while what they depend on stays. */
export interface RenderedFiles {
  /**
   * The file of an earlier run, or a new one.
   *
   * A file may depend on the entities whose declarations it holds, on whatever these mention by name, directly or not,
   * on the names of all entities, on the HRESULTs and typedefs, on the options, and on nothing else.
   *
   * @param path Path below the output folder.
   * @param entities The entities whose declarations the file holds.
   * @param frame Everything else that its making depends on, as plain data.
   */
  file(path: string, entities: readonly Entity[], frame: unknown, render: () => Rendering): RenderedFile;

  /**
   * A part of a file, such as the view of one declaration: the object of an earlier run, or a new one. It may depend on
   * what a file of these entities may depend on. Absent where only files are kept.
   *
   * @param kind Tells the parts of an entity apart.
   * @param entities The entities that the part is made of; it is found by the first one.
   */
  part?<T extends object>(kind: string, entities: readonly [Entity, ...Entity[]], frame: unknown, make: () => T): T;
}

/** What every target is given beside the model. */
export interface EmitOptions {
  readonly comments: CommentLevel;
  readonly templates: TemplateSet;
  /** Version of the generator, for the banner. */
  readonly generator: string;
  /** Options of the C++ target; each has a default. */
  readonly cpp?: CppOptions;
  /** Files of earlier runs. Default: every file is made. */
  readonly rendered?: RenderedFiles;
}

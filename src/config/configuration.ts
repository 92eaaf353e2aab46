import type { CommentLevel, CppOptions } from '../emit/output-file.ts';
import type { Suppression } from '../lint/suppress.ts';

/** How diagnostics are shown. */
export type ReporterName = 'pretty' | 'json' | 'github' | 'sarif' | 'msvc';

/** What makes one output folder; all paths absolute. A key that is absent has its default. */
export interface OutputConfiguration {
  /** Docs folders, in order. */
  readonly docs?: readonly string[];
  /** `embedded`, or a model file, that the docs are laid over. */
  readonly base?: string;
  readonly out?: string;
  /** What of the API is generated; globs of `used:` absolute. */
  readonly select?: readonly string[];
  readonly targets?: readonly string[];
  readonly comments?: CommentLevel;
  /** Folder of templates that replace those of this package. */
  readonly templates?: string;
  /** What the C++ target writes beside the headers. */
  readonly cpp?: CppOptions;
  readonly depfile?: string;
}

/** One of several outputs. */
export interface NamedOutput extends OutputConfiguration {
  /** By which the command line chooses it. */
  readonly name?: string;
}

/**
 * What can be configured, by file or by command line; all paths absolute. A key that is absent has its default.
 */
export interface Configuration extends OutputConfiguration {
  /** Several outputs; what one does not say is as said beside this list. */
  readonly outputs?: readonly NamedOutput[];
  /** Warnings fail the run. */
  readonly strict?: boolean;
  readonly reporter?: ReporterName;
  readonly cache?: boolean;
  /** What `generate lint` is told of the docs. */
  readonly lint?: { readonly ignore?: readonly Suppression[] };
}

import type { CommentLevel, CppOptions } from '../emit/output-file.ts';
import type { ReporterName } from './configuration.ts';

/** What makes one output folder, as a configuration file says it; paths are relative to that file. */
export interface UserOutput {
  /** Folders of docs pages. Without any, the embedded model and pages are the source. */
  readonly docs?: string | readonly string[] | undefined;
  /** The model that the docs are laid over: `embedded`, or a model file. */
  readonly base?: string | undefined;
  /** Output folder. Default: `generated`. */
  readonly out?: string | undefined;
  /** What of the API is generated, with what it needs: names, globs, `header:H`, `area:A`, `used:GLOB`. Default: everything. */
  readonly select?: string | readonly string[] | undefined;
  /** `cpp`, `typescript`, `rust`, `csharp`, or a target of your templates. Default: `cpp` and `typescript`. */
  readonly targets?: readonly string[] | undefined;
  /** How much of the docs' prose becomes comments. Default: `summary`. */
  readonly comments?: CommentLevel | undefined;
  /** Folder of templates that replace those of the package, file by file. */
  readonly templates?: string | undefined;
  /** What the C++ target writes beside the headers. */
  readonly cpp?: CppOptions | undefined;
  /** Dependency file for Make and Ninja that is written with the outputs. */
  readonly depfile?: string | undefined;
}

/** What a configuration file holds; paths are relative to it. */
export interface UserConfiguration extends UserOutput {
  readonly $schema?: string | undefined;
  /** Several output folders; what one does not say is as said beside this list. */
  readonly outputs?:
    | readonly (UserOutput & { /** By which `--output` chooses it. */ readonly name?: string })[]
    | undefined;
  /** Warnings fail the run. Default: false. */
  readonly strict?: boolean | undefined;
  /** How diagnostics are shown. Default: `pretty`. */
  readonly reporter?: ReporterName | undefined;
  /** Whether results of earlier runs are used. Default: true. */
  readonly cache?: boolean | undefined;
  /** What `generate lint` is told of the docs: findings that are known and accepted, with the reason. */
  readonly lint?:
    | { readonly ignore?: readonly { readonly code: string; readonly page?: string; readonly reason?: string }[] }
    | undefined;
}

import type { PageAccount } from './account.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import type { CommentLevel, CppOptions } from './emit/output-file.ts';
import type { Model, ModelList } from './model/model.ts';
import type { SourceTree } from './read/source-file.ts';
import type { Selection } from './select/select-model.ts';
import type { WriteCounts } from './write/apply-plan.ts';
import type { WritePlan } from './write/plan.ts';

/** What a run is asked for. Paths are absolute or relative to the working directory. */
export interface GenerateOptions {
  /** Working directory; paths are shown relative to it. Default: the process's. */
  readonly cwd?: string;
  /** Docs folders. Without any, the embedded model and pages are the source. */
  readonly docs?: readonly string[];
  /** Lays the docs over a model: `embedded`, or the path of a model file. */
  readonly base?: string;
  /** Output folder. Default: `generated`. */
  readonly out?: string;
  /**
   * What of the API is generated: names, globs, `header:H`, `area:A`, and `used:GLOB` for what sources use. What that
   * needs follows. Default: everything.
   */
  readonly select?: readonly string[];
  /** Names of targets, also of those that folders of templates describe. Default: `cpp` and `typescript`. */
  readonly targets?: readonly string[];
  /** How much of the docs' prose goes into comments. Default: `summary`. */
  readonly comments?: CommentLevel;
  /** Folder of templates that replace those of this package, file by file. */
  readonly templates?: string;
  /** What the C++ target writes beside the headers. */
  readonly cpp?: CppOptions;
  /** Warnings fail the run. */
  readonly strict?: boolean;
  /** Dependency file for Make and Ninja, written with the outputs. */
  readonly depfile?: string;
  /** Further files that the outputs depend on, such as the configuration. */
  readonly inputs?: readonly string[];
  /** `write` the outputs, `check` whether they are up to date, or only `plan`. Default: `write`. */
  readonly mode?: 'write' | 'check' | 'plan';
  /** Folder, absolute, in which parsed pages and what a run used are kept for later runs. Default: nothing is kept. */
  readonly cacheFolder?: string;
  /** Called after each page, and when a stage begins. */
  readonly onProgress?: (progress: Progress) => void;
}

/** The stages of a run in their order. */
export type StageName = 'read' | 'parse' | 'model' | 'emit' | 'write';

/** Where a run is. */
export interface Progress {
  readonly stage: StageName;
  readonly done?: number;
  readonly total?: number;
}

/**
 * How a run ended: `done`; `failed`, errors in the input, or warnings where they count; `usage`, an option, or a folder
 * or file that an option names, is wrong; `fault`, the generator itself failed; `drift`, a check found outputs that are
 * out of date.
 */
export type Outcome = 'done' | 'failed' | 'usage' | 'fault' | 'drift';

/** What a run found and did. */
export interface GenerateResult {
  readonly outcome: Outcome;
  /** Everything that was found, ordered by file and place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Output folder, as shown to a person. */
  readonly out: string;
  /** What was, or would be, done to the output folder; absent where the run ended before. */
  readonly plan?: WritePlan;
  readonly counts: WriteCounts;
  /** The model that the targets were given: the selected part where there is a selection. */
  readonly model?: Model;
  /** Why each entity of the model was selected; absent without `select`. */
  readonly selection?: Selection;
  /** The docs that were read. */
  readonly trees: readonly SourceTree[];
  /** Files and folders that the outputs depend on, as shown to a person. */
  readonly inputs: readonly string[];
  readonly statistics: Statistics;
}

/** What a run went through, in numbers. */
export interface Statistics {
  /** Pages that were found, readable or not. */
  readonly pages: number;
  /** Pages that had to be parsed, as no cache knew them. */
  readonly parsed: number;
  readonly account?: PageAccount;
  /** Number of entities by list of the model, and of methods; empty where no model was built. */
  readonly entities: Readonly<Partial<Record<ModelList | 'methods', number>>>;
  /** Milliseconds by stage. */
  readonly milliseconds: Readonly<Record<StageName, number>>;
}

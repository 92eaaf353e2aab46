import type { StageResult } from '../diagnostics/diagnostic.ts';
import type { EmitOptions, OutputFile, Rendering } from '../emit/output-file.ts';
import type { PlatformTypes } from '../model/canonical.ts';
import type { Model } from '../model/model.ts';

/** What a worker is told at its start. */
export interface EmissionStart {
  /** Names of built-in targets. */
  readonly targets: readonly string[];
  /** The working directory of the run, absolute. */
  readonly cwd: string;
}

/** What a worker emits its targets for. Plain data, as it is copied to the worker. */
export interface EmissionRequest {
  readonly model: Model;
  readonly platformTypes: PlatformTypes;
  readonly options: Pick<EmitOptions, 'comments' | 'generator' | 'cpp'>;
  /** Whether the keys are wanted by which a later run finds the files. */
  readonly remembers: boolean;
}

/** What a worker emitted. */
export interface EmissionResponse {
  /** The result of each target, in the order of their names. */
  readonly results: readonly StageResult<readonly OutputFile[]>[];
  /** Hashes of the files' texts (`hashText`), by path. */
  readonly hashes: Readonly<Record<string, string>>;
  /** By path, the files that a later run may find again. */
  readonly remembered: readonly (readonly [string, { readonly key: string } & Rendering])[];
}

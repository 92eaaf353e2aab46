import type { StageResult } from '../diagnostics/diagnostic.ts';
import type { TypeTable } from '../model/canonical.ts';
import type { Model } from '../model/model.ts';
import type { EmitOptions, OutputFile } from './output-file.ts';

/** Something that can be generated from a model: `cpp`, `typescript`, ... */
export interface Target {
  readonly name: string;
  /** Pure: the same model, table and options give the same files, in the same order. */
  emit(model: Model, types: TypeTable, options: EmitOptions): StageResult<readonly OutputFile[]>;
}

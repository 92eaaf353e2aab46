import type { StageResult } from '../diagnostics/diagnostic.ts';
import type { TypeTable } from '../model/canonical.ts';
import type { Entity, Model } from '../model/model.ts';
import type { EmitOptions, OutputFile } from './output-file.ts';

/** The declaration of an entity as it stands in a file, without blank lines around it. */
export interface DeclarationText {
  /** The file's path below the output folder. */
  readonly path: string;
  readonly text: string;
  /** Whether it carries prose of the docs. */
  readonly prose: boolean;
}

/** Something that can be generated from a model: `cpp`, `typescript`, ... */
export interface Target {
  readonly name: string;
  /** Pure: the same model, table and options give the same files, in the same order. */
  emit(model: Model, types: TypeTable, options: EmitOptions): StageResult<readonly OutputFile[]>;

  /**
   * The texts of the declarations of some entities of the model, with this package's templates; undefined where one
   * cannot be told from its file. Absent where files are more than their declarations.
   */
  declarations?(
    entities: readonly Entity[],
    model: Model,
    types: TypeTable,
    options: EmitOptions,
  ): readonly DeclarationText[] | undefined;
}

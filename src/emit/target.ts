import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
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
  /**
   * What it decides of files beside its own text (imports, includes, forward declarations), as a text: while that is
   * the same, so is the rest of every file.
   */
  readonly beside: string;
  /** What was found while it was made. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A file without the declarations in it. */
export interface FileFrame {
  /** The file's path below the output folder. */
  readonly path: string;
  /** The same while nothing of the file changes but the texts of declarations. */
  readonly key: string;
  /** A text that stands in the file once and is all that a change of the key changes; absent where it is not in one piece. */
  readonly text?: () => string;
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

  /** The frames of all files that change with what the declarations of some entities decide beside their texts. */
  frames?(entities: readonly Entity[], model: Model, types: TypeTable, options: EmitOptions): readonly FileFrame[];
}

import path from 'node:path';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { createDeclarativeTarget } from '../../src/emit/declarative/target.ts';
import type { CommentLevel, OutputFile } from '../../src/emit/output-file.ts';
import type { Model } from '../../src/model/model.ts';
import { readTargetDescriptions } from '../../src/read/read-target-descriptions.ts';
import { root, templates, typesOf } from '../select/embedded-model.ts';

/** The targets that folders of this package's templates describe. */
const described = readTargetDescriptions(path.join(root, 'templates'), undefined, root);

/** What one of them writes for a model. */
export function emitTarget(
  name: string,
  model: Model,
  comments: CommentLevel = 'link',
): { files: readonly OutputFile[]; diagnostics: readonly Diagnostic[] } {
  const target = described.value.get(name);
  if (!target) throw new Error(`no target ${name}`);
  const result = createDeclarativeTarget(name, target.description).emit(model, typesOf(model), {
    comments,
    templates,
    generator: 'test',
  });
  return { files: result.value, diagnostics: result.diagnostics };
}

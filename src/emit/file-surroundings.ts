import type { EmitOptions } from './output-file.ts';

/**
 * Everything that all files of a run depend on beside the model, as plain data.
 *
 * @param platformTypes The facts about the types of Windows.
 */
export function fileSurroundings(
  { generator, comments, templates, cpp }: EmitOptions,
  platformTypes: unknown,
): unknown {
  return [generator, comments, [...templates], platformTypes, cpp];
}

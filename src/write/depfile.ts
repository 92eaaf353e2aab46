import path from 'node:path';
import type { StageResult } from '../diagnostics/diagnostic.ts';
import { displayPath } from '../read/display-path.ts';
import { cannotWrite } from './apply-plan.ts';
import { writeFileAtomic } from './atomic-file.ts';

/** Writes a dependency file; CB701 where the system refuses. Parameters as for `formatDepfile`. */
export function writeDepfile(
  file: string,
  output: string | readonly string[],
  inputs: readonly string[],
  cwd: string,
): StageResult<undefined> {
  const absolute = path.resolve(cwd, file);
  try {
    writeFileAtomic(absolute, formatDepfile(output, inputs));
    return { value: undefined, diagnostics: [] };
  } catch (error) {
    return { value: undefined, diagnostics: [cannotWrite(displayPath(absolute, cwd), error)] };
  }
}

/**
 * The text of a dependency file for Make and Ninja: the outputs depend on the inputs, and each input is a target
 * without a rule, so that Make does not stop when one is deleted.
 *
 * @param output The manifest, which stands for all outputs of a folder: Ninja takes no output that its rule does not
 *   name. Several where one run makes several folders.
 * @param inputs Paths of files and folders; a folder stands for the pages that may be added to it.
 */
export function formatDepfile(output: string | readonly string[], inputs: readonly string[]): string {
  const prerequisites = [...new Set(inputs)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map(escapePath);
  const targets = (typeof output === 'string' ? [output] : output).map(escapePath).join(' ');
  const rule = `${targets}: \\\n  ${prerequisites.join(' \\\n  ')}\n`;
  return rule + prerequisites.map((path) => `\n${path}:\n`).join('');
}

/** Escapes what Make and Ninja both take for syntax. */
function escapePath(path: string): string {
  return path.replaceAll('\\', '/').replace(/[ #]/g, '\\$&').replaceAll('$', '$$$$');
}

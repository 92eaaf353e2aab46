import path from 'node:path';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { displayPath } from '../read/display-path.ts';
import { cannotWrite } from './apply-plan.ts';
import { removeLeftovers, writeFileAtomic } from './atomic-file.ts';
import { makeFolder } from './make-folder.ts';

/**
 * Writes a dependency file, in a folder that is made for it; CB701 where the system refuses, CB707 for each input that
 * the file cannot name. Parameters as for `formatDepfile`.
 */
export function writeDepfile(
  file: string,
  output: string | readonly string[],
  inputs: readonly string[],
  cwd: string,
): StageResult<undefined> {
  const absolute = path.resolve(cwd, file);
  const diagnostics: Diagnostic[] = [...new Set(inputs)].filter(isUnspeakable).map(leftOut);
  try {
    makeFolder(path.dirname(absolute));
    removeLeftovers(path.dirname(absolute), path.basename(absolute));
    writeFileAtomic(absolute, formatDepfile(output, inputs));
  } catch (error) {
    diagnostics.push(cannotWrite(displayPath(absolute, cwd), error));
  }
  return { value: undefined, diagnostics };
}

function leftOut(input: string): Diagnostic {
  const message = `\`${input}\` is not in the dependency file, which cannot name it: a change of it starts no build`;
  return diagnostic('CB707', message, undefined, { help: 'give it a name of letters, digits, blanks and `-_.+#$`' });
}

/**
 * The text of a dependency file for Make and Ninja: the outputs depend on the inputs, and each input is a target
 * without a rule, so that Make does not stop when one is deleted.
 *
 * Names of pages come from outside, and to Make a text can be a command. What the two have no common way to write is
 * left out.
 *
 * @param output The manifest, which stands for all outputs of a folder: Ninja takes no output that its rule does not
 *   name. Several where one run makes several folders.
 * @param inputs Paths of files and folders; a folder stands for the pages that may be added to it.
 */
export function formatDepfile(output: string | readonly string[], inputs: readonly string[]): string {
  const prerequisites = [...new Set(inputs)]
    .filter((input) => !isUnspeakable(input))
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .map(escapePath);
  const targets = (typeof output === 'string' ? [output] : output).map(escapePath).join(' ');
  const rule = `${targets}: \\\n  ${prerequisites.join(' \\\n  ')}\n`;
  return rule + prerequisites.map((path) => `\n${path}:\n`).join('');
}

/**
 * What cannot be escaped for both: to Make the end of a name, an assignment, a command, a pattern or a member of an
 * archive; to Ninja, which takes these few characters for blanks, the end of a name; a home folder; and a blank before
 * the end of the line.
 */
const unspeakable = /[\p{Cc}:;=|%&"'`*?<>^\\]|^~|[) ]$/u;

/** Whether Make or Ninja would take a path for something else, however it is escaped. */
function isUnspeakable(input: string): boolean {
  // A drive letter is what both know on Windows; elsewhere it is a folder with a colon in its name.
  return unspeakable.test(path.isAbsolute(input) ? input.replace(/^[A-Za-z]:(?=\/)/, '') : input);
}

/** Escapes what Make and Ninja both take for syntax. */
function escapePath(input: string): string {
  return input.replace(/[ #]/g, '\\$&').replaceAll('$', '$$$$');
}

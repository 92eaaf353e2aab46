/**
 * The text of a dependency file for Make and Ninja: the outputs depend on the inputs, and each input is a target
 * without a rule, so that Make does not stop when one is deleted.
 *
 * @param outputs Paths as the build names them; Ninja wants the first output of its rule first.
 * @param inputs Paths of files and folders; a folder stands for the pages that may be added to it.
 */
export function formatDepfile(outputs: readonly string[], inputs: readonly string[]): string {
  const prerequisites = [...new Set(inputs)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map(escapePath);
  const rule = `${outputs.map(escapePath).join(' ')}: \\\n  ${prerequisites.join(' \\\n  ')}\n`;
  return rule + prerequisites.map((path) => `\n${path}:\n`).join('');
}

/** Escapes what Make and Ninja both take for syntax. */
function escapePath(path: string): string {
  return path.replaceAll('\\', '/').replace(/[ #]/g, '\\$&').replaceAll('$', '$$$$');
}

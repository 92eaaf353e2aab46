/** Offset at which the Markdown of a page begins, behind its front matter. */
export function bodyStart(text: string): number {
  if (!/^---[ \t]*\r?\n/.test(text)) return 0;
  const end = /\n---[ \t]*(?:\r?\n|$)/.exec(text);
  return end ? end.index + end[0].length : 0;
}

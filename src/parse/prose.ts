import { inlineText } from './inline-text.ts';

/**
 * Markdown of one or more blocks as plain text, read line by line: paragraphs separated by a blank line, list items
 * by a line end with their marker kept, table rows as cells between bars without the delimiter row, alerts and other
 * quotes as paragraphs, code as it stands. Inline markup as `inlineText` renders it. Linear, never throws.
 *
 * @param raw Markdown, whole lines
 * @param include gives the plain text of an INCLUDE target
 */
export function proseText(raw: string, include: (target: string) => string): string {
  const blocks: string[] = [];
  let open: string[] = [];
  let marker = '';
  let fence: { mark: string; indent: number; lines: string[] } | undefined;
  let afterItem = false;
  let afterRow = false;

  const close = (): void => {
    if (open.length > 0) {
      const text = marker + inlineText(open.join('\n'), include);
      // Items of a list follow each other without a blank line.
      if (marker && afterItem) blocks.push(`${blocks.pop() ?? ''}\n${text}`);
      else if (text) blocks.push(text);
      afterItem = marker !== '';
      open = [];
    }
    marker = '';
  };

  for (const whole of raw.split('\n')) {
    const line = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
    if (fence) {
      const trimmed = line.trim();
      if (trimmed.startsWith(fence.mark) && trimmed.replaceAll(fence.mark[0] as string, '') === '') {
        blocks.push(fence.lines.join('\n').trimEnd());
        afterItem = false;
        fence = undefined;
      } else {
        fence.lines.push(line.replace(/^ */, (blanks) => blanks.slice(fence?.indent ?? 0)).trimEnd());
      }
      continue;
    }
    const content = line.replace(quoteMarks, '');
    const trimmed = content.trim();
    if (trimmed === '') {
      close();
      afterRow = false;
      continue;
    }
    const fenceMark = openingFence.exec(trimmed);
    if (fenceMark) {
      close();
      fence = { mark: fenceMark[1] as string, indent: content.length - content.trimStart().length, lines: [] };
      continue;
    }
    if (trimmed.startsWith('|')) {
      close();
      if (delimiterRow.test(trimmed)) continue;
      const cells = trimmed.replace(/^\||\|$/g, '').split(cellBar);
      const row = cells
        .map((cell) => inlineText(cell.replaceAll('\\|', '|'), include).replaceAll('\n', ' '))
        .join(' | ');
      if (afterRow) blocks.push(`${blocks.pop() ?? ''}\n${row}`);
      else blocks.push(row);
      afterRow = true;
      afterItem = false;
      continue;
    }
    const heading = headingMarks.exec(trimmed);
    if (heading) {
      close();
      afterItem = false;
      blocks.push(inlineText(trimmed.slice(heading[0].length).replace(/ #+$/, ''), include));
      continue;
    }
    const item = itemMarker.exec(trimmed);
    if (item) {
      close();
      marker = `${item[1]} `;
      open.push(trimmed.slice(item[0].length) + trailingBlanks(content));
      continue;
    }
    open.push(content.trimStart());
  }
  close();
  if (fence) blocks.push(fence.lines.join('\n').trimEnd());
  return blocks.filter((block) => block !== '').join('\n\n');
}

const quoteMarks = /^(?: {0,3}> ?){1,50}/;
const openingFence = /^(`{3,}|~{3,})[^`]*$/;
const delimiterRow = /^\|[ \t:|-]*$/;
const cellBar = /(?<!\\)\|/;
const headingMarks = /^#{1,6}[ \t]+/;
const itemMarker = /^([-*+]|\d{1,9}[.)])[ \t]+/;

/** The two blanks of a hard break, which trimming took off. */
function trailingBlanks(line: string): string {
  return line.endsWith('  ') ? '  ' : '';
}

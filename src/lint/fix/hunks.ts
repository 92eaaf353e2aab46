import type { Fix } from '../../diagnostics/diagnostic.ts';
import { lineAt } from '../../diagnostics/line-index.ts';

/** Unchanged lines around a change, as in `diff -u`. */
const contextLines = 3;

/** The text with fixes applied, which are in order and apart from each other. */
export function applyFixes(text: string, fixes: readonly Fix[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, replacement } of fixes) {
    parts.push(text.slice(at, start), replacement);
    at = end;
  }
  return parts.join('') + text.slice(at);
}

/** Changed lines: `first` up to and without `end`, and what is to stand there. */
interface Change {
  readonly first: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** The hunks of a unified diff that apply fixes to a text; a line keeps its carriage return. */
export function fileHunks(text: string, fixes: readonly Fix[]): string {
  const lines = linesOf(text);
  const starts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    starts.push(offset);
    offset += line.length;
  }
  const changes = changesOf(text, lines, starts, fixes);
  const groups: Change[][] = [];
  for (const change of changes) {
    const last = groups.at(-1)?.at(-1);
    if (last && change.first - last.end <= 2 * contextLines) groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  let shift = 0;
  return groups
    .map((group) => {
      const { text: hunk, added } = hunkOf(group, lines, shift);
      shift += added;
      return hunk;
    })
    .join('');
}

/** Lines with their ends; only line feeds end one, as git sees it. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function changesOf(text: string, lines: readonly string[], starts: readonly number[], fixes: readonly Fix[]): Change[] {
  const groups: { first: number; end: number; fixes: Fix[] }[] = [];
  for (const fix of fixes) {
    const first = lineAt(starts, fix.start);
    const end = lineAt(starts, Math.max(fix.start, fix.end)) + 1;
    const last = groups.at(-1);
    if (last && first < last.end) {
      last.end = Math.max(last.end, end);
      last.fixes.push(fix);
    } else groups.push({ first, end, fixes: [fix] });
  }
  return groups.map(({ first, end, fixes: own }) => {
    const from = starts[first] ?? 0;
    const to = starts[end] ?? text.length;
    const shifted = own.map((fix) => ({ ...fix, start: fix.start - from, end: fix.end - from }));
    return { first, end: Math.min(end, lines.length), lines: linesOf(applyFixes(text.slice(from, to), shifted)) };
  });
}

function hunkOf(group: readonly Change[], lines: readonly string[], shift: number): { text: string; added: number } {
  const first = Math.max(0, (group[0] as Change).first - contextLines);
  const end = Math.min(lines.length, (group.at(-1) as Change).end + contextLines);
  const out: string[] = [];
  let added = 0;
  let at = first;
  const put = (sign: string, from: readonly string[]) => {
    for (const line of from) out.push(sign, line, line.endsWith('\n') ? '' : '\n\\ No newline at end of file\n');
  };
  for (const change of group) {
    put(' ', lines.slice(at, change.first));
    put('-', lines.slice(change.first, change.end));
    put('+', change.lines);
    added += change.lines.length - (change.end - change.first);
    at = change.end;
  }
  put(' ', lines.slice(at, end));
  const range = (start: number, count: number) => `${count === 0 ? start : start + 1},${count}`;
  const head = `@@ -${range(first, end - first)} +${range(first + shift, end - first + added)} @@\n`;
  return { text: head + out.join(''), added };
}

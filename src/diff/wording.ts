/** Longest excerpt of prose in a report, in UTF-16 units. */
const excerptLength = 80;

/** Text of the context that an excerpt shows before the first difference. */
const contextLength = 24;

/** Prose with every run of blanks as one: a page that is wrapped anew says the same. */
export function plainProse(text: string | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

/** The part of two texts around their first difference, short enough for one line. */
export function excerpts(old: string, next: string): { readonly old: string; readonly new: string } {
  let same = 0;
  while (same < old.length && old[same] === next[same]) same++;
  const start = same <= contextLength ? 0 : old.lastIndexOf(' ', same - contextLength / 2) + 1;
  return { old: cut(old, start), new: cut(next, start) };
}

function cut(text: string, start: number): string {
  const rest = Array.from(text.slice(start));
  const shown = rest.length > excerptLength ? `${rest.slice(0, excerptLength).join('')}\u2026` : rest.join('');
  return start > 0 ? `\u2026${shown}` : shown;
}

/** An HRESULT as it is always written: eight hexadecimal digits. */
export function hresultText(value: number | undefined): string | undefined {
  return value === undefined ? undefined : `0x${(value >>> 0).toString(16).padStart(8, '0')}`;
}

/** `1 method`, `3 methods`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The names, or the first and the last of more than three. */
export function listed(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names[0]} to ${names.at(-1)}`;
}

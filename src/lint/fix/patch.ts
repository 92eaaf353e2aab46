import { createHash } from 'node:crypto';
import type { Diagnostic, Fix } from '../../diagnostics/diagnostic.ts';
import type { SourceFile, SourceTree } from '../../read/source-file.ts';
import { applyFixes, fileHunks } from './hunks.ts';

/** A patch and what became of the findings that can be cured. */
export interface FixPatch {
  /** A unified diff that `git apply` takes; empty where nothing can be cured. */
  readonly patch: string;
  /** Findings that the patch cures. */
  readonly cured: number;
  /** Findings left out: their edits touch those of another one, or the page is not plain UTF-8. */
  readonly left: number;
}

/**
 * Makes the patch that cures what can be cured without judgement. It changes the stretches that fixes name and keeps
 * every other byte: line ends, trailing blanks, a byte order mark.
 *
 * Paths are those shown to a person, below the working directory; for docs outside of it they are relative to the docs
 * folder.
 */
export function fixPatch(diagnostics: readonly Diagnostic[], trees: readonly SourceTree[]): FixPatch {
  const byFile = new Map<string, (readonly Fix[])[]>();
  for (const { fixes, location } of diagnostics) {
    if (!fixes || !location) continue;
    const list = byFile.get(location.file) ?? [];
    byFile.set(location.file, list);
    list.push(fixes);
  }
  const parts: string[] = [];
  let cured = 0;
  let left = 0;
  for (const { files } of trees) {
    for (const file of files) {
      const wanted = byFile.get(file.path);
      if (!wanted) continue;
      const mark = byteOrderMark(file);
      const chosen = mark === undefined ? [] : withoutOverlaps(wanted);
      cured += chosen.length;
      left += wanted.length - chosen.length;
      if (mark === undefined || chosen.length === 0) continue;
      const fixes = chosen
        .flat()
        .map((fix) => ({ ...fix, start: fix.start + mark.length, end: fix.end + mark.length }));
      parts.push(filePatch(pathOf(file), mark + file.text, fixes));
    }
  }
  return { patch: parts.join(''), cured, left };
}

/** What stood before the text: nothing or a byte order mark; undefined where bytes were lost in decoding. */
function byteOrderMark({ text, hash }: SourceFile): '' | '\ufeff' | undefined {
  const isText = (candidate: string) => createHash('sha256').update(candidate).digest('hex') === hash;
  return isText(text) ? '' : isText(`\ufeff${text}`) ? '\ufeff' : undefined;
}

/** The findings whose edits are apart from those of the ones before. Equal edits are one. */
function withoutOverlaps(wanted: readonly (readonly Fix[])[]): readonly (readonly Fix[])[] {
  const taken: Fix[] = [];
  return wanted.filter((fixes) => {
    const fresh = fixes.filter((fix) => !neighbours(fix, taken).some((other) => isSame(fix, other)));
    if (fresh.some((fix) => neighbours(fix, taken).some((other) => touches(fix, other)))) return false;
    for (const fix of fresh) taken.splice(firstAfter(fix.start, taken), 0, fix);
    return true;
  });
}

/** Those of edits, in order and apart, that an edit can touch: the one before it and those that begin inside. */
function neighbours(fix: Fix, ordered: readonly Fix[]): readonly Fix[] {
  const from = Math.max(0, firstAfter(fix.start - 1, ordered) - 1);
  return ordered.slice(from, firstAfter(fix.end, ordered));
}

/** Index of the first edit that begins after an offset. */
function firstAfter(offset: number, ordered: readonly Fix[]): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle] as Fix).start <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isSame(one: Fix, other: Fix): boolean {
  return one.start === other.start && one.end === other.end && one.replacement === other.replacement;
}

function touches(one: Fix, other: Fix): boolean {
  return one.start === other.start || (one.start < other.end && other.start < one.end);
}

function filePatch(path: string, text: string, fixes: readonly Fix[]): string {
  const unique = new Map(fixes.map((fix) => [`${fix.start} ${fix.end} ${fix.replacement}`, fix]));
  const ordered = [...unique.values()].sort((a, b) => a.start - b.start || a.end - b.end);
  if (applyFixes(text, ordered) === text) return '';
  return `--- ${quoted(`a/${path}`)}\n+++ ${quoted(`b/${path}`)}\n${fileHunks(text, ordered)}`;
}

/** Below the working directory the path as shown, else that below the docs folder. */
function pathOf({ path, id }: SourceFile): string {
  return path.startsWith('/') || path.startsWith('../') || /^[A-Za-z]:/.test(path) ? id : path;
}

/** Git quotes names with control characters, quotes and backslashes in the manner of C. */
function quoted(path: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what git quotes
  if (!/["\\\u0000-\u001f\u007f]/.test(path)) return path;
  const escaped = path.replace(/["\\]/g, '\\$&').replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what git quotes
    /[\u0000-\u001f\u007f]/g,
    (character) => `\\${(character.codePointAt(0) as number).toString(8).padStart(3, '0')}`,
  );
  return `"${escaped}"`;
}

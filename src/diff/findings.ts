import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceTree } from '../read/source-file.ts';

/** One diagnostic that only one side has. */
export interface Finding {
  readonly code: string;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  /** Path below the docs folder, and line, of the page: `hosting/ihosttask-alert-method.md:29`. */
  readonly place?: string;
}

/** What was found in the old pages alone, and in the new ones alone. */
export interface FindingChanges {
  readonly gone: readonly Finding[];
  readonly new: readonly Finding[];
}

/** The pages of a side, and what was found in them. */
export interface CheckedPages {
  readonly tree: SourceTree;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compares what was found in two docs folders. A finding is the same where page, code and message are, wherever it
 * stands in the page.
 */
export function compareFindings(old: CheckedPages, next: CheckedPages): FindingChanges {
  const before = findingsOf(old);
  const after = findingsOf(next);
  return { gone: without(before, after), new: without(after, before) };
}

/** A finding and what makes it the same as another. */
interface Keyed {
  readonly key: string;
  readonly finding: Finding;
}

function findingsOf({ tree, diagnostics }: CheckedPages): readonly Keyed[] {
  const ids = new Map(tree.files.map(({ path, id }) => [path, id]));
  return diagnostics.map(({ code, severity, message, location }) => {
    const page = location && (ids.get(location.file) ?? location.file);
    const place = location && `${page}:${location.start.line}`;
    const finding = { code, severity, message, ...(place !== undefined && { place }) };
    return { key: `${code}\n${page}\n${message}`, finding };
  });
}

/** The findings of one side that the other has not as often. */
function without(side: readonly Keyed[], other: readonly Keyed[]): readonly Finding[] {
  const left = new Map<string, number>();
  for (const { key } of other) left.set(key, (left.get(key) ?? 0) + 1);
  return side.flatMap(({ key, finding }) => {
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count > 0 ? [] : [finding];
  });
}

import { structuredPatch } from 'diff';
import type { WriteAction } from './plan.ts';
import { withLineFeeds } from './text-hash.ts';

/** Lines of the diff of one file that are shown. */
const maximumLines = 40;

/** Insertions and deletions beyond which two texts are not compared: the search would take long and help nobody. */
const maximumEdits = 2000;

/**
 * A short unified diff from what is on disk to what would be written. Created and removed files give none: their names
 * say everything.
 *
 * @returns Lines without line ends.
 */
export function unifiedDiff(action: WriteAction): readonly string[] {
  if (action.kind !== 'change') return [];
  const patch = structuredPatch('', '', withLineFeeds(action.before), action.text, undefined, undefined, {
    context: 2,
    maxEditLength: maximumEdits,
  });
  const lines = [`--- ${action.path} (on disk)`, `+++ ${action.path} (generated)`];
  if (patch === undefined) return [...lines, `(more than ${maximumEdits} lines differ)`];
  for (const hunk of patch.hunks) {
    lines.push(`@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`, ...hunk.lines);
  }
  if (lines.length <= maximumLines) return lines;
  return [...lines.slice(0, maximumLines), `(${lines.length - maximumLines} more lines)`];
}

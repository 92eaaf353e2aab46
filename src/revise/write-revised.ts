import type { OutputFile } from '../emit/output-file.ts';
import { packageVersion } from '../read/package-root.ts';
import type { SourceMemory } from '../read/source-memory.ts';
import { applyPlan, type WriteCounts } from '../write/apply-plan.ts';
import type { FileContent } from '../write/file-content.ts';
import { readOutputFolder } from '../write/output-folder.ts';
import { planRevisions, type Revision, type WritePlan } from '../write/plan.ts';
import type { TextHashes } from '../write/text-hashes.ts';

/** The output folder as the last run left it. */
export interface LastOutputs {
  /** The folder, absolute or relative to the working directory. */
  readonly out: string;
  readonly cwd: string;
  /** Paths below it, without the manifest. */
  readonly outputs: readonly string[];
  /** The hash of an output's text (`hashText`) where the folder is known to hold it. */
  readonly hashOf: (path: string) => string | undefined;
  readonly contentOf: (path: string) => FileContent | undefined;
  readonly hashes: TextHashes;
  readonly sources?: SourceMemory | undefined;
}

/**
 * Writes outputs that were revised.
 *
 * @param contents Those that changed, by path.
 * @returns undefined where the folder holds something unexpected or the system refuses: then a run has to be made,
 *   which tells.
 */
export function writeRevised(
  contents: ReadonlyMap<string, FileContent>,
  { out, cwd, outputs, hashOf, contentOf, hashes, sources }: LastOutputs,
): { readonly plan: WritePlan; readonly counts: WriteCounts } | undefined {
  const revisions = new Map<string, Revision>();
  const known = new Set<string>();
  const files = outputs.map((path): OutputFile => {
    const after = contents.get(path);
    const inPlace = hashOf(path);
    const before = after && inPlace !== undefined ? contentOf(path) : undefined;
    if (after && before) revisions.set(path, { before, after });
    if (before || inPlace !== undefined) known.add(path);
    return {
      path,
      get text() {
        return (after ?? contentOf(path))?.text ?? '';
      },
      ...(!after && inPlace !== undefined && { inPlace }),
    };
  });
  const folder = readOutputFolder(out, outputs, cwd, known, sources);
  const plan = planRevisions(files, folder.value, `clr-bindgen ${packageVersion()}`, hashes, revisions);
  if (folder.diagnostics.length > 0 || plan.diagnostics.length > 0) return undefined;
  const applied = applyPlan(plan.value, out, cwd);
  return applied.diagnostics.length > 0 ? undefined : { plan: plan.value, counts: applied.value };
}

import type { OutputFile } from '../emit/output-file.ts';
import { packageVersion } from '../read/package-root.ts';
import type { SourceMemory } from '../read/source-memory.ts';
import { applyPlan, type WriteCounts } from '../write/apply-plan.ts';
import { readOutputFolder } from '../write/output-folder.ts';
import { planWrite, type WritePlan } from '../write/plan.ts';
import type { TextHashes } from '../write/text-hash.ts';

/** The output folder as the last run left it. */
export interface LastOutputs {
  /** The folder, absolute or relative to the working directory. */
  readonly out: string;
  readonly cwd: string;
  /** Paths below it, without the manifest. */
  readonly outputs: readonly string[];
  /** The hash of an output's text (`hashText`) where the folder is known to hold it. */
  readonly hashOf: (path: string) => string | undefined;
  readonly textOf: (path: string) => string | undefined;
  readonly hashes: TextHashes;
  readonly sources?: SourceMemory | undefined;
}

/**
 * Writes outputs that were revised.
 *
 * @param texts Those that changed, by path.
 * @returns undefined where the folder holds something unexpected or the system refuses: then a run has to be made,
 *   which tells.
 */
export function writeRevised(
  texts: ReadonlyMap<string, string>,
  { out, cwd, outputs, hashOf, textOf, hashes, sources }: LastOutputs,
): { readonly plan: WritePlan; readonly counts: WriteCounts } | undefined {
  const before = new Map<string, string>();
  const files = outputs.map((path): OutputFile => {
    const text = texts.get(path);
    const inPlace = hashOf(path);
    if (text !== undefined) {
      const old = inPlace === undefined ? undefined : textOf(path);
      if (old !== undefined) before.set(path, old);
      return { path, text };
    }
    if (inPlace === undefined) return { path, text: textOf(path) ?? '' };
    return {
      path,
      get text() {
        return textOf(path) ?? '';
      },
      inPlace,
    };
  });
  const known = new Set([
    ...before.keys(),
    ...files.flatMap((file) => (file.inPlace === undefined ? [] : [file.path])),
  ]);
  const folder = readOutputFolder(out, outputs, cwd, known, sources);
  const found = { ...folder.value, texts: new Map([...folder.value.texts, ...before]) };
  const plan = planWrite(files, found, `clr-bindgen ${packageVersion()}`, hashes);
  if (folder.diagnostics.length > 0 || plan.diagnostics.length > 0) return undefined;
  const applied = applyPlan(plan.value, out, cwd);
  return applied.diagnostics.length > 0 ? undefined : { plan: plan.value, counts: applied.value };
}

import { readdirSync, realpathSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { displayPath, isInside } from '../read/display-path.ts';
import { systemReason } from '../read/system-reason.ts';
import { removeLeftovers, writeFileAtomic } from './atomic-file.ts';
import { makeFolder } from './make-folder.ts';
import { manifestName } from './manifest.ts';
import type { WritePlan } from './plan.ts';

/** How many files a run created or changed, left alone, and removed. */
export interface WriteCounts {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

/**
 * Carries a plan out. Each file is replaced as a whole or not at all; the manifest is written before everything else
 * in a form that covers the state before and after, and in its last form after everything else, so that the next run
 * takes an interrupted one up.
 *
 * The first file that cannot be written ends the work: CB701 says which and why, what was written stays.
 *
 * @param out The output folder, absolute or relative to the working directory; created where it does not exist.
 */
export function applyPlan(plan: WritePlan, out: string, cwd: string): StageResult<WriteCounts> {
  const counts = countActions(plan);
  const root = path.resolve(cwd, out);
  const folders = new Set(plan.actions.map((action) => path.dirname(path.join(root, action.path))));
  for (const folder of folders) removeLeftovers(folder);
  if (plan.manifest === undefined) return { value: counts, diagnostics: [] };

  const folder = new SafeFolder(root);
  const done = { written: 0, unchanged: counts.unchanged, removed: 0 };
  let current = manifestName;
  try {
    folder.write(manifestName, plan.manifest.interim);
    for (const action of plan.actions) {
      current = action.path;
      if (action.path === manifestName || action.kind === 'keep') continue;
      if (action.kind === 'remove') {
        folder.remove(action.path);
        done.removed += 1;
      } else {
        folder.write(action.path, ('parts' in action ? action.parts : undefined) ?? action.text);
        done.written += 1;
      }
    }
    current = manifestName;
    folder.write(manifestName, plan.manifest.final);
    return { value: counts, diagnostics: [] };
  } catch (error) {
    return { value: done, diagnostics: [cannotWrite(displayPath(path.join(root, current), cwd), error)] };
  }
}

/** What carrying out a plan amounts to. */
export function countActions(plan: WritePlan): WriteCounts {
  const counts = { written: 0, unchanged: 0, removed: 0 };
  for (const { kind } of plan.actions) {
    if (kind === 'keep') counts.unchanged += 1;
    else if (kind === 'remove') counts.removed += 1;
    else counts.written += 1;
  }
  return counts;
}

/** The diagnostic for a file that the system refused to write. */
export function cannotWrite(shown: string, error: unknown): Diagnostic {
  const reason = error instanceof LeavesOutputFolder ? error.message : systemReason(error);
  return diagnostic('CB701', `cannot write \`${shown}\`: ${reason}`);
}

class LeavesOutputFolder extends Error {
  override message = 'a symbolic link leads out of the output folder';
}

/** Writes and removes files below one folder and nowhere else, even where a folder in it is a symbolic link. */
class SafeFolder {
  readonly #root: string;
  readonly #safe = new Set<string>();

  constructor(root: string) {
    this.#root = root;
  }

  write(file: string, content: string | readonly Uint8Array[]): void {
    const absolute = path.join(this.#root, file);
    this.#make(path.dirname(absolute));
    // By the hashes in the manifest the next run finds out what a crash of the system left of the others.
    writeFileAtomic(absolute, content, file === manifestName);
  }

  remove(file: string): void {
    const absolute = path.join(this.#root, file);
    let folder = path.dirname(absolute);
    this.#check(folder);
    rmSync(absolute, { force: true });
    for (; folder !== this.#root && readdirSync(folder).length === 0; folder = path.dirname(folder)) rmdirSync(folder);
  }

  /** Makes a folder and those above it; below the root each is checked before anything is made in it. */
  #make(folder: string): void {
    if (this.#safe.has(folder)) return;
    if (folder === this.#root) {
      makeFolder(folder);
    } else {
      this.#make(path.dirname(folder));
      makeFolder(folder);
    }
    this.#check(folder);
  }

  #check(folder: string): void {
    if (this.#safe.has(folder)) return;
    if (!isInside(realpathSync(folder), realpathSync(this.#root))) throw new LeavesOutputFolder();
    this.#safe.add(folder);
  }
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { StageResult } from '../diagnostics/diagnostic.ts';
import { systemReason } from '../read/system-reason.ts';
import { writeFileAtomic } from './atomic-file.ts';
import { makeFolder } from './make-folder.ts';

/** A file that a person is to own from then on. */
export interface NewFile {
  /** Path below the folder, forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** What stands in its way: nothing, the same file already, or another one, which is the person's own. */
export interface PlannedFile extends NewFile {
  readonly state: 'new' | 'same' | 'different';
}

/** Looks which of some files exist below a folder, and whether as they would be written. */
export function planNewFiles(files: readonly NewFile[], folder: string): readonly PlannedFile[] {
  return files.map((file) => {
    let found: string;
    try {
      found = readFileSync(path.join(folder, file.path), 'utf8');
    } catch {
      return { ...file, state: 'new' };
    }
    return { ...file, state: found.replaceAll('\r\n', '\n') === file.text ? 'same' : 'different' };
  });
}

/** Writes those that do not exist yet; a person's file is never replaced. CB701 where the system refuses. */
export function writeNewFiles(files: readonly PlannedFile[], folder: string): StageResult<number> {
  let written = 0;
  for (const file of files.filter(({ state }) => state === 'new')) {
    const target = path.join(folder, file.path);
    try {
      makeFolder(path.dirname(target));
      writeFileAtomic(target, file.text);
      written += 1;
    } catch (error) {
      const message = `cannot write \`${file.path}\`: ${systemReason(error)}`;
      return { value: written, diagnostics: [diagnostic('CB701', message)] };
    }
  }
  return { value: written, diagnostics: [] };
}

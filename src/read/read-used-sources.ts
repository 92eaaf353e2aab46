import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { glob } from 'tinyglobby';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { displayPath, isInside } from './display-path.ts';
import { GeneratedFiles } from './generated-files.ts';
import { systemReason } from './system-reason.ts';

/** The sources that a `used:` pattern finds. */
export interface UsedSources {
  /** The pattern as given. */
  readonly pattern: string;
  /** Ordered by path; paths as shown to a person. */
  readonly sources: readonly { readonly path: string; readonly text: string }[];
}

const KIND = 'used:';

/**
 * Reads the sources of the `used:` patterns among some; installed packages and what was generated, into whatever folder, are left
 * out. CB421 for a glob that finds no file, CB101 for a file that cannot be read.
 *
 * @param out Output folder: what was generated must not select itself.
 */
export async function readUsedSources(
  patterns: readonly string[],
  out: string,
  cwd: string,
): Promise<StageResult<readonly UsedSources[]>> {
  const diagnostics: Diagnostic[] = [];
  const value: UsedSources[] = [];
  const generated = new GeneratedFiles();
  for (const pattern of patterns.filter((one) => one.startsWith(KIND))) {
    const found = await glob(pattern.slice(KIND.length), { cwd, absolute: true, ignore: ['**/node_modules/**'] });
    const files = found
      .map((one) => path.resolve(one))
      .filter((file) => !isInside(file, path.resolve(cwd, out)) && !generated.has(file));
    if (files.length === 0) diagnostics.push(diagnostic('CB421', `\`${pattern}\` selects nothing: no file matches`));
    const sources: { path: string; text: string }[] = [];
    for (const file of files.sort()) {
      const shown = displayPath(file, cwd);
      try {
        sources.push({ path: shown, text: await readFile(file, 'utf8') });
      } catch (error) {
        diagnostics.push(diagnostic('CB101', `source \`${shown}\` cannot be read: ${systemReason(error)}`));
      }
    }
    value.push({ pattern, sources });
  }
  return { value, diagnostics };
}

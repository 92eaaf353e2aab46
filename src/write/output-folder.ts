import { lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { displayPath } from '../read/display-path.ts';
import type { SourceMemory } from '../read/source-memory.ts';
import { systemReason } from '../read/system-reason.ts';
import { manifestName, parseManifest } from './manifest.ts';
import { unsafePathReason } from './output-path.ts';
import type { OutputFolder } from './plan.ts';

/**
 * Reads what a plan needs to know of the output folder: its manifest and the files that the outputs or the manifest
 * name. The folder need not exist.
 *
 * CB701 where a file exists and cannot be read, CB705 for a manifest that is not valid.
 *
 * @param out The output folder, absolute or relative to the working directory.
 * @param paths Paths of the outputs below it.
 * @param inPlace Paths of files that need not be read, as they are known to be what they should be.
 * @param memory Files that were read before and need not be read again while their status is the same.
 */
export function readOutputFolder(
  out: string,
  paths: readonly string[],
  cwd: string,
  inPlace: ReadonlySet<string> = new Set(),
  memory?: SourceMemory,
): StageResult<OutputFolder> {
  const root = path.resolve(cwd, out);
  const shown = displayPath(root, cwd);
  const diagnostics: Diagnostic[] = [];
  const texts = new Map<string, string>();

  function read(file: string): string | undefined {
    if (unsafePathReason(file) !== undefined) return undefined;
    const absolute = path.join(root, file);
    try {
      // A link is replaced, never followed: what it leads to is not ours.
      const stats = lstatSync(absolute);
      if (stats.isSymbolicLink()) return undefined;
      // Whoever reads a pipe or a device may wait for ever.
      if (!stats.isFile() && !stats.isDirectory()) throw new NoFile();
      const known = memory?.text(absolute, stats);
      if (known) return known.text;
      const text = readFileSync(absolute, 'utf8');
      memory?.setText(absolute, stats, { text, hash: '', diagnostics: [] });
      return text;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'ENOTDIR') {
        const reason = error instanceof NoFile ? error.message : systemReason(error);
        diagnostics.push(diagnostic('CB701', `cannot read \`${shown}/${file}\`: ${reason}`));
      }
      return undefined;
    }
  }

  const manifestText = read(manifestName);
  if (manifestText !== undefined) texts.set(manifestName, manifestText);
  const manifest = parseManifest(manifestText, `${shown}/${manifestName}`);
  diagnostics.push(...manifest.diagnostics);
  const known = [...Object.keys(manifest.value.files), ...Object.keys(manifest.value.replacing ?? {})];
  for (const file of new Set([...paths, ...known])) {
    if (inPlace.has(file)) continue;
    const text = read(file);
    if (text !== undefined) texts.set(file, text);
  }
  return { value: { shown, texts, manifest: manifest.value }, diagnostics };
}

class NoFile extends Error {
  override message = 'it is not a file';
}

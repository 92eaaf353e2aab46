import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder and those above it; one that is there already is left as it is.
 *
 * `recursive` of `mkdirSync` is not used: below a folder such as `/proc`, which exists and takes nothing, it never
 * ends, and of a read-only file system it says that the folder does not exist.
 *
 * @throws The system's error.
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return;
    if (code !== 'ENOENT' || folder === path.dirname(folder)) throw error;
    makeFolder(path.dirname(folder));
    mkdirSync(folder);
  }
}

import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

let sequence = 0;

/**
 * Writes a file so that at any moment it has its old content or all of its new one: a temporary file beside it is
 * written, flushed and renamed over it. A symbolic link is replaced, not followed.
 *
 * `write-file-atomic` is not used for this: it takes a short write on a disk that has just become full for success,
 * and writes through links.
 *
 * @param file Absolute path; its folder exists.
 * @throws The system's error; the old file is then untouched and the temporary one gone.
 */
export function writeFileAtomic(file: string, text: string): void {
  sequence += 1;
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}-${sequence}.tmp`);
  try {
    const descriptor = openSync(temporary, 'wx', 0o666);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

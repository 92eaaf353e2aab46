import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

let sequence = 0;

/**
 * Writes a file so that at any moment it has its old content or all of its new one: a temporary file beside it is
 * written and renamed over it. A symbolic link is replaced, not followed.
 *
 * `write-file-atomic` is not used for this: it takes a short write on a disk that has just become full for success,
 * and writes through links.
 *
 * @param file Absolute path; its folder exists.
 * @param content A text, or the bytes in their order.
 * @param flush Whether it also outlives a crash of the system, which takes longer than all the rest. Default: true.
 * @throws The system's error; the old file is then untouched and the temporary one gone.
 */
export function writeFileAtomic(file: string, content: string | readonly Uint8Array[], flush = true): void {
  sequence += 1;
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}-${sequence}.tmp`);
  try {
    const descriptor = openSync(temporary, 'wx', 0o666);
    try {
      for (const part of typeof content === 'string' ? [content] : content) writeFileSync(descriptor, part);
      if (flush) flushFile(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Flushes a file to the disk, where this process may. */
function flushFile(descriptor: number): void {
  try {
    fsyncSync(descriptor);
  } catch (error) {
    // What Node's permission model answers, whatever files may be written.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ACCESS_DENIED') throw error;
  }
}

/** Name of a temporary file: the file that it is to become, and the process that writes it. */
const temporaryName = /^\.(.+)\.(\d+)-\d+\.tmp$/;

/**
 * Removes the temporary files that processes which were killed have left in a folder.
 *
 * @param file Name of the file whose temporary ones are meant, where the folder is not ours. Default: all.
 */
export function removeLeftovers(folder: string, file?: string): void {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return;
  }
  for (const name of names) {
    const [, meant, writer] = temporaryName.exec(name) ?? [];
    if (writer === undefined || (file !== undefined && meant !== file) || isRunning(Number(writer))) continue;
    rmSync(path.join(folder, name), { force: true });
  }
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

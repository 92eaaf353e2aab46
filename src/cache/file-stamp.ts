import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, type Stats } from 'node:fs';
import type { FileContent } from '../write/file-content.ts';

/**
 * How a file, or the list of a folder's entries, was when a run used it: path, size, times of modification and of
 * status change in milliseconds, inode, SHA-256 of the content. The times are 0 where they prove nothing.
 */
export type FileStamp = readonly [
  path: string,
  size: number,
  modified: number,
  changed: number,
  inode: number,
  hash: string,
];

/** `same`: the status is as it was; `touched`: it is not, but the content is; `changed`. */
export type StampResult = 'same' | 'touched' | 'changed';

/**
 * A file that was modified this recently, in milliseconds, could be modified again without its time stamp showing it:
 * file systems count in steps of up to two seconds. Only the content of such a file proves anything.
 */
const settled = 2500;

/** How the hash of something is found: `folder` stands for the names in it. */
export type Hasher = (file: string) => string;

/**
 * Stamps a file or folder.
 *
 * @param path Absolute.
 * @param hash SHA-256 of what the run used.
 * @param now When the run began: what changed later than that is known by its content alone.
 */
export function stamp(path: string, hash: string, now: number): FileStamp {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  // Of a symbolic link the status says nothing about the content.
  if (stats === undefined || stats.isSymbolicLink() || newest(stats) > now - settled) return [path, 0, 0, 0, 0, hash];
  return [path, stats.size, stats.mtimeMs, stats.ctimeMs, stats.ino, hash];
}

/** Stamps a file as it is now; its content is read only where its status is not the recorded one. */
export function restamp(path: string, recorded: FileStamp | undefined, hasher: Hasher, now: number): FileStamp {
  if (recorded === undefined) return stamp(path, hasher(path), now);
  const fresh = stamp(path, recorded[5], now);
  const isSame = fresh[2] !== 0 && fresh.every((part, index) => part === recorded[index]);
  return isSame ? recorded : stamp(path, hasher(path), now);
}

/** Whether the status of a file is as it was stamped, and proves that the content is, too. */
export function hasStatus([path, size, modified, changed, inode]: FileStamp): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return (
    stats !== undefined &&
    stats.mtimeMs === modified &&
    stats.ctimeMs === changed &&
    stats.size === size &&
    stats.ino === inode &&
    modified !== 0
  );
}

/** Whether an output is as it was written: by its status or, where that is too young to prove anything, its content. */
export function isInPlace(stamped: FileStamp, content: FileContent | undefined): boolean {
  const [file, , modified, , , hash] = stamped;
  if (modified !== 0 || content?.hash !== hash) return hasStatus(stamped);
  try {
    // A link would be replaced.
    return lstatSync(file).isFile() && readFileSync(file).equals(content.bytes);
  } catch {
    return false;
  }
}

/** Compares a file with its stamp: by its status, which costs next to nothing, then by its content. */
export function compareStamp(stamp: FileStamp, hasher: Hasher): StampResult {
  const [path, , , , , hash] = stamp;
  try {
    if (hasStatus(stamp)) return 'same';
    return hasher(path) === hash ? 'touched' : 'changed';
  } catch {
    return 'changed';
  }
}

/** SHA-256 of the bytes of a file, hexadecimal. */
export function hashFile(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** SHA-256 of the names in a folder and of what kind each is, hexadecimal. */
export function hashFolder(folder: string): string {
  const names = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const kind = entry.isDirectory() ? 'd' : entry.isFile() ? 'f' : entry.isSymbolicLink() ? 'l' : 'o';
    return `${kind}${entry.name}`;
  });
  return createHash('sha256').update(names.sort().join('\0')).digest('hex');
}

/** One hash, hexadecimal, for the contents of all stamped files. */
export function hashOfStamps(stamps: Iterable<FileStamp>): string {
  const hash = createHash('sha256');
  for (const stamp of stamps) hash.update(stamp[5]);
  return hash.digest('hex');
}

function newest({ mtimeMs, ctimeMs }: Stats): number {
  return Math.max(mtimeMs, ctimeMs);
}

import { runGit } from './git.ts';

/** A file of a commit. */
export interface GitBlob {
  /** Path from the root of the repository, forward slashes. */
  readonly path: string;
  /** Id of the object that holds its bytes. */
  readonly object: string;
  /** In bytes. */
  readonly size: number;
  /** A symbolic link, whose bytes are its target. */
  readonly link: boolean;
}

/** An entry of `git ls-tree -l`: mode, type, object, size right-aligned, a tab, the path. */
const blobEntry = /^(\d{6}) blob ([0-9a-f]+) +(\d+)\t(.+)$/s;

/**
 * The files of a commit by path; a string says why they cannot be listed. Submodules are left out.
 *
 * @param folder Absolute path of a folder of the repository.
 * @param commit Id of the commit, hexadecimal.
 */
export function listBlobs(folder: string, commit: string): ReadonlyMap<string, GitBlob> | string {
  const result = runGit(folder, ['ls-tree', '-r', '-z', '-l', '--full-tree', commit]);
  if (!result.ok) return result.reason;
  const blobs = new Map<string, GitBlob>();
  for (const entry of result.output.toString('utf8').split('\0')) {
    const [, mode, object, size, path] = blobEntry.exec(entry) ?? [];
    if (object === undefined || path === undefined) continue;
    blobs.set(path, { path, object, size: Number(size), link: mode === '120000' });
  }
  return blobs;
}

/** The bytes of objects by id, read in one run of git; objects that the repository lacks are absent. */
export function readBlobs(folder: string, objects: readonly string[]): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  if (objects.length === 0) return found;
  const result = runGit(folder, ['cat-file', '--batch'], `${[...new Set(objects)].join('\n')}\n`);
  if (!result.ok) return found;
  const { output } = result;
  // One object: `<id> blob <size>`, a line feed, the bytes, a line feed; or `<id> missing`.
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at);
    if (end < 0) break;
    const [object, type, size] = output.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (type !== 'blob' || object === undefined) continue;
    const length = Number(size);
    found.set(object, output.subarray(at, at + length));
    at += length + 1;
  }
  return found;
}

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { systemReason } from '../read/system-reason.ts';
import { removeLeftovers, writeFileAtomic } from '../write/atomic-file.ts';
import { makeFolder } from '../write/make-folder.ts';

/** First word of every cache file; the number is that of the format. */
const format = 'clr-bindgen-cache-2';

/** Bytes before the content of a cache file: format, blank, SHA-256 in hexadecimal digits, line feed. */
export const cacheHeadLength = format.length + 1 + 64 + 1;

/** Cache files that a folder keeps. */
const maximumFiles = 32;

/** What reading a cache file gave: its content, nothing because there is none, or why it is not trusted. */
export type CacheContent = { readonly content: Buffer } | { readonly problem: string } | undefined;

/**
 * Reads a cache file. A file that another format wrote, or that was cut off or changed, is not trusted: the first line
 * holds the format and the SHA-256 of what follows.
 */
export function readCacheFile(file: string): CacheContent {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : { problem: systemReason(error) };
  }
  const end = bytes.indexOf(10);
  const [name, hash] = bytes.toString('latin1', 0, Math.max(0, Math.min(end, 200))).split(' ');
  if (name !== format) return { problem: 'it is of another format' };
  const content = bytes.subarray(end + 1);
  if (hash !== hashOf([content])) return { problem: 'its content does not have the hash that it states' };
  return { content };
}

/**
 * Replaces a cache file as a whole, so that a run beside this one reads either the old or the new one; the last writer
 * wins. Not flushed: what a crash of the system leaves is found out by its hash.
 *
 * @returns Why it could not be written; undefined where it was.
 */
export function writeCacheFile(file: string, parts: readonly Uint8Array[]): string | undefined {
  const folder = path.dirname(file);
  try {
    makeFolder(folder);
    removeLeftovers(folder);
    const head = Buffer.from(`${format} ${hashOf(parts)}\n`);
    writeFileAtomic(file, [head, ...parts], false);
    removeOldest(folder);
    return undefined;
  } catch (error) {
    return systemReason(error);
  }
}

function removeOldest(folder: string): void {
  const names = readdirSync(folder).filter((name) => /\.(?:run|pages|entities)$/.test(name));
  if (names.length <= maximumFiles) return;
  const aged = names.map((name) => {
    const file = path.join(folder, name);
    return { file, time: statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0 };
  });
  aged.sort((a, b) => b.time - a.time);
  for (const { file } of aged.slice(maximumFiles)) rmSync(file, { force: true });
}

function hashOf(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

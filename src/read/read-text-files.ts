import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The texts of a folder's files by name, with LF line ends: files that this package brings along.
 *
 * @param extension With the period: `.css`.
 * @throws If the folder cannot be read: then the package is incomplete.
 */
export function readTextFiles(folder: string, extension: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith(extension));
  return new Map(
    names.sort().map((name) => [name, readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n')]),
  );
}

import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { maximumPageSize } from './decode-page.ts';
import type { SourceTree } from './source-file.ts';

/** A table of contents (`toc.yml`) of a docs folder. */
export interface TocFile {
  /** Path as shown to a person. */
  readonly path: string;
  /** Path relative to the docs root, forward slashes. */
  readonly id: string;
  readonly text: string;
}

/**
 * The tables of contents in the folders in which pages were looked for, ordered by id. What cannot be read is left out:
 * no page depends on it.
 *
 * @param cwd The working directory that paths of the tree are relative to.
 */
export function readTocs({ root, trace }: SourceTree, cwd: string): readonly TocFile[] {
  const absolute = path.resolve(cwd, root);
  return (trace?.folders ?? [])
    .flatMap((folder): TocFile[] => {
      try {
        const name = readdirSync(folder).find((one) => one.toLowerCase() === 'toc.yml');
        const file = name === undefined ? undefined : path.join(folder, name);
        const stat = file === undefined ? undefined : lstatSync(file);
        if (file === undefined || !stat?.isFile() || stat.size > maximumPageSize) return [];
        const id = path.relative(absolute, file).replaceAll('\\', '/');
        const text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
        return [{ path: root === '' || root === '.' ? id : `${root.replace(/\/$/, '')}/${id}`, id, text }];
      } catch {
        return [];
      }
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

import { readdirSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { FoundPages } from './find-pages.ts';
import type { SourceFile } from './source-file.ts';

interface Remembered {
  readonly size: number;
  readonly modified: number;
  readonly changed: number;
  readonly inode: number;
  readonly text: string;
  readonly hash: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** The pages of a docs folder as they were found and read. */
export interface Search {
  readonly found: FoundPages;
  /** By absolute path. */
  readonly pages: ReadonlyMap<string, ReadPage>;
  /** Paths at which INCLUDE targets were not found, absolute. */
  readonly missing: readonly string[];
}

/** A page as it was read, without `file` where it could not be. */
export interface ReadPage {
  readonly file?: SourceFile;
  readonly diagnostics: readonly Diagnostic[];
}

/** Milliseconds for which the status of a changed file proves nothing: file systems count in steps of up to two seconds. */
const settled = 2500;

/**
 * The sources of the last run of a process. A file whose status is as it was is not read again, and a source that was
 * put together from the same parts is the same object, by which later stages know that nothing changed.
 */
export class SourceMemory {
  readonly #texts = new Map<string, Remembered>();
  readonly #files = new Map<string, SourceFile>();
  readonly #searches = new Map<string, Search>();
  /**
   * Absolute paths of the files that changed since the last run, where that is all that happened; undefined where it
   * is not known, and everything has to be looked at.
   */
  changed: ReadonlySet<string> | undefined;
  readonly #loaded = new Map<string, { readonly signature: string; readonly result: unknown }>();

  /** What reading the file gave before; undefined where it is not known to be the same. */
  text(file: string, stats: Stats): Pick<Remembered, 'text' | 'hash' | 'diagnostics'> | undefined {
    const known = this.#texts.get(file);
    if (
      known === undefined ||
      known.size !== stats.size ||
      known.modified !== stats.mtimeMs ||
      known.changed !== stats.ctimeMs ||
      known.inode !== stats.ino
    ) {
      return undefined;
    }
    return known;
  }

  /** @param stats The status before the file was read. */
  setText(file: string, stats: Stats, read: Pick<Remembered, 'text' | 'hash' | 'diagnostics'>): void {
    if (Math.max(stats.mtimeMs, stats.ctimeMs) > Date.now() - settled) {
      this.#texts.delete(file);
      return;
    }
    this.#texts.set(file, {
      size: stats.size,
      modified: stats.mtimeMs,
      changed: stats.ctimeMs,
      inode: stats.ino,
      ...read,
    });
  }

  /** What the last search below a root found, where that is known to be found again. */
  search(root: string): Search | undefined {
    return this.changed === undefined ? undefined : this.#searches.get(root);
  }

  setSearch(root: string, search: Search): void {
    this.#searches.set(root, search);
  }

  /** The object of the last run for an equal file, else the given one. */
  file(file: SourceFile): SourceFile {
    const known = this.#files.get(file.path);
    if (known !== undefined && isEqual(known, file)) return known;
    this.#files.set(file.path, file);
    return file;
  }

  /** The result of loading something, the one of the last time where what it is loaded from has the same signature. */
  async load<T>(name: string, signature: string, load: () => T | Promise<T>): Promise<T> {
    const known = this.#loaded.get(name);
    if (known?.signature === signature) return known.result as T;
    const result = await load();
    this.#loaded.set(name, { signature, result });
    return result;
  }
}

function isEqual(some: SourceFile, other: SourceFile): boolean {
  if (some.hash !== other.hash || some.id !== other.id || some.includes.size !== other.includes.size) return false;
  for (const [target, { path, hash }] of some.includes) {
    const included = other.includes.get(target);
    if (included?.path !== path || included.hash !== hash) return false;
  }
  return true;
}

/** Changes whenever a file below one of the folders does, or one of the files itself. */
export function signatureOf(roots: readonly string[]): string {
  const parts: string[] = [];
  const add = (file: string): void => {
    const stats = statSync(file, { throwIfNoEntry: false });
    parts.push(stats ? `${file} ${stats.size} ${stats.mtimeMs} ${stats.ctimeMs} ${stats.ino}` : `${file} -`);
    if (!stats?.isDirectory()) return;
    for (const name of readdirSync(file).sort()) add(path.join(file, name));
  };
  for (const root of roots) add(root);
  return parts.join('\n');
}

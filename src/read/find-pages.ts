import type { Dirent, Stats } from 'node:fs';
import { readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { isInside } from './display-path.ts';
import { docsRepository } from './docs-repository.ts';
import { systemReason } from './system-reason.ts';

/** Folders that never hold pages. */
const skippedFolders = new Set(['node_modules', '.git']);

/** Folders below the docs folder that are entered; those of the docs are four deep at most. */
const maximumDepth = 32;

export interface FoundPage {
  /** Path relative to the docs folder, forward slashes. */
  readonly id: string;
  /** Absolute path. */
  readonly file: string;
  /** The same without symbolic links: what its INCLUDE targets are relative to. */
  readonly real: string;
}

export interface FoundPages {
  /** Ordered by id. */
  readonly pages: readonly FoundPage[];
  /** Folder that neither links nor INCLUDE targets may leave, absolute. */
  readonly repository: string;
  /** Folders that were listed, absolute. */
  readonly folders: readonly string[];
  /** Whether there were symbolic links. */
  readonly hasLinks: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds the pages of a docs folder.
 *
 * Symbolic links are followed after everything else, ordered by id, while they stay inside of the docs' repository
 * and lead to a folder that was not read yet: so no folder is read twice, and no circle of links is entered.
 *
 * @param root Absolute path of the docs folder, which exists.
 * @param shownRoot The same, as shown to a person.
 */
export function findPages(root: string, shownRoot: string): FoundPages {
  const realRoot = realpathSync(root);
  const search = new PageSearch(realRoot, shownRoot);
  search.walk(root, '', 0, realRoot);
  search.followLinks();
  search.pages.sort(byId);
  const { pages, repository, folders, hasLinks, diagnostics } = search;
  return { pages, repository, folders, hasLinks, diagnostics };
}

interface Link extends Omit<FoundPage, 'real'> {
  readonly isPage: boolean;
  readonly depth: number;
}

class PageSearch {
  readonly pages: FoundPage[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly folders: string[] = [];
  hasLinks = false;
  readonly repository: string;
  readonly #realRoot: string;
  readonly #shownRoot: string;
  /** Real paths of the folders that were read. */
  readonly #read = new Set<string>();
  #links: Link[] = [];

  constructor(realRoot: string, shownRoot: string) {
    this.repository = docsRepository(realRoot);
    this.#realRoot = realRoot;
    this.#shownRoot = shownRoot;
  }

  /** @param real Real path of the folder. */
  walk(folder: string, id: string, depth: number, real: string): void {
    if (depth > maximumDepth) {
      this.#report('CB103', id, `folder is not read: it is more than ${maximumDepth} deep`);
      return;
    }
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      this.#report('CB103', id, `folder cannot be read: ${systemReason(error)}`);
      return;
    }
    this.#read.add(real);
    this.folders.push(folder);
    for (const entry of entries) {
      const entryId = id === '' ? entry.name : `${id}/${entry.name}`;
      const file = path.join(folder, entry.name);
      const isPage = entry.name.toLowerCase().endsWith('.md');
      if (entry.isSymbolicLink()) {
        this.hasLinks = true;
        this.#links.push({ id: entryId, file, isPage, depth: depth + 1 });
      } else if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) this.walk(file, entryId, depth + 1, path.join(real, entry.name));
      } else if (isPage) {
        this.pages.push({ id: entryId, file, real: path.join(real, entry.name) });
      }
    }
  }

  followLinks(): void {
    while (this.#links.length > 0) {
      const links = this.#links.sort(byId);
      this.#links = [];
      for (const link of links) this.#follow(link);
    }
  }

  #follow(link: Link): void {
    let real: string;
    let stat: Stats;
    try {
      real = realpathSync(link.file);
      stat = statSync(real);
    } catch (error) {
      if (link.isPage) {
        this.#report('CB103', link.id, `page cannot be read: its symbolic link is broken (${systemReason(error)})`);
      }
      return;
    }
    const isFolder = stat.isDirectory();
    if (!isFolder && !link.isPage) return;
    if (!isInside(real, this.repository)) {
      this.#report('CB107', link.id, 'symbolic link is not followed: it leads outside of the docs');
    } else if (!isFolder) {
      this.pages.push({ id: link.id, file: link.file, real });
    } else if (this.#read.has(real) || isInside(this.#realRoot, real)) {
      this.#report('CB107', link.id, 'symbolic link is not followed: it leads to a folder that is read already');
    } else {
      this.walk(link.file, link.id, link.depth, real);
    }
  }

  #report(code: 'CB103' | 'CB107', id: string, message: string): void {
    const start = { line: 1, column: 1, offset: 0 };
    const root = this.#shownRoot;
    const file = id === '' ? root : root === '.' ? id : `${root.replace(/\/$/, '')}/${id}`;
    this.diagnostics.push(diagnostic(code, message, { file, start, end: start }));
  }
}

function byId(a: Pick<FoundPage, 'id'>, b: Pick<FoundPage, 'id'>): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

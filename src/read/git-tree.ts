import { createHash } from 'node:crypto';
import path from 'node:path';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { decode } from './decode.ts';
import { decodePage, maximumPageSize, startOf, tooLarge } from './decode-page.ts';
import { type GitBlob, listBlobs, readBlobs } from './git-blobs.ts';
import type { GitFolder } from './git-revision.ts';
import { includeTargets, maximumIncludeSize, resolveTarget, type UnreadTarget } from './includes.ts';
import type { IncludedFile, SourceFile, SourceTree } from './source-file.ts';

/** A commit, and how the user named it. */
export interface GitCommit {
  readonly id: string;
  readonly name: string;
}

/**
 * Reads every page (`*.md`) of a docs folder as it was in a commit, with the INCLUDE targets that the pages name, out
 * of git's objects: no file is checked out, and the work tree need not have the folder.
 *
 * The result is that of `readTree` on a checkout of the commit, but for symbolic links, which are not followed, and
 * for the paths shown to a person: `<revision>:<path in the repository>`. CB114 where the commit has no such folder.
 */
export function readGitTree(
  location: GitFolder,
  commit: GitCommit,
  origin: SourceTree['origin'],
): StageResult<SourceTree> {
  const diagnostics: Diagnostic[] = [];
  const root = `${commit.name}:${location.path}`;
  const files: SourceFile[] = [];
  const finish = () => ({ value: { root, files, origin }, diagnostics });

  const listed = listBlobs(location.folder, commit.id);
  if (typeof listed === 'string') {
    diagnostics.push(diagnostic('CB114', `revision \`${commit.name}\` cannot be read: ${listed}`));
    return finish();
  }
  const inside = location.path === '' ? '' : `${location.path}/`;
  const inFolder = [...listed.values()].filter((blob) => blob.path.startsWith(inside));
  if (inFolder.length === 0) {
    diagnostics.push(diagnostic('CB114', `revision \`${commit.name}\` has no folder \`${location.path || '.'}\``));
    return finish();
  }
  const found = inFolder.filter((blob) => isPage(blob.path.slice(inside.length)));
  if (found.length === 0) diagnostics.push(diagnostic('CB102', `docs folder \`${root}\` holds no pages (*.md)`));
  const pages = readable(found, commit.name, diagnostics).sort((a, b) => (a.path < b.path ? -1 : 1));

  const texts = readBlobs(
    location.folder,
    pages.map(({ object }) => object),
  );
  const includes = new GitIncludes(listed, location, commit.name);
  for (const page of pages) {
    const shown = `${commit.name}:${page.path}`;
    const bytes = texts.get(page.object);
    if (!bytes) {
      diagnostics.push(diagnostic('CB103', 'page cannot be read: the repository lacks its object', startOf(shown)));
      continue;
    }
    const decoded = decodePage(bytes, shown, diagnostics);
    if (!decoded) continue;
    files.push({
      path: shown,
      id: page.path.slice(inside.length),
      text: decoded.text,
      hash: decoded.hash,
      includes: includes.targets(decoded.text, page.path, shown, diagnostics),
    });
  }
  return finish();
}

function isPage(id: string): boolean {
  return id.toLowerCase().endsWith('.md') && !id.split('/').includes('node_modules');
}

/** The pages that can be read; a symbolic link and a page that is too large are reported. */
function readable(found: readonly GitBlob[], revision: string, diagnostics: Diagnostic[]): GitBlob[] {
  return found.filter((blob) => {
    const shown = `${revision}:${blob.path}`;
    if (blob.link) {
      const message = 'symbolic link is not followed: links of a revision are not';
      diagnostics.push(diagnostic('CB107', message, startOf(shown)));
    } else if (blob.size > maximumPageSize) {
      diagnostics.push(tooLarge(blob.size, shown));
    } else {
      return true;
    }
    return false;
  });
}

/** Stands for the root of the repository in paths; above it there is somewhere to go that is outside. */
const treeRoot = '/tree';

/** Finds and reads the INCLUDE targets of the pages of one commit; each target is read once. */
class GitIncludes {
  readonly #blobs: ReadonlyMap<string, GitBlob>;
  readonly #location: GitFolder;
  readonly #revision: string;
  readonly #repository: string;
  readonly #read = new Map<string, IncludedFile | UnreadTarget>();

  constructor(blobs: ReadonlyMap<string, GitBlob>, location: GitFolder, revision: string) {
    this.#blobs = blobs;
    this.#location = location;
    this.#revision = revision;
    // As on disk: what pages share lies beside the innermost `docs`, else in the repository.
    const segments = location.path.split('/');
    this.#repository = [treeRoot, ...segments.slice(0, Math.max(0, segments.lastIndexOf('docs')))].join('/');
  }

  targets(text: string, page: string, shown: string, diagnostics: Diagnostic[]): ReadonlyMap<string, IncludedFile> {
    return includeTargets(text, shown, diagnostics, (target) => {
      const resolved = resolveTarget(target, `${treeRoot}/${page}`, this.#repository, path.posix);
      if (typeof resolved !== 'string') return resolved;
      const file = resolved.slice(treeRoot.length + 1);
      let known = this.#read.get(file);
      if (known === undefined) {
        known = this.#load(file);
        this.#read.set(file, known);
      }
      return known;
    });
  }

  #load(file: string): IncludedFile | UnreadTarget {
    const unread = (reason: string): UnreadTarget => ({ refused: false, reason });
    const blob = this.#blobs.get(file);
    if (!blob) return unread('it does not exist');
    if (blob.link) return unread('symbolic links of a revision are not followed');
    if (blob.size > maximumIncludeSize) return unread(`it is larger than ${maximumIncludeSize / 1024} KiB`);
    const bytes = readBlobs(this.#location.folder, [blob.object]).get(blob.object);
    if (!bytes) return unread('the repository lacks its object');
    const decoded = decode(bytes);
    if (decoded.kind === 'utf16' || decoded.kind === 'binary') return unread('it is not UTF-8 text');
    const hash = createHash('sha256').update(bytes).digest('hex');
    return { path: `${this.#revision}:${file}`, text: decoded.text, hash };
  }
}

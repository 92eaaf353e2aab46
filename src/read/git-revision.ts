import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { runGit } from './git.ts';

/** Where a docs folder lies in its repository. */
export interface GitFolder {
  /** Absolute path of a folder of the repository that exists: commands run there. */
  readonly folder: string;
  /** Path of the docs folder from the root of the repository, forward slashes; empty for the root. */
  readonly path: string;
}

/**
 * What may stand in a revision: names of branches, tags and commits with `~`, `^`, `@{...}`. Blanks, controls and the
 * marks that git keeps for paths, searches and patterns may not.
 */
const revisionText = /^(?![-.])[^\p{Cc}\p{Cf}\p{Zs}:?*[\\]{1,250}$/u;

/** The two sides of `OLD..NEW` or `OLD...NEW`; a side that is left out is HEAD, as git has it. */
export interface RevisionRange {
  readonly old: string;
  readonly new: string;
  /** Three dots: the old side is where both sides parted. */
  readonly symmetric: boolean;
}

/** Takes a range apart; undefined for a text that is none, or holds what no revision can. */
export function parseRange(text: string): RevisionRange | undefined {
  const match = /^(.*?)(\.{2,3})(.*)$/u.exec(text);
  if (!match) return undefined;
  const [, old, dots, next] = match as unknown as [string, string, string, string];
  if (old === '' && next === '') return undefined;
  const range = { old: old || 'HEAD', new: next || 'HEAD', symmetric: dots === '...' };
  return isRevision(range.old) && isRevision(range.new) ? range : undefined;
}

/** Whether a text can name a revision, and cannot be taken for an option, a range or a path. */
export function isRevision(text: string): boolean {
  return revisionText.test(text) && !text.includes('..') && !text.includes('^{/');
}

/** Finds the repository of a docs folder, which need not exist in the work tree; a string says why there is none. */
export function findGitFolder(docs: string): GitFolder | string {
  let folder = docs;
  while (!isFolder(folder)) {
    const parent = path.dirname(folder);
    if (parent === folder) return 'the folder does not exist';
    folder = parent;
  }
  const prefix = runGit(folder, ['rev-parse', '--show-prefix']);
  if (!prefix.ok) return prefix.reason;
  const base = prefix.output.toString('utf8').replace(/\r?\n$/, '');
  const rest = path.relative(folder, docs).split(path.sep).join('/');
  return { folder, path: `${base}${rest}`.replace(/\/+$/, '') };
}

/** The id of the commit that a revision names; `{ reason }` where it names none. */
export function resolveCommit(folder: string, revision: string): string | { readonly reason: string } {
  if (!isRevision(revision)) return { reason: 'it is no name of a revision' };
  const result = runGit(folder, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
  if (!result.ok) return { reason: 'the repository has no such commit' };
  return commitId(result.output) ?? { reason: 'it is no commit' };
}

/** The id of the commit where two commits parted; `{ reason }` where they have no history in common. */
export function mergeBase(folder: string, one: string, other: string): string | { readonly reason: string } {
  const result = runGit(folder, ['merge-base', one, other]);
  const id = result.ok ? commitId(result.output) : undefined;
  return id ?? { reason: 'the revisions have no commit in common' };
}

function commitId(output: Buffer): string | undefined {
  const id = output.toString('latin1').trim();
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id) ? id : undefined;
}

function isFolder(file: string): boolean {
  return existsSync(file) && statSync(file).isDirectory();
}

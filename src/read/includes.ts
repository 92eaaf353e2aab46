import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { LineIndex } from '../diagnostics/line-index.ts';
import { decode } from './decode.ts';
import { displayPath, isInside } from './display-path.ts';
import type { IncludedFile } from './source-file.ts';
import { systemReason } from './system-reason.ts';

/**
 * `[!INCLUDE[label](target)]`, also in lower case, with blanks, or without its last bracket; group 1 is the target.
 * All that the parser takes for a token is one here. The bounds keep the cost down on text that repeats a beginning.
 */
const includeToken = /\[!INCLUDE\s{0,100}\[[^\]]{0,500}\]\(([^)\r\n]{1,1000})\)/gi;

/** Largest INCLUDE target that is read; those of the docs are a few hundred bytes. */
export const maximumIncludeSize = 64 * 1024;

/** Most text that the INCLUDE tokens of one page may put into it, in characters: a token is short, its target is not. */
const maximumIncluded = 1024 * 1024;

/** Why a target was not read: it is not there, or it may not be read. */
export interface UnreadTarget {
  readonly refused: boolean;
  readonly reason: string;
}

/**
 * Finds the INCLUDE tokens of a page and has their targets read, each once. A page whose tokens would put more text into
 * it than is bounded gets none.
 *
 * @param shown Path of the page as shown to a person.
 * @param diagnostics Gets CB108 and CB109 for targets that are missing or refused.
 * @param read Reads a target, given as written.
 */
export function includeTargets(
  text: string,
  shown: string,
  diagnostics: Diagnostic[],
  read: (target: string) => IncludedFile | UnreadTarget,
): ReadonlyMap<string, IncludedFile> {
  if (!/\[!include/i.test(text)) return noIncludes;
  const found = new Map<string, IncludedFile>();
  let included = 0;
  let lines: LineIndex | undefined;
  for (const match of text.matchAll(includeToken)) {
    const target = match[1] as string;
    let result: IncludedFile | UnreadTarget = found.get(target) ?? read(target);
    if ('text' in result) {
      found.set(target, result);
      included += result.text.length;
      if (included <= maximumIncluded) continue;
      result = { refused: true, reason: `those of the page hold more than ${maximumIncluded / 1024} KiB together` };
    }
    lines ??= new LineIndex(text);
    const start = match.index + match[0].length - 1 - target.length;
    diagnostics.push(
      diagnostic(
        result.refused ? 'CB109' : 'CB108',
        result.refused
          ? `INCLUDE target \`${target}\` is not read: ${result.reason}`
          : `INCLUDE target \`${target}\` cannot be read: ${result.reason}`,
        lines.location(shown, { start, end: start + target.length }),
        result.reason === outside ? { help: outsideHelp } : {},
      ),
    );
    if (included > maximumIncluded) return noIncludes;
  }
  return found;
}

/**
 * The absolute path of an INCLUDE target, or why it may not be read.
 *
 * @param target As written in the page.
 * @param page Absolute path of the page.
 * @param repository Absolute path of the folder that no target may leave.
 * @param paths How paths are written: those of the disk, or of a git tree.
 */
export function resolveTarget(
  target: string,
  page: string,
  repository: string,
  paths: Pick<typeof path, 'resolve' | 'dirname'>,
): string | UnreadTarget {
  const written = target.trim().replaceAll('\\', '/');
  if (written.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(written)) {
    return { refused: true, reason: 'it must be a path relative to the page' };
  }
  if (!written.toLowerCase().endsWith('.md')) return { refused: true, reason: 'it must be a Markdown file' };
  const absolute = written.startsWith('~/')
    ? paths.resolve(repository, written.slice(2))
    : paths.resolve(paths.dirname(page), written);
  return isInside(absolute, repository) ? absolute : { refused: true, reason: outside };
}

/** Finds and reads the INCLUDE targets of the pages of one docs folder; each target is read once. */
export class IncludeReader {
  readonly #repository: string;
  readonly #cwd: string;
  readonly #read = new Map<string, IncludedFile | string>();

  /**
   * @param repository Absolute real path of the folder that no target may leave.
   * @param cwd Working directory, for the paths shown to a person.
   */
  constructor(repository: string, cwd: string) {
    this.#repository = repository;
    this.#cwd = cwd;
  }

  /**
   * The INCLUDE targets of one page.
   *
   * @param text Text of the page.
   * @param file Absolute real path of the page.
   * @param shown Path of the page as shown to a person.
   * @param diagnostics Gets CB108 and CB109 for targets that are missing or refused.
   */
  targets(text: string, file: string, shown: string, diagnostics: Diagnostic[]): ReadonlyMap<string, IncludedFile> {
    return includeTargets(text, shown, diagnostics, (target) => this.#target(target, file));
  }

  #target(target: string, file: string): IncludedFile | UnreadTarget {
    const resolved = resolveTarget(target, file, this.#repository, path);
    if (typeof resolved !== 'string') return resolved;
    let known = this.#read.get(resolved);
    if (known === undefined) {
      known = this.#load(resolved);
      this.#read.set(resolved, known);
    }
    return typeof known === 'string' ? { refused: known === outside, reason: known } : known;
  }

  /** Absolute paths of the targets that could not be read. */
  get missing(): readonly string[] {
    return [...this.#read].flatMap(([file, read]) => (typeof read === 'string' ? [file] : []));
  }

  /** Reads one target; a string says why that failed. */
  #load(absolute: string): IncludedFile | string {
    try {
      if (!isInside(realpathSync(absolute), this.#repository)) return outside;
      const stat = statSync(absolute);
      if (!stat.isFile()) return 'it is not a file';
      if (stat.size > maximumIncludeSize) return `it is larger than ${maximumIncludeSize / 1024} KiB`;
      const bytes = readFileSync(absolute);
      const decoded = decode(bytes);
      if (decoded.kind === 'utf16' || decoded.kind === 'binary') return 'it is not UTF-8 text';
      const hash = createHash('sha256').update(bytes).digest('hex');
      return { path: displayPath(absolute, this.#cwd), text: decoded.text, hash };
    } catch (error) {
      return systemReason(error);
    }
  }
}

const outside = 'it lies outside of the docs';
const outsideHelp =
  'keep the pages where their repository has them, below a folder `docs`, with its folder `includes` beside that one';
const noIncludes: ReadonlyMap<string, IncludedFile> = new Map();

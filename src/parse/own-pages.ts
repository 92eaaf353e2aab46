import { createRequire } from 'node:module';
import type { StageResult } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../read/source-file.ts';
import type { Page } from './page.ts';
import { parsePage } from './parse-page.ts';

const require = createRequire(import.meta.url);

/** The pages of this package as the build has parsed them, by `ownPageKey`; without their paths, which runs differ in. */
type BuiltPages = Readonly<Record<string, Omit<Page, 'path'>>>;

let known: BuiltPages | undefined;

/**
 * Parses a page of this package. One that the build has parsed is taken as it is; one that somebody changed since, or
 * that the build could not keep, is parsed.
 */
export function parseOwnPage(file: SourceFile): StageResult<Page> {
  known ??= pagesOfBuild();
  const key = ownPageKey(file);
  const built = Object.hasOwn(known, key) ? known[key] : undefined;
  return built ? { value: { ...built, path: file.path }, diagnostics: [] } : parsePage(file);
}

/** What stands for a page among those that the build has parsed. */
export function ownPageKey({ id, hash }: SourceFile): string {
  return `${id} ${hash}`;
}

/** What the build keeps of its pages: those in which nothing is found and which include nothing. */
export function ownPagesToKeep(files: readonly SourceFile[]): BuiltPages {
  return Object.fromEntries(
    files.flatMap((file) => {
      const { value, diagnostics } = parsePage(file);
      const { path: _path, ...page } = value;
      return diagnostics.length === 0 && file.includes.size === 0 ? [[ownPageKey(file), page]] : [];
    }),
  );
}

function pagesOfBuild(): BuiltPages {
  try {
    // From this folder also where this module is part of a bundle.
    return require('../parse/own-pages.json') as BuiltPages;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return {};
    throw error;
  }
}

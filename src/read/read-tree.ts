import type { Stats } from 'node:fs';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { decodePage, maximumPageSize, startOf, tooLarge } from './decode-page.ts';
import { displayPath } from './display-path.ts';
import { docsRepository } from './docs-repository.ts';
import { type FoundPage, findPages } from './find-pages.ts';
import { IncludeReader } from './includes.ts';
import type { SourceFile, SourceTree, TreeTrace } from './source-file.ts';
import type { ReadPage, SourceMemory } from './source-memory.ts';
import { systemReason } from './system-reason.ts';

/** How a docs folder is read. */
export interface ReadTreeOptions {
  /** Whose text the pages hold: `docs` (CC BY 4.0) or `own`. */
  readonly origin: SourceTree['origin'];
  /** Working directory; paths shown to a person are relative to it. */
  readonly cwd?: string;
  /** Files of earlier runs. Default: every file is read. */
  readonly memory?: SourceMemory;
}

/**
 * Reads every page (`*.md`) of a docs folder, with the INCLUDE targets that the pages name.
 *
 * Never throws: what cannot be read is a diagnostic (CB101 to CB109) and the other pages are read all the same. The
 * order is that of the ids by UTF-16 units, the same on every machine. Other files (`toc.yml`, pictures) are ignored.
 *
 * @param root The docs folder, absolute or relative to the working directory.
 */
export function readTree(root: string, options: ReadTreeOptions): StageResult<SourceTree> {
  const cwd = options.cwd ?? process.cwd();
  const absolute = path.resolve(cwd, root);
  const shownRoot = displayPath(absolute, cwd);
  const diagnostics: Diagnostic[] = [];
  const files: SourceFile[] = [];
  const finish = (trace?: TreeTrace) => ({
    value: { root: shownRoot, files, origin: options.origin, ...(trace && { trace }) },
    diagnostics,
  });

  let stat: Stats;
  try {
    stat = statSync(absolute);
  } catch (error) {
    diagnostics.push(diagnostic('CB101', `docs folder \`${shownRoot}\` cannot be read: ${systemReason(error)}`));
    return finish();
  }
  if (!stat.isDirectory()) {
    diagnostics.push(diagnostic('CB101', `\`${shownRoot}\` is not a folder`));
    return finish();
  }

  const { memory } = options;
  const earlier = memory?.search(absolute);
  const found = earlier?.found ?? findPages(absolute, shownRoot);
  diagnostics.push(...found.diagnostics);
  const includes = new IncludeReader(found.repository, cwd);
  const pages = new Map<string, ReadPage>();
  for (const page of found.pages) {
    const known = memory?.changed?.has(page.file) ? undefined : earlier?.pages.get(page.file);
    const read = known ?? readPage(page, joinShown(shownRoot, page.id), includes, memory);
    pages.set(page.file, read);
    if (read.file) files.push(read.file);
    diagnostics.push(...read.diagnostics);
  }
  memory?.setSearch(absolute, { found, pages, missing: includes.missing });
  if (found.pages.length === 0 && found.diagnostics.length === 0) {
    diagnostics.push(
      diagnostic('CB102', `docs folder \`${shownRoot}\` holds no pages (*.md)`, undefined, {
        help: 'give the folder that holds the pages, e.g. docs/framework/unmanaged-api',
      }),
    );
  }
  return finish({
    folders: found.folders,
    missing: [...new Set([...(earlier?.missing ?? []), ...includes.missing])],
    complete: !found.hasLinks && files.length === found.pages.length,
    ...(found.diagnostics.length === 0 && { repository: found.repository }),
  });
}

/**
 * Reads one page as `readTree` does.
 *
 * @param root The docs folder, absolute or relative to the working directory; nothing in it is a symbolic link.
 * @param id Path of the page relative to the docs folder, forward slashes.
 */
export function readSinglePage(root: string, id: string, cwd: string): ReadPage {
  const absolute = path.resolve(cwd, root);
  const realRoot = realpathSync(absolute);
  const page = { id, file: path.join(absolute, id), real: path.join(realRoot, id) };
  const includes = new IncludeReader(docsRepository(realRoot), cwd);
  return readPage(page, joinShown(displayPath(absolute, cwd), id), includes, undefined);
}

function readPage(page: FoundPage, shown: string, includes: IncludeReader, memory: SourceMemory | undefined): ReadPage {
  const diagnostics: Diagnostic[] = [];
  const read = readText(page.file, shown, diagnostics, memory);
  if (read === undefined) return { diagnostics };
  const { text, hash } = read;
  const targets = includes.targets(text, page.real, shown, diagnostics);
  const file: SourceFile = { path: shown, id: page.id, text, hash, includes: targets };
  return { file: memory?.file(file) ?? file, diagnostics };
}

function readText(
  file: string,
  shown: string,
  diagnostics: Diagnostic[],
  memory: SourceMemory | undefined,
): { text: string; hash: string } | undefined {
  let bytes: Buffer;
  let stat: Stats;
  try {
    stat = statSync(file);
    const known = memory?.text(file, stat);
    if (known) {
      diagnostics.push(...known.diagnostics);
      return known;
    }
    if (!stat.isFile()) {
      diagnostics.push(diagnostic('CB103', 'page cannot be read: it is not a file', startOf(shown)));
      return undefined;
    }
    if (stat.size > maximumPageSize) {
      diagnostics.push(tooLarge(stat.size, shown));
      return undefined;
    }
    bytes = readFileSync(file);
  } catch (error) {
    diagnostics.push(diagnostic('CB103', `page cannot be read: ${systemReason(error)}`, startOf(shown)));
    return undefined;
  }
  const before = diagnostics.length;
  const page = decodePage(bytes, shown, diagnostics);
  if (page) memory?.setText(file, stat, { ...page, diagnostics: diagnostics.slice(before) });
  return page;
}

/** The path of a page as shown to a person. */
export function joinShown(root: string, id: string): string {
  if (root === '.') return id;
  return root.endsWith('/') ? root + id : `${root}/${id}`;
}

import path from 'node:path';
import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { LineIndex, type Span } from '../../diagnostics/line-index.ts';
import type { TocFile } from '../../read/read-tocs.ts';
import { type LintTree, placeOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';
import { tocEntries } from '../toc-entries.ts';

/** Errors of YAML that are shown of one table: what follows the first often comes from it. */
const shownErrors = 10;

/** Where more than this share of the pages is in no table, the tables that list them are not here. */
const unusual = 0.1;

/**
 * Tables of contents: pages that none lists (CB838), and entries that lead nowhere (CB839). Of an extract neither can be
 * told: where most targets of a table are missing, or many pages are not listed.
 */
export const tocs: Rule = ({ trees }) => trees.flatMap(checkTree);

function checkTree(tree: LintTree): Diagnostic[] {
  if (tree.tocs.length === 0) return [];
  const listed = new Set<string>();
  const known = filesAndFolders(tree);
  const found = tree.tocs.flatMap((toc) => checkToc(toc, known, listed));
  const folders = tree.tocs.map(({ id }) => (id.includes('/') ? `${path.posix.dirname(id)}/` : ''));
  const covered = tree.pages.filter(({ page }) => folders.some((folder) => page.id.startsWith(folder)));
  const unlisted = covered.filter(({ page }) => !listed.has(page.id.toLowerCase()));
  if (unlisted.length > covered.length * unusual) return found;
  return [
    ...found,
    ...unlisted.map((one) => diagnostic('CB838', `no table of contents lists ${one.page.title.text}`, placeOf(one))),
  ];
}

/** Ids of the pages and tables, and of the folders that they are in, in lower case. */
function filesAndFolders({ pages, tocs }: LintTree): ReadonlySet<string> {
  const known = new Set<string>();
  for (const id of [...pages.map(({ page }) => page.id), ...tocs.map((toc) => toc.id)]) {
    for (let at = id.toLowerCase(); at !== '.' && !known.has(at); at = path.posix.dirname(at)) known.add(at);
  }
  return known;
}

function checkToc(toc: TocFile, known: ReadonlySet<string>, listed: Set<string>): Diagnostic[] {
  const index = new LineIndex(toc.text);
  const place = (span: Span) => index.location(toc.path, span);
  const { entries, errors } = tocEntries(toc.text);
  const dead = errors
    .slice(0, shownErrors)
    .map(({ message, span }) =>
      diagnostic('CB839', `the table of contents is not valid YAML: ${message}`, place(span)),
    );
  const missing: Diagnostic[] = [];
  let targets = 0;
  for (const { name, href, leads, span } of entries) {
    if (href === undefined) {
      if (!leads) dead.push(diagnostic('CB839', `the entry "${name}" leads to nothing`, place(span)));
      continue;
    }
    const target = targetOf(toc, href);
    if (target === undefined) continue;
    targets++;
    listed.add(target).add(`${target}/index.md`);
    if (!known.has(target)) {
      missing.push(diagnostic('CB839', `the entry "${name}" leads to no page: \`${href}\``, place(span)));
    }
  }
  return missing.length * 2 > targets ? dead : [...dead, ...missing];
}

/** Id of the page, folder or table that an entry leads to, in lower case; undefined for what lies elsewhere. */
function targetOf(toc: TocFile, href: string): string | undefined {
  const address = href.replace(/[?#].*$/, '');
  if (address === '' || /^(?:[a-z][a-z0-9+.-]*:|\/|~)/i.test(address)) return undefined;
  const target = path.posix.join(path.posix.dirname(toc.id), address).replace(/\/$/, '').toLowerCase();
  return target.startsWith('..') || target === '.' ? undefined : target;
}

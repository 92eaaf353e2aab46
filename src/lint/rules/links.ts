import path from 'node:path';
import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/line-index.ts';
import { resolveLink } from '../../parse/rows.ts';
import { type LintPage, type LintTree, placeOf } from '../lint-input.ts';
import { linksIn } from '../markdown-links.ts';
import type { Rule } from '../rule.ts';

/** A link to a page of the folder. */
interface Link {
  readonly one: LintPage;
  /** As written, without fragment. */
  readonly address: string;
  readonly start: number;
  /** Id of the page that it leads to. */
  readonly target: string;
  /** That page's id in the case that it has; undefined where there is no such page. */
  readonly actual: string | undefined;
}

/**
 * Links between the pages of a docs folder: to a page that is not there (CB820), or in another case than its file
 * (CB821), which works on no case-sensitive server. Links that leave the folder are not followed, nor those to a part of
 * it that most links do not find: that is an extract of the docs, and what it lacks says nothing (CB822).
 */
export const links: Rule = ({ trees }) => trees.flatMap(checkTree);

function checkTree({ pages }: LintTree): Diagnostic[] {
  const ids = new Map(pages.map(({ page }) => [page.id.toLowerCase(), page.id]));
  const names = new Map<string, string[]>();
  for (const [key, id] of ids) {
    const name = path.posix.basename(key);
    names.set(name, [...(names.get(name) ?? []), id]);
  }
  const found: Diagnostic[] = [];
  const byFolder = new Map<string, Link[]>();
  for (const one of pages.flatMap((page) => linksOf(page, ids))) {
    const folder = path.posix.dirname(one.target).toLowerCase();
    const list = byFolder.get(folder) ?? [];
    byFolder.set(folder, list);
    list.push(one);
  }
  for (const [folder, list] of byFolder) {
    const missing = list.filter(({ actual }) => actual === undefined);
    const isExtract = distinct(missing) * 2 > distinct(list);
    const [first] = missing;
    if (isExtract && first) {
      const where = folder === '.' ? 'this folder' : `\`${folder}\``;
      const message = `${missing.length} links lead to pages of ${where} that are not here; links to it are not checked`;
      found.push(diagnostic('CB822', message, placeOf(first.one, spanOf(first))));
    } else for (const one of missing) found.push(leadsNowhere(one, names));
    found.push(
      ...list.flatMap((one) => (one.actual === undefined || one.actual === one.target ? [] : [otherCase(one)])),
    );
  }
  return found;
}

function distinct(list: readonly Link[]): number {
  return new Set(list.map(({ target }) => target.toLowerCase())).size;
}

function spanOf({ start, address }: Link): Span {
  return { start, end: start + address.length };
}

function linksOf(one: LintPage, ids: ReadonlyMap<string, string>): Link[] {
  return linksIn(one.text).flatMap(({ address: written, start }) => {
    if (!/\.md(?:#.*)?$/i.test(written)) return [];
    const address = written.replace(/#.*$/, '');
    const target = resolveLink(one.page.id, address.replace(/\.MD$/i, '.md'));
    if (target === undefined) return [];
    return [{ one, address, start, target, actual: ids.get(target.toLowerCase()) }];
  });
}

function leadsNowhere(found: Link, names: ReadonlyMap<string, readonly string[]>): Diagnostic {
  const place = placeOf(found.one, spanOf(found));
  return diagnostic('CB820', `\`${found.address}\` leads to no page`, place, near(found.target, names));
}

function otherCase(found: Link): Diagnostic {
  const { address, actual = '' } = found;
  const span = spanOf(found);
  const fixed = inCaseOf(address, actual);
  return diagnostic(
    'CB821',
    `\`${address}\` is spelt \`${path.posix.basename(actual)}\``,
    placeOf(found.one, span),
    fixed === undefined ? undefined : { fixes: [{ ...span, replacement: fixed }] },
  );
}

/** The address with the case of the page's id, as far as both end alike. */
function inCaseOf(address: string, id: string): string | undefined {
  let same = 0;
  while (
    same < address.length &&
    same < id.length &&
    address.at(-1 - same)?.toLowerCase() === id.at(-1 - same)?.toLowerCase()
  )
    same++;
  return same === 0 ? undefined : address.slice(0, address.length - same) + id.slice(id.length - same);
}

/** A page of that file name in another folder is likely the one that is meant. */
function near(target: string, names: ReadonlyMap<string, readonly string[]>): { help?: string } {
  const others = names.get(path.posix.basename(target).toLowerCase()) ?? [];
  return others.length === 1 ? { help: `\`${others[0]}\` has this name` } : {};
}

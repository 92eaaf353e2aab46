import path from 'node:path';
import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { resolveLink } from '../../parse/rows.ts';
import { type LintPage, type LintTree, placeOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

/** `](address)` of a link or image; the address may have a title behind it. */
const link = /(\]\(\s*)([^\s()<>]{1,500})(?=[\s)])/g;

/**
 * Links between the pages of a docs folder: to a page that is not there (CB820), or in another case than its file
 * (CB821), which works on no case-sensitive server. Links that leave the folder are not followed.
 */
export const links: Rule = ({ trees }) => trees.flatMap((tree) => checkTree(tree));

function checkTree({ pages }: LintTree): Diagnostic[] {
  const ids = new Map(pages.map(({ page }) => [page.id.toLowerCase(), page.id]));
  return pages.flatMap((one) => check(one, ids));
}

function check(one: LintPage, ids: ReadonlyMap<string, string>): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const match of one.text.matchAll(link)) {
    const written = match[2] as string;
    // INCLUDE tokens look like links; what they name is the read stage's business (CB108).
    if (!/\.md(?:#.*)?$/i.test(written) || isInclude(one.text, match.index)) continue;
    const address = written.replace(/#.*$/, '');
    const target = resolveLink(one.page.id, address.replace(/\.MD$/i, '.md'));
    if (target === undefined) continue;
    const actual = ids.get(target.toLowerCase());
    if (actual === target) continue;
    const start = match.index + (match[1] as string).length;
    const end = start + address.length;
    const place = placeOf(one, { start, end });
    if (actual === undefined) {
      found.push(diagnostic('CB820', `\`${address}\` leads to no page`, place, near(target, ids)));
      continue;
    }
    const fixed = inCaseOf(address, actual);
    found.push(
      diagnostic('CB821', `\`${address}\` is spelt \`${path.posix.basename(actual)}\``, place, {
        ...(fixed !== undefined && { fixes: [{ start, end, replacement: fixed }] }),
      }),
    );
  }
  return found;
}

/** Whether the link at an offset is the second half of `[!INCLUDE[label](target)]`. */
function isInclude(text: string, at: number): boolean {
  const line = text.lastIndexOf('\n', at) + 1;
  return /\[!\w[^[\]]*\[[^\]]*$/.test(text.slice(Math.max(line, at - 300), at));
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
function near(target: string, ids: ReadonlyMap<string, string>): { help?: string } {
  const name = path.posix.basename(target).toLowerCase();
  const others = [...ids.values()].filter(
    (id) => path.posix.basename(id).toLowerCase() === name && name !== 'index.md',
  );
  return others.length === 1 ? { help: `\`${others[0]}\` has this name` } : {};
}

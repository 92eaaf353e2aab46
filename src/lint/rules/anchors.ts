import path from 'node:path';
import { nearest } from '../../config/did-you-mean.ts';
import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { resolveLink } from '../../parse/rows.ts';
import { type Anchors, anchorsOf } from '../anchors.ts';
import { type LintPage, type LintTree, placeOf } from '../lint-input.ts';
import { linksIn, type WrittenLink } from '../markdown-links.ts';
import type { Rule } from '../rule.ts';

/** `page.md?query#anchor`, each part but the last optional. */
const anchorLink = /^([^#?]*)(?:\?[^#]*)?#(.+)$/;

/** Fragments that are no anchors of a page: its top, tabs, a text to look for. */
const elsewhere = /^(?:top$|tab\/|:~:)/i;

/** Missing anchors for which a similar one is looked for, and those that it is compared with: both are bounded. */
const suggestions = 50;
const compared = 500;

/**
 * Links to an anchor that the page they lead to does not have (CB823). Anchors are told apart by case. Pages that are
 * not there are the business of CB820.
 */
export const anchors: Rule = ({ trees }) => trees.flatMap(checkTree);

function checkTree({ pages }: LintTree): Diagnostic[] {
  const byId = new Map(pages.map((one) => [one.page.id.toLowerCase(), one]));
  const known = new Map<LintPage, Anchors>();
  let suggested = 0;
  return pages.flatMap((one) =>
    linksIn(one.text).flatMap((link) => {
      const [, address = '', fragment = ''] = anchorLink.exec(link.address) ?? [];
      if (fragment === '' || elsewhere.test(fragment)) return [];
      const target = targetOf(one, address, byId);
      if (!target) return [];
      const there = known.get(target) ?? anchorsOfPage(target);
      known.set(target, there);
      const name = decoded(fragment);
      if (!there.complete || there.names.has(name)) return [];
      return [missing(one, link, fragment, target, there, suggested++ < suggestions)];
    }),
  );
}

function targetOf(one: LintPage, address: string, byId: ReadonlyMap<string, LintPage>): LintPage | undefined {
  if (address === '') return one;
  if (!/\.md$/i.test(address)) return undefined;
  const id = resolveLink(one.page.id, address.replace(/\.MD$/i, '.md'));
  return id === undefined ? undefined : byId.get(id.toLowerCase());
}

function anchorsOfPage({ text, page, includes }: LintPage): Anchors {
  const [own, ...others] = [text, ...includes].map((part) => anchorsOf(part, page.translated));
  return {
    names: new Set([own, ...others].flatMap((part) => [...(part as Anchors).names])),
    complete: own?.complete === true && others.every(({ complete }) => complete),
  };
}

function missing(
  one: LintPage,
  { address, start }: WrittenLink,
  fragment: string,
  target: LintPage,
  { names }: Anchors,
  suggest: boolean,
): Diagnostic {
  const span = { start: start + address.length - fragment.length, end: start + address.length };
  const place = placeOf(one, span);
  const where = target === one ? 'this page' : `\`${path.posix.basename(target.page.id)}\``;
  const spellings = [...names].filter((name) => name.toLowerCase() === fragment.toLowerCase());
  if (spellings.length === 1) {
    const replacement = spellings[0] as string;
    const message = `the anchor \`#${fragment}\` of ${where} is spelt \`#${replacement}\``;
    return diagnostic('CB823', message, place, { fixes: [{ ...span, replacement }] });
  }
  const meant = suggest ? nearest(fragment, similar(fragment, names)) : undefined;
  const help = meant === undefined ? undefined : { help: `did you mean \`#${meant}\`?` };
  return diagnostic('CB823', `${where} has no anchor \`#${fragment}\``, place, help);
}

/** Names that differ in a few letters are about as long. */
function similar(fragment: string, names: ReadonlySet<string>): string[] {
  return [...names].filter(({ length }) => Math.abs(length - fragment.length) <= 3).slice(0, compared);
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

import type { Location } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/line-index.ts';
import type { PageTree } from '../model/build-model.ts';
import type { Contradiction } from '../model/contradictions.ts';
import type { Facts } from '../model/facts.ts';
import type { Model } from '../model/model.ts';
import { NameIndex, nameKey } from '../model/name-index.ts';
import { pageLocation } from '../model/page-place.ts';
import type { Page } from '../parse/page.ts';
import type { TocFile } from '../read/read-tocs.ts';
import type { SourceTree } from '../read/source-file.ts';

/** A page and its text, which rules quote and search. */
export interface LintPage {
  readonly page: Page;
  readonly text: string;
  /** The texts that INCLUDE tokens put into the page. */
  readonly includes: readonly string[];
}

/** The pages of one docs folder. */
export interface LintTree {
  /** Folder as shown to a person. */
  readonly root: string;
  readonly pages: readonly LintPage[];
  readonly tocs: readonly TocFile[];
}

/** What rules look at. Nothing in it is ever changed. */
export interface LintInput {
  readonly trees: readonly LintTree[];
  /** All pages, ordered by tree and id. */
  readonly pages: readonly LintPage[];
  readonly byId: ReadonlyMap<string, LintPage>;
  readonly facts: Facts;
  /** What the docs say, uncorrected: the model of the pages and the facts, without overrides but for names. */
  readonly model: Model;
  /** In what that model differs from the facts. */
  readonly contradictions: readonly Contradiction[];
  /** The name of a page's symbol in the facts where the docs call it otherwise; else the page's. */
  readonly trueName: (page: Page) => string;
  /** Names of interfaces in the facts, found in any case. */
  readonly interfaces: NameIndex;
  /** The method pages of an interface by the key of its name. */
  readonly methodPages: ReadonlyMap<string, readonly LintPage[]>;
}

export interface LintSources {
  readonly trees: readonly SourceTree[];
  readonly pages: readonly PageTree[];
  readonly facts: Facts;
  readonly model: Model;
  readonly contradictions: readonly Contradiction[];
  readonly trueName: (page: Page) => string;
}

/** Joins what the stages gave into what rules look at. */
export function lintInput({ trees, pages, ...rest }: LintSources): LintInput {
  const linted = trees.map(({ root, files, tocs = [] }, at): LintTree => {
    const byId = new Map(files.map((file) => [file.id, file]));
    const own = pages[at]?.pages ?? [];
    return {
      root,
      tocs,
      pages: own.map((page): LintPage => {
        const file = byId.get(page.id);
        const includes = [...(file?.includes.values() ?? [])].map(({ text }) => text);
        return { page, text: file?.text ?? '', includes };
      }),
    };
  });
  const all = linted.flatMap((tree) => tree.pages);
  return {
    ...rest,
    trees: linted,
    pages: all,
    byId: new Map(all.map((one) => [one.page.id, one])),
    interfaces: new NameIndex(Object.keys(rest.facts.iids)),
    methodPages: byOwner(all),
  };
}

function byOwner(pages: readonly LintPage[]): Map<string, LintPage[]> {
  const owners = new Map<string, string>();
  for (const { page } of pages) {
    for (const row of page.methods) if (row.target !== undefined) owners.set(row.target, page.name);
  }
  const methods = new Map<string, LintPage[]>();
  for (const one of pages) {
    const { page } = one;
    if (page.kind !== 'method') continue;
    const owner = page.owner ?? owners.get(page.id);
    if (owner === undefined) continue;
    const list = methods.get(nameKey(owner)) ?? [];
    methods.set(nameKey(owner), list);
    list.push(one);
  }
  return methods;
}

/** `Interface::Method`, or the name of any other symbol, as the page gives it. */
export function symbolOf(page: Page): string {
  return page.kind === 'method' && page.owner !== undefined ? `${page.owner}::${page.name}` : page.name;
}

/** The location of a span of a page; of its title without one. */
export function placeOf({ page }: LintPage, span?: Span): Location {
  return pageLocation(page, span);
}

/** Where a text stands in a page, from an offset on; undefined where it does not. */
export function spanOfText({ text }: LintPage, wanted: string, from = 0): Span | undefined {
  const start = text.indexOf(wanted, from);
  return start < 0 ? undefined : { start, end: start + wanted.length };
}

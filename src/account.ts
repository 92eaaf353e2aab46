import { diagnostic } from './diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from './diagnostics/diagnostic.ts';
import type { PageTree } from './model/build-model.ts';
import { modelLists } from './model/json.ts';
import type { Model } from './model/model.ts';
import type { Page, PageKind } from './parse/page.ts';

/** Kinds of pages that document no API. */
const kindsWithoutApi: ReadonlySet<PageKind> = new Set(['overview', 'conceptual']);

/** What became of the pages of a run: each is counted once. */
export interface PageAccount {
  /** Pages that an entity or a method of the model comes from, by kind. */
  readonly api: Readonly<Partial<Record<PageKind, number>>>;
  /** Overviews and conceptual pages, by kind. */
  readonly other: Readonly<Partial<Record<PageKind, number>>>;
  /** Pages that gave neither, but at least one diagnostic. */
  readonly reported: number;
}

/**
 * Accounts for every page: it is an entity of the model, a known page without an API, or there is a diagnostic. A page
 * that is none of these becomes a CB111, so that none is lost silently.
 *
 * @param unread Number of pages that could not be read or parsed.
 * @param diagnostics What all stages said so far.
 */
export function accountPages(
  trees: readonly PageTree[],
  unread: number,
  model: Model,
  diagnostics: readonly Diagnostic[],
): StageResult<PageAccount> {
  const used = usedPages(model);
  const spoken = new Set(diagnostics.map(({ location }) => location?.file));
  const api: Partial<Record<PageKind, number>> = {};
  const other: Partial<Record<PageKind, number>> = {};
  const lost: Diagnostic[] = [];
  let reported = unread;
  for (const page of trees.flatMap((tree) => tree.pages)) {
    if (used.has(page.id)) api[page.kind] = (api[page.kind] ?? 0) + 1;
    else if (kindsWithoutApi.has(page.kind)) other[page.kind] = (other[page.kind] ?? 0) + 1;
    else {
      reported += 1;
      if (!spoken.has(page.path)) lost.push(contributesNothing(page));
    }
  }
  return { value: { api, other, reported }, diagnostics: lost };
}

function contributesNothing({ path, kind }: Page): Diagnostic {
  const start = { line: 1, column: 1, offset: 0 };
  const message = `page is taken for a ${kind} page, but nothing of the model comes from it`;
  return diagnostic('CB111', message, { file: path, start, end: start });
}

/** Ids of the pages that entities and methods name. */
function usedPages(model: Model): ReadonlySet<string> {
  const used = new Set<string>();
  const add = (page: string | undefined) => page !== undefined && used.add(page);
  for (const list of modelLists) for (const entity of model[list]) add(entity.page);
  for (const { methods } of model.interfaces) for (const method of methods) add(method.page);
  return used;
}

import { isDeepStrictEqual } from 'node:util';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { isSpan } from '../diagnostics/line-index.ts';
import type { CommentLevel } from '../emit/output-file.ts';
import type { BuildContext } from '../model/build-context.ts';
import { collectPages } from '../model/collect-pages.ts';
import { documentedDeclarations } from '../model/documented-model.ts';
import type { Facts } from '../model/facts.ts';
import { modelLists } from '../model/json.ts';
import { interfaceNames, typeNames } from '../model/known-names.ts';
import { withValues } from '../model/lazy-record.ts';
import type { Entity, Model, ModelList } from '../model/model.ts';
import { nameKey } from '../model/name-index.ts';
import { OverrideBook } from '../model/override-book.ts';
import type { Overrides } from '../model/overrides.ts';
import type { Page } from '../parse/page.ts';
import { areContained, type ChangedSignature } from './changed-signature.ts';
import { withSignature } from './replace-signature.ts';
import { transplant } from './transplant.ts';

/** A page of the docs as it was parsed in the last run, and as it is now. */
export interface ChangedPage {
  readonly before: StageResult<Page>;
  readonly after: StageResult<Page>;
  /** What reading it found, then and now. */
  readonly read: { readonly before: readonly Diagnostic[]; readonly after: readonly Diagnostic[] };
}

/** What the last run made its model of. */
export interface RevisedSources {
  /** The model that the targets were given. */
  readonly model: Model;
  /** Whether that is a selected part: then what a page documents need not be in it. */
  readonly isPart: boolean;
  readonly facts: Facts;
  readonly overrides: Overrides;
  readonly comments: CommentLevel;
}

/** What became of a model where pages changed. */
export interface RevisedModel {
  readonly model: Model;
  /** The entities of the last run that changed, with those that take their place. */
  readonly entities: ReadonlyMap<Entity, Entity>;
  /** What was found in the pages, then and now. */
  readonly findings: { readonly before: readonly Diagnostic[]; readonly after: readonly Diagnostic[] };
}

/**
 * Revises the model of the last run where pages changed in their prose, or in the signature that they declare: each is
 * documented by itself as it was and as it is, and the difference is made in the model. All else that such a page
 * decides (names, values, overrides, which types there are) has to be the same.
 *
 * @returns undefined where more changed, or where the model does not hold what a page says: then a run has to be made.
 */
export function reviseModel(pages: readonly ChangedPage[], sources: RevisedSources): RevisedModel | undefined {
  const entities = new Map<Entity, Entity>();
  const changed = new Set<ModelList>();
  const signatures: ChangedSignature[] = [];
  const findings: { before: Diagnostic[]; after: Diagnostic[] } = { before: [], after: [] };
  const lists: Partial<Record<ModelList, ReadonlyMap<string, Entity>>> = {};
  for (const { before, after, read } of pages) {
    if (!mayBeRevised(before.value, after.value)) return undefined;
    const old = documented(before.value, sources);
    // Both pages declare the same names.
    const fresh = documented(after.value, sources, old.names);
    if (!isDeepStrictEqual(old.used, fresh.used)) return undefined;
    // What was not found where a page looked for it is part of a record: another place needs another one.
    if (!isDeepStrictEqual(read.before.map(messageOf), read.after.map(messageOf))) return undefined;
    const said = [...read.before, ...before.diagnostics, ...old.diagnostics];
    const says = [...read.after, ...after.diagnostics, ...fresh.diagnostics];
    // By these a run fails, and a watch tells that a page is being written.
    if (!isDeepStrictEqual(graveCodes(said), graveCodes(says))) return undefined;
    const isOfPage = ({ location }: Diagnostic) => location?.file === before.value.path;
    findings.before.push(...said.filter(isOfPage));
    findings.after.push(...says.filter(isOfPage));
    // What is found elsewhere because of a page that is documented by itself says nothing.
    const elsewhere = (found: readonly Diagnostic[]) => found.filter((one) => !isOfPage(one));
    if (!isDeepStrictEqual(elsewhere(said), elsewhere(says))) return undefined;
    for (const list of modelLists) {
      if (list === 'hresults') continue;
      if (!isDeepStrictEqual([...old.maps[list].keys()], [...fresh.maps[list].keys()])) return undefined;
      for (const [key, entity] of old.maps[list]) {
        const byName = lists[list] ?? new Map(sources.model[list].map((one) => [nameKey(one.name), one]));
        lists[list] = byName;
        const known = byName.get(key);
        if (known === undefined && !sources.isPart) return undefined;
        const into = (known && entities.get(known)) ?? known ?? entity;
        const now = fresh.maps[list].get(key) as Entity;
        let revised = transplant(entity, now, into);
        if (revised === undefined) {
          const resigned = sources.isPart ? undefined : withSignature(entity, now, into, before.value.id);
          if (resigned === undefined) return undefined;
          revised = resigned.owner;
          signatures.push(resigned);
        }
        if (known && revised !== known) {
          entities.set(known, revised);
          changed.add(list);
        }
      }
    }
  }
  if (!areContained(signatures, sources.model, sources.facts)) return undefined;
  return { model: replaced(sources.model, entities, changed), entities, findings };
}

/** Kinds of pages whose declaration is that of one signature. */
const ofSignatures: ReadonlySet<Page['kind']> = new Set(['method', 'function']);

/** Whether it may be that a page can be made up for: what is quick to tell, before anything is loaded. */
export function mayBeRevised(before: Page, after: Page): boolean {
  const declared = ({ syntax }: Page) => JSON.stringify(syntax?.declaration, (_key, part) => (isSpan(part) ? 0 : part));
  return hasSamePlace(before, after) && (ofSignatures.has(before.kind) || declared(before) === declared(after));
}

/** Whether a page is about the same thing, and puts other pages in the same place. */
function hasSamePlace(before: Page, after: Page): boolean {
  const placed = ({ kind, name, owner, area, methods }: Page) => {
    return [kind, name, owner, area, kind === 'interface' && methods.map(({ target }) => target)];
  };
  // HRESULTs come from all pages together.
  return before.kind !== 'hresult' && isDeepStrictEqual(placed(before), placed(after));
}

type KnownNames = Pick<BuildContext, 'types' | 'interfaces'>;

function documented(page: Page, { model, facts, overrides, comments }: RevisedSources, known?: KnownNames) {
  const diagnostics: Diagnostic[] = [];
  const book = new OverrideBook(overrides);
  const { value, used } = book.noting(() => {
    const pages = collectPages([{ origin: 'docs', pages: [page] }], book, diagnostics);
    const names = known ?? {
      types: typeNames(facts, model, pages),
      interfaces: interfaceNames(facts, model, pages),
    };
    const context: BuildContext = {
      ...names,
      facts,
      comments,
      diagnostics,
      remembered: (_key, _pages, _known, make) => make(),
      bookFor: () => book,
    };
    return { names, maps: documentedDeclarations(pages, undefined, context) };
  });
  return { ...value, used, diagnostics };
}

function messageOf({ code, message }: Diagnostic): readonly string[] {
  return [code, message];
}

function graveCodes(found: readonly Diagnostic[]): readonly string[] {
  return found.flatMap(({ code, severity }) => (severity === 'note' ? [] : [code])).sort();
}

function replaced(model: Model, entities: ReadonlyMap<Entity, Entity>, changed: ReadonlySet<ModelList>): Model {
  const lists = [...changed].map(
    (list) => [list, model[list].map((entity) => entities.get(entity) ?? entity)] as const,
  );
  return lists.length === 0 ? model : withValues(model, Object.fromEntries(lists));
}

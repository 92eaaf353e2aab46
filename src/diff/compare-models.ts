import { modelLists } from '../model/json.ts';
import type { Entity, Model, ModelList } from '../model/model.ts';
import { compareNames } from '../model/order.ts';
import { type Change, grades } from './change.ts';
import { ChangeList, type Subject } from './change-list.ts';
import type { Comparison } from './compare-entity.ts';
import { compareEnumeration } from './compare-enumeration.ts';
import { compareInterface } from './compare-interface.ts';
import { compareStructure } from './compare-structure.ts';
import {
  compareCallback,
  compareCoclass,
  compareConstant,
  compareFunction,
  compareGuid,
  compareHresult,
  compareMarker,
  compareTypedef,
} from './compare-values.ts';
import { describeEntity } from './describe-entity.ts';
import type { EntityOf } from './identities.ts';
import type { EntityMatch } from './match-entities.ts';
import { matchModels } from './match-models.ts';
import { type TypeTables, typeComparison } from './type-comparison.ts';

/**
 * Compares two models.
 *
 * Each difference is one change, reported at its cause: a method that is inserted is a change, the methods that it
 * shifts are not. Equal models give an empty list.
 *
 * @param types The type tables of the two models, made by `createTypeTable`.
 * @param allProse Both models hold all prose of their pages (`comments: 'full'`). Otherwise a text that one side alone
 * has may have been left out of the other, and is no change.
 * @returns The changes, gravest first, then by header, then by name, then in the order of declaration.
 */
export function compareModels(old: Model, next: Model, types: TypeTables, allProse = false): readonly Change[] {
  const match = matchModels(old, next);
  const changes = new ChangeList();
  const comparison: Comparison = {
    changes,
    models: { old, new: next },
    types: typeComparison({ old, new: next }, types, match.renames),
    renames: match.renames,
    headerRenames: match.headerRenames,
    allProse,
  };
  for (const [from, to] of match.headerRenames) {
    changes.add('header-renamed', { api: to, header: to }, { old: from, new: to });
  }
  for (const list of modelLists) compareList(comparison, list, match.lists[list]);
  return ordered(changes.changes);
}

type CompareEntities<E> = (comparison: Comparison, subject: Subject, old: E, next: E) => void;

const comparisons: { readonly [L in ModelList]: CompareEntities<EntityOf<L>> } = {
  interfaces: compareInterface,
  enums: compareEnumeration,
  structs: compareStructure,
  functions: compareFunction,
  callbacks: compareCallback,
  typedefs: compareTypedef,
  constants: compareConstant,
  guids: compareGuid,
  coclasses: compareCoclass,
  hresults: compareHresult,
  markers: compareMarker,
};

function compareList<L extends ModelList>(comparison: Comparison, list: L, match: EntityMatch<EntityOf<L>>): void {
  const { changes } = comparison;
  // Markers are documentation alone: no target emits them.
  const marker = list === 'markers';
  for (const entity of match.removed) {
    changes.add(marker ? 'marker' : 'api-removed', subjectOf(entity, undefined), { old: describeEntity(list, entity) });
  }
  for (const entity of match.added) {
    changes.add(marker ? 'marker' : 'api-added', subjectOf(undefined, entity), { new: describeEntity(list, entity) });
  }
  const compare: CompareEntities<EntityOf<L>> = comparisons[list];
  for (const pair of match.pairs) compare(comparison, subjectOf(pair.old, pair.new), pair.old, pair.new);
}

function subjectOf(old: Entity | undefined, next: Entity | undefined): Subject {
  const shown = (next ?? old) as Entity;
  return {
    api: shown.name,
    header: shown.header,
    ...(old && { oldSources: old }),
    ...(next && { newSources: next }),
  };
}

function ordered(changes: readonly Change[]): readonly Change[] {
  return [...changes].sort(
    (a, b) =>
      grades.indexOf(a.grade) - grades.indexOf(b.grade) ||
      compareNames(a.header, b.header) ||
      compareNames(entityName(a.api), entityName(b.api)),
  );
}

/** The entity that a qualified name belongs to: `IHostTask` of `IHostTask::Alert(pTask)`. */
export function entityName(api: string): string {
  return /^[^:( ]*/.exec(api)?.[0] ?? api;
}

import type { Availability, Documentation, Entity, Model } from '../model/model.ts';
import type { ChangeKind } from './change.ts';
import type { ChangeList, Subject } from './change-list.ts';
import type { CompareTypes } from './type-comparison.ts';
import { excerpts, plainProse } from './wording.ts';

/** What all comparisons know of the two models. */
export interface Comparison {
  readonly changes: ChangeList;
  readonly models: { readonly old: Model; readonly new: Model };
  readonly types: CompareTypes;
  /** Old name to new name of every renamed entity. */
  readonly renames: ReadonlyMap<string, string>;
  /** Headers that were renamed as a whole: reported once, not for each of their APIs. */
  readonly headerRenames: ReadonlyMap<string, string>;
  /** Both models hold all prose of their pages, so that a text that one side alone has came or went. */
  readonly allProse: boolean;
}

/** The members that entities and methods have for the reader. */
type Documented = Pick<Entity, 'documented' | 'page'> & {
  readonly docs?: Documentation;
  readonly availability?: Availability;
};

/**
 * Compares what every entity has: header, library, and what `compareDocumentation` compares.
 *
 * @returns Whether it gained or lost its documentation.
 */
export function compareEntity(comparison: Comparison, subject: Subject, old: Entity, next: Entity): Standing {
  const { changes } = comparison;
  if (old.name !== next.name) changes.compare('api-renamed', subject, old.name, next.name);
  const moved = comparison.headerRenames.get(old.header) !== next.header;
  if (moved) changes.compare('header-moved', subject, old.header, next.header, 'header');
  const standing = compareDocumentation(comparison, subject, old, next);
  if (standing === 'same') compareProse(comparison, 'library', subject, old.library, next.library, true);
  return standing;
}

/**
 * Whether an API that the facts know `gained` its documentation or `lost` it. If so, its texts came or went with it, and
 * are no changes of their own.
 */
export type Standing = 'same' | 'gained' | 'lost';

/**
 * Compares page, availability and prose of an entity or a method.
 *
 * @param owner What became of the interface that a method belongs to: what it gained or lost as a whole is reported there.
 */
export function compareDocumentation(
  comparison: Comparison,
  subject: Subject,
  old: Documented,
  next: Documented,
  owner: Standing = 'same',
): Standing {
  const { changes } = comparison;
  if (old.documented !== next.documented) {
    const standing = next.documented ? 'gained' : 'lost';
    // Without a page the API is mentioned by others alone, as HRESULTs are: it is their change.
    const mentioned = old.page === undefined && next.page === undefined;
    if (standing !== owner && !mentioned) {
      if (standing === 'gained') changes.add('now-documented', subject, { new: next.page });
      else changes.add('no-longer-documented', subject, { old: old.page });
    }
    return standing;
  }
  changes.compare('page', subject, old.page, next.page);
  const [since, till] = [old.availability, next.availability];
  if (plainProse(since?.text) !== plainProse(till?.text)) {
    const shown = excerpts(plainProse(since?.text), plainProse(till?.text));
    changes.add('availability', subject, { ...present(shown), fact: 'availability' });
  } else if (since?.framework !== till?.framework || since?.core !== till?.core) {
    changes.compare('availability', subject, versions(since), versions(till), 'availability');
  }
  compareProse(comparison, 'summary', subject, old.docs?.summary, next.docs?.summary);
  compareProse(comparison, 'returns-text', subject, old.docs?.returns, next.docs?.returns);
  compareProse(comparison, 'remarks', subject, old.docs?.remarks, next.docs?.remarks);
  return 'same';
}

/**
 * Reports a text that says something else.
 *
 * @param fact The text is a fact that models without prose have too.
 */
export function compareProse(
  comparison: Comparison,
  kind: ChangeKind,
  subject: Subject,
  old: string | undefined,
  next: string | undefined,
  fact = false,
): void {
  const [before, after] = [plainProse(old), plainProse(next)];
  if (!fact && !comparison.allProse && (before === '' || after === '')) return;
  if (before !== after) comparison.changes.add(kind, subject, present(excerpts(before, after)));
}

/** Leaves out the side that has no text. */
function present(texts: { readonly old: string; readonly new: string }) {
  return { old: texts.old || undefined, new: texts.new || undefined };
}

function versions(availability: Availability | undefined): string {
  const parts = [
    availability?.framework && `.NET Framework ${availability.framework}`,
    availability?.core && `.NET Core ${availability.core}`,
  ];
  return parts.filter(Boolean).join(', ') || 'none';
}

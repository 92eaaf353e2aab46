import type { Entity, SourceRef } from '../model/model.ts';
import { type Change, type ChangeKind, changeKinds } from './change.ts';

/** What a change is about: the API's qualified name and header, and where both sides have their facts from. */
export interface Subject {
  readonly api: string;
  readonly header: string;
  readonly oldSources?: FactSources;
  readonly newSources?: FactSources;
}

/** The part of entities and methods that tells sources. */
type FactSources = Pick<Entity, 'sources' | 'page'>;

/** What a change says beside its kind. `fact` is the key of `sources` that both sides' refs come from. */
export interface ChangeDetails {
  readonly old?: string | undefined;
  readonly new?: string | undefined;
  readonly consequence?: string | undefined;
  readonly fact?: string;
}

/** Collects changes in the order in which they are found. */
export class ChangeList {
  readonly changes: Change[] = [];

  add(kind: ChangeKind, subject: Subject, details: ChangeDetails = {}): void {
    const oldSource = sourceOf(subject.oldSources, details.fact);
    const newSource = sourceOf(subject.newSources, details.fact);
    this.changes.push({
      grade: changeKinds[kind].grade,
      kind,
      api: subject.api,
      header: subject.header,
      ...(details.old !== undefined && { old: details.old }),
      ...(details.new !== undefined && { new: details.new }),
      ...(details.consequence !== undefined && { consequence: details.consequence }),
      ...(oldSource !== undefined && { oldSource }),
      ...(newSource !== undefined && { newSource }),
    });
  }

  /** Takes over changes of another list. */
  take(changes: readonly Change[]): void {
    this.changes.push(...changes);
  }

  /** Adds a change where two values differ as text; an absent value stays absent in the report. */
  compare(kind: ChangeKind, subject: Subject, old: unknown, next: unknown, fact?: string): void {
    if (old === next) return;
    this.add(kind, subject, { old: textOf(old), new: textOf(next), ...(fact !== undefined && { fact }) });
  }
}

/** A subject inside another: `IHostTask` and `::Alert`, `(pTask)`. */
export function partOf(subject: Subject, suffix: string): Subject {
  return { ...subject, api: subject.api + suffix };
}

function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}

function sourceOf(from: FactSources | undefined, fact: string | undefined): SourceRef | undefined {
  if (!from) return undefined;
  return (fact === undefined ? undefined : from.sources[fact]) ?? from.sources.name ?? from.page;
}

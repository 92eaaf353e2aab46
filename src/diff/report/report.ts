import { type Change, changeKinds, type Grade, grades } from '../change.ts';
import { entityName } from '../compare-models.ts';
import type { Finding, FindingChanges } from '../findings.ts';

/** What a report is about: the two sides as the user named them, and what changed. */
export interface DiffReport {
  readonly old: string;
  readonly new: string;
  readonly changes: readonly Change[];
  /** What was found in the pages of one side alone. */
  readonly findings?: FindingChanges;
}

/** The findings of a report, those that are new first, each with what became of it. */
export function listFindings({
  findings,
}: DiffReport): readonly { readonly became: string; readonly finding: Finding }[] {
  return [
    ...(findings?.new ?? []).map((finding) => ({ became: 'new', finding })),
    ...(findings?.gone ?? []).map((finding) => ({ became: 'gone', finding })),
  ];
}

/** A heading of a report for each grade. */
export const gradeTitles: Readonly<Record<Grade, string>> = {
  abi: 'Breaks the ABI',
  source: 'Breaks source code',
  addition: 'Additions',
  docs: 'Documentation only',
};

/** The changes of one grade in one header, those of an API side by side. */
interface HeaderGroup {
  readonly header: string;
  readonly changes: readonly Change[];
}

export interface GradeGroup {
  readonly grade: Grade;
  readonly count: number;
  readonly headers: readonly HeaderGroup[];
}

/** The changes by grade and header, in their order; grades without changes are left out. */
export function groupChanges(changes: readonly Change[]): readonly GradeGroup[] {
  return grades.flatMap((grade) => {
    const found = changes.filter((change) => change.grade === grade);
    if (found.length === 0) return [];
    const headers = new Map<string, Change[]>();
    for (const change of found) {
      const group = headers.get(change.header);
      if (group) group.push(change);
      else headers.set(change.header, [change]);
    }
    return [{ grade, count: found.length, headers: [...headers].map(([header, list]) => ({ header, changes: list })) }];
  });
}

/** How many changes each grade has. */
export function countGrades(changes: readonly Change[]): Readonly<Record<Grade, number>> {
  const counts: Record<Grade, number> = { abi: 0, source: 0, addition: 0, docs: 0 };
  for (const { grade } of changes) counts[grade]++;
  return counts;
}

/** How many APIs (entities, not their parts) the changes touch. */
export function countApis(changes: readonly Change[]): number {
  return new Set(changes.map(({ api, header }) => `${header} ${entityName(api)}`)).size;
}

/** What a change is, as its kind says it. */
export function changeTitle(change: Change): string {
  return changeKinds[change.kind].title;
}

/** Where the changed fact is from: the new side's source, the old one's for what is gone. */
export function changeSource(change: Change): string | undefined {
  return change.newSource ?? change.oldSource;
}

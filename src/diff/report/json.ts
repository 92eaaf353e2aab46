import type { Change, Grade } from '../change.ts';
import type { FindingChanges } from '../findings.ts';
import { countGrades, type DiffReport } from './report.ts';

/** The JSON form of a report. `version` grows when a member changes its meaning or goes; new members keep it. */
export interface DiffReportJson {
  readonly version: 1;
  readonly old: string;
  readonly new: string;
  /** How many changes each grade has. */
  readonly summary: Readonly<Record<Grade, number>>;
  readonly changes: readonly Change[];
  /** Diagnostics that the pages of one side alone have; absent where a side is a model. */
  readonly findings?: FindingChanges;
}

/** The report as JSON text, with a final newline. */
export function jsonReport(report: DiffReport): string {
  const json: DiffReportJson = {
    version: 1,
    old: report.old,
    new: report.new,
    summary: countGrades(report.changes),
    changes: report.changes,
    ...(report.findings && { findings: report.findings }),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

import { visibleText } from '../../diagnostics/reporters/visible-text.ts';
import type { Change, Grade } from '../change.ts';
import { counted } from '../wording.ts';
import {
  changeSource,
  changeTitle,
  countApis,
  countGrades,
  type DiffReport,
  gradeTitles,
  groupChanges,
  listFindings,
} from './report.ts';

/** Marks parts of the text; the identity where the terminal shows no colour. */
export interface TextStyle {
  readonly grade: (grade: Grade, text: string) => string;
  readonly header: (text: string) => string;
  readonly api: (text: string) => string;
  readonly old: (text: string) => string;
  readonly new: (text: string) => string;
  readonly dim: (text: string) => string;
}

const as = (text: string) => text;

/** No colour. */
export const plainStyle: TextStyle = { grade: (_, text) => text, header: as, api: as, old: as, new: as, dim: as };

/** The report for a terminal: changes by grade and header, two lines a change, and one line with the counts. */
export function textReport(report: DiffReport, style: TextStyle = plainStyle): string {
  const { changes } = report;
  const lines: string[] = [];
  for (const group of groupChanges(changes)) {
    lines.push(style.grade(group.grade, `${gradeTitles[group.grade]} (${group.count})`));
    for (const { header, changes: inHeader } of group.headers) {
      lines.push(`  ${style.header(visibleText(header))}`);
      for (const change of inHeader) lines.push(...changeLines(change, style));
    }
    lines.push('');
  }
  const findings = listFindings(report);
  if (findings.length > 0) {
    lines.push(style.header(`Findings in the pages (${findings.length})`));
    for (const { became, finding } of findings) {
      const { code, place, message } = finding;
      const where = place === undefined ? '' : `${visibleText(place)}: `;
      lines.push(`  ${became} ${code} ${where}${visibleText(message)}`);
    }
    lines.push('');
  }
  lines.push(changes.length === 0 ? 'no change' : summaryLine(changes));
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

/** `4 changes in 3 APIs: 2 break the ABI, 1 breaks source code, 1 addition`. */
export function summaryLine(changes: readonly Change[]): string {
  const { abi, source, addition, docs } = countGrades(changes);
  const parts = [
    abi > 0 && `${abi} ${abi === 1 ? 'breaks' : 'break'} the ABI`,
    source > 0 && `${source} ${source === 1 ? 'breaks' : 'break'} source code`,
    addition > 0 && counted(addition, 'addition'),
    docs > 0 && `${docs} documentation only`,
  ];
  const total = `${counted(changes.length, 'change')} in ${counted(countApis(changes), 'API')}`;
  return `${total}: ${parts.filter(Boolean).join(', ')}`;
}

function changeLines(change: Change, style: TextStyle): string[] {
  const title = `    ${style.api(visibleText(change.api))}: ${changeTitle(change)}`;
  const source = changeSource(change);
  const where = source === undefined ? '' : style.dim(`  ${visibleText(source)}`);
  const value = valueText(change, style);
  const lines = [`${title}${where}`];
  if (value) lines.push(`      ${value}`);
  if (change.consequence !== undefined) lines.push(`      ${visibleText(change.consequence)}`);
  return lines;
}

function valueText(change: Change, style: TextStyle): string {
  // What came or went is told by the title, unless that only says that something is different.
  const absent = changeTitle(change).includes('changed') ? 'nothing' : undefined;
  const shown = (text: string | undefined, mark: (text: string) => string) =>
    text === undefined ? absent : mark(visibleText(text));
  if (change.old === undefined && change.new === undefined) return '';
  return [shown(change.old, style.old), shown(change.new, style.new)].filter((text) => text !== undefined).join(' -> ');
}

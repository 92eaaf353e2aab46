import { visibleText } from '../../diagnostics/reporters/visible-text.ts';
import { type Change, grades } from '../change.ts';
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

/** Largest number of changes of one grade, and of findings, that are shown. */
const maximumShown = 200;

/** Characters that tables may take: a comment of a pull request holds 65,536, and the rest of the report is short. */
const maximumCharacters = 64_000;

/**
 * The report for a pull request: a table with the counts, and for each grade a part that opens on a click; what breaks
 * the ABI is open at once. What a comment has no room for is counted, beginning with the least grave.
 */
export function markdownReport(report: DiffReport): string {
  const { changes } = report;
  const lines = [`## API changes: ${code(report.old)} to ${code(report.new)}`, ''];
  if (changes.length === 0) lines.push('No change.');
  else lines.push(...summaryTable(changes));
  const room = new Room(maximumCharacters);
  for (const group of groupChanges(changes)) {
    lines.push('', `<details${group.grade === 'abi' ? ' open' : ''}>`);
    lines.push(`<summary>${gradeTitles[group.grade]} (${group.count})</summary>`);
    let shown = 0;
    for (const { header, changes: inHeader } of group.headers) {
      const rows = inHeader.slice(0, maximumShown - shown).map(row);
      const heading = ['', `### ${code(header)}`, ''];
      const table = room.take(
        [...heading, '| API | Change | Old | New | Source |', '| --- | --- | --- | --- | --- |'],
        rows,
      );
      lines.push(...table.lines);
      shown += table.rows;
    }
    if (group.count > shown) lines.push('', `… and ${group.count - shown} more.`);
    lines.push('', '</details>');
  }
  lines.push(...findingLines(report, room));
  return `${lines.join('\n')}\n`;
}

/** What is left of a number of characters. */
class Room {
  #left: number;

  constructor(characters: number) {
    this.#left = characters;
  }

  /** A table with the first of some rows, as far as there is room; without rows there is no table. */
  take(head: readonly string[], rows: readonly string[]): { readonly lines: readonly string[]; readonly rows: number } {
    let left = this.#left - lengthOf(head);
    const first = rows.findIndex((row) => {
      left -= lengthOf([row]);
      return left < 0;
    });
    const taken = rows.slice(0, first < 0 ? rows.length : first);
    if (taken.length === 0) return { lines: [], rows: 0 };
    this.#left -= lengthOf(head) + lengthOf(taken);
    return { lines: [...head, ...taken], rows: taken.length };
  }
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function summaryTable(changes: readonly Change[]): string[] {
  const counts = countGrades(changes);
  const rows = grades.map((grade) => {
    const apis = countApis(changes.filter((change) => change.grade === grade));
    return `| ${gradeTitles[grade]} | ${counts[grade]} | ${apis} |`;
  });
  return ['| Grade | Changes | APIs |', '| --- | ---: | ---: |', ...rows];
}

function findingLines(report: DiffReport, room: Room): string[] {
  const findings = listFindings(report);
  if (findings.length === 0) return [];
  const rows = findings
    .slice(0, maximumShown)
    .map(
      ({ became, finding }) =>
        `| ${became} | ${finding.code} | ${optionalCode(finding.place)} | ${plain(finding.message)} |`,
    );
  const table = room.take(['', '| | Code | Place | Finding |', '| --- | --- | --- | --- |'], rows);
  const more = findings.length > table.rows ? ['', `… and ${findings.length - table.rows} more.`] : [];
  const summary = `<summary>Findings in the pages (${findings.length})</summary>`;
  return ['', '<details>', summary, ...table.lines, ...more, '', '</details>'];
}

function row(change: Change): string {
  const consequence = change.consequence === undefined ? '' : `, ${plain(change.consequence)}`;
  const cells = [
    code(change.api),
    `${changeTitle(change)}${consequence}`,
    optionalCode(change.old),
    optionalCode(change.new),
    optionalCode(changeSource(change)),
  ];
  return `| ${cells.join(' | ')} |`;
}

function optionalCode(text: string | undefined): string {
  return text === undefined ? '' : code(text);
}

/** Text as a code span that neither its own backticks end nor a bar of a table cell splits. */
function code(text: string): string {
  const shown = visibleText(text.replace(/\s+/g, ' ').trim()).replaceAll('|', '\\|');
  if (shown === '') return '';
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Text outside of code: what Markdown or HTML would read as markup is escaped. */
function plain(text: string): string {
  return visibleText(text).replace(/[\\`*_{}[\]<>#|~!&]/g, (mark) => `\\${mark}`);
}

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

/** Largest number of changes of one grade that are shown; a comment of a pull request holds 65,536 characters. */
const maximumShown = 200;

/**
 * The report for a pull request: a table with the counts, and for each grade a part that opens on a click; what breaks
 * the ABI is open at once.
 */
export function markdownReport(report: DiffReport): string {
  const { changes } = report;
  const lines = [`## API changes: ${code(report.old)} to ${code(report.new)}`, ''];
  if (changes.length === 0) lines.push('No change.');
  else lines.push(...summaryTable(changes));
  for (const group of groupChanges(changes)) {
    lines.push('', `<details${group.grade === 'abi' ? ' open' : ''}>`);
    lines.push(`<summary>${gradeTitles[group.grade]} (${group.count})</summary>`);
    let left = maximumShown;
    for (const { header, changes: inHeader } of group.headers) {
      if (left <= 0) break;
      lines.push(
        '',
        `### ${code(header)}`,
        '',
        '| API | Change | Old | New | Source |',
        '| --- | --- | --- | --- | --- |',
      );
      for (const change of inHeader.slice(0, left)) lines.push(row(change));
      left -= inHeader.length;
    }
    if (group.count > maximumShown) lines.push('', `… and ${group.count - maximumShown} more.`);
    lines.push('', '</details>');
  }
  lines.push(...findingLines(report));
  return `${lines.join('\n')}\n`;
}

function summaryTable(changes: readonly Change[]): string[] {
  const counts = countGrades(changes);
  const rows = grades.map((grade) => {
    const apis = countApis(changes.filter((change) => change.grade === grade));
    return `| ${gradeTitles[grade]} | ${counts[grade]} | ${apis} |`;
  });
  return ['| Grade | Changes | APIs |', '| --- | ---: | ---: |', ...rows];
}

function findingLines(report: DiffReport): string[] {
  const findings = listFindings(report);
  if (findings.length === 0) return [];
  const rows = findings
    .slice(0, maximumShown)
    .map(
      ({ became, finding }) =>
        `| ${became} | ${finding.code} | ${optionalCode(finding.place)} | ${plain(finding.message)} |`,
    );
  const more = findings.length > maximumShown ? ['', `… and ${findings.length - maximumShown} more.`] : [];
  const summary = `<summary>Findings in the pages (${findings.length})</summary>`;
  const head = ['| | Code | Place | Finding |', '| --- | --- | --- | --- |'];
  return ['', '<details>', summary, '', ...head, ...rows, ...more, '', '</details>'];
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

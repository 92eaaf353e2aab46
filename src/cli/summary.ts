import { counted, grouped } from '../diagnostics/count.ts';
import { visibleText } from '../diagnostics/reporters/visible-text.ts';
import type { GenerateResult, StageName, Statistics } from '../generation.ts';
import type { PageKind } from '../parse/page.ts';
import type { WritePlan } from '../write/plan.ts';

/** The closing line of a run: `2,188 pages read; 78 files: 4 written, 74 unchanged; 812 ms`. */
export function closingLine(
  { statistics, counts, plan }: Pick<GenerateResult, 'statistics' | 'counts'> & { readonly plan?: object },
  check: boolean,
  milliseconds: number,
): string {
  const parts = [`${counted(statistics.pages, 'page')} read`];
  if (plan === undefined) {
    parts.push('nothing written');
  } else {
    const { written, unchanged, removed } = counts;
    const changes = check
      ? [
          `${grouped(written)} out of date`,
          `${grouped(unchanged)} up to date`,
          removed > 0 && `${grouped(removed)} stale`,
        ]
      : [
          `${grouped(written)} written`,
          `${grouped(unchanged)} unchanged`,
          removed > 0 && `${grouped(removed)} removed`,
        ];
    parts.push(`${counted(written + unchanged, 'file')}: ${changes.filter(Boolean).join(', ')}`);
  }
  parts.push(duration(milliseconds));
  return `${parts.join('; ')}\n`;
}

/** Milliseconds for a person: `812 ms`, `2.4 s`. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

const kindNames: Readonly<Record<PageKind, string>> = {
  interface: 'interfaces',
  method: 'methods',
  function: 'functions',
  callbackFunction: 'callback functions',
  functionPointer: 'function pointers',
  enumeration: 'enumerations',
  structure: 'structures',
  union: 'unions',
  coclass: 'coclasses',
  managedClass: 'managed classes',
  attribute: 'attributes',
  typedefList: 'typedef lists',
  constantList: 'constant lists',
  hresult: 'HRESULT pages',
  overview: 'overviews',
  conceptual: 'conceptual pages',
};

const stageNames: readonly StageName[] = ['read', 'parse', 'model', 'emit', 'write'];

/** The account of `--stats`: pages, model, time, memory. */
export function statisticsText(statistics: Statistics, peakMemory: number): string {
  const { pages, account, entities, milliseconds } = statistics;
  const lines: string[] = [];
  const row = (label: string, value: string) => lines.push(`  ${label.padEnd(24)}${value.padStart(9)}`);
  lines.push(`pages${grouped(pages).padStart(30)}`);
  if (account) {
    const kinds = Object.keys(kindNames) as PageKind[];
    for (const kind of kinds) {
      const count = (account.api[kind] ?? 0) + (account.other[kind] ?? 0);
      if (count > 0) row(kindNames[kind], grouped(count));
    }
    row('diagnostic only', grouped(account.reported));
  }
  if (Object.keys(entities).length > 0) {
    lines.push('model');
    for (const [name, count] of Object.entries(entities)) row(name, grouped(count));
  }
  lines.push('time');
  for (const stage of stageNames) row(stage, duration(milliseconds[stage]));
  lines.push('memory');
  row('peak', `${Math.round(peakMemory / 1024 / 1024)} MB`);
  return lines.map((line) => `${line}\n`).join('');
}

/** What `--check` found: a line for each file that is out of date, and short diffs of the changed ones. */
export function driftText(
  plan: Pick<WritePlan, 'actions'>,
  out: string,
  diffs: readonly (readonly string[])[],
): string {
  const labels = { create: 'missing', change: 'changed', remove: 'stale', keep: '' };
  const lines = plan.actions
    .filter(({ kind }) => kind !== 'keep')
    .map(({ kind, path }) => `${labels[kind].padEnd(8)} ${out}/${path}`);
  return [...lines, ...diffs.flatMap((diff) => ['', ...diff])].map((line) => `${shortened(line)}\n`).join('');
}

/** Columns of a line of drift that are shown. */
const driftWidth = 1000;

/** A line fit for a terminal: what is on disk may be anybody's, and a line of the model may have thousands of characters. */
function shortened(line: string): string {
  const start = visibleText(line.slice(0, driftWidth));
  return line.length > driftWidth ? `${start}… (${grouped(line.length - driftWidth)} more characters)` : start;
}

/** Says which command brings outputs up to date: that of the check, without the option. */
export function cureText(checked: readonly string[]): string {
  const args = checked.filter((argument) => argument !== '--check').map(quoted);
  return `to bring them up to date: ${['npx generate', ...args].join(' ')}\n`;
}

/** An argument as a shell takes it. */
function quoted(argument: string): string {
  if (/^[\w.,:=@%+/\\-]+$/.test(argument)) return argument;
  return /["$`\\!]/.test(argument) ? `'${argument.replaceAll("'", `'\\''`)}'` : `"${argument}"`;
}

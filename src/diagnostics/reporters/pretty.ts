import type picocolors from 'picocolors';
import { catalogue } from '../catalogue.ts';
import { countBySeverity, counted } from '../count.ts';
import type { Diagnostic, Severity } from '../diagnostic.ts';
import { excerpt } from './excerpt.ts';
import { visibleText } from './visible-text.ts';

/** Paints text; `createColors(false)` of picocolors paints nothing. */
export type Colors = ReturnType<typeof picocolors.createColors>;

/** The gravest come last, where a person looks first. */
const severities: readonly Severity[] = ['note', 'warning', 'error'];

/** How many findings of one code are shown, by severity; the others are counted. */
const shownPerCode: Readonly<Record<Severity, number>> = { error: 20, warning: 3, note: 1 };

/** What the report for a terminal needs beside the diagnostics. */
export interface PrettyOptions {
  readonly colors: Colors;
  /** Text of a file by its path as shown; undefined where it is not at hand. */
  readonly sourceText: (file: string) => string | undefined;
}

/**
 * Diagnostics for a person at a terminal: each with its source line, related places and help; of many with one code
 * the first few, of those with one cure the first, and the number of the others; errors at the end, and a summary below them. Empty for no diagnostics.
 */
export function reportPretty(diagnostics: readonly Diagnostic[], options: PrettyOptions): string {
  const { colors } = options;
  const lines: string[] = [];
  let hidden = 0;
  const cures = countCures(diagnostics);
  for (const severity of severities) {
    const most = shownPerCode[severity];
    const counts = new Map<Diagnostic['code'], { all: number; shown: number }>();
    const cured = new Set<string>();
    for (const diagnostic of diagnostics) {
      if (diagnostic.severity !== severity) continue;
      const count = counts.get(diagnostic.code) ?? { all: 0, shown: 0 };
      counts.set(diagnostic.code, count);
      count.all += 1;
      // What has one cure has one cause: it need not be seen again.
      const cure = cureOf(diagnostic);
      if (count.shown >= most || ((cures.get(cure) ?? 0) > most && cured.has(cure))) continue;
      cured.add(cure);
      count.shown += 1;
      lines.push(...describe(diagnostic, options));
    }
    for (const [code, { all, shown }] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const more = all - shown;
      if (more <= 0) continue;
      hidden += more;
      lines.push(colors.dim(`and ${more} more ${code} (${catalogue[code].title})`));
    }
  }
  if (diagnostics.length > 0) lines.push(summary(diagnostics, colors));
  if (hidden > 0)
    lines.push(colors.dim('all of them: --reporter json or msvc; what a code means: generate explain CODE'));
  return lines.map((line) => `${line}\n`).join('');
}

/** How many findings have a code and a help, by `cureOf`. */
function countCures(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of diagnostics) {
    if (one.help !== undefined) counts.set(cureOf(one), (counts.get(cureOf(one)) ?? 0) + 1);
  }
  return counts;
}

function cureOf({ code, help = '' }: Diagnostic): string {
  return `${code} ${help}`;
}

function describe(diagnostic: Diagnostic, { colors, sourceText }: PrettyOptions): string[] {
  const { code, severity, message, location, related = [], help } = diagnostic;
  const paint = { error: colors.red, warning: colors.yellow, note: colors.cyan }[severity];
  const place = location ? `${colors.bold(showPlace(location))} ` : '';
  const lines = [`${place}${paint(`${severity} ${code}:`)} ${visibleText(message)}`];
  const text = location && sourceText(location.file);
  const source = text === undefined ? undefined : excerpt(text, location as NonNullable<typeof location>);
  if (source && location) {
    const number = String(location.start.line).padStart(5);
    lines.push(`${colors.dim(`${number} |`)} ${source.line}`, `${colors.dim('      |')} ${paint(source.carets)}`);
  }
  for (const other of related) lines.push(`  ${showPlace(other.location)}: ${visibleText(other.message)}`);
  if (help !== undefined) lines.push(`  ${colors.bold('help:')} ${visibleText(help)}`);
  return lines;
}

function showPlace({ file, start }: NonNullable<Diagnostic['location']>): string {
  return visibleText(`${file}:${start.line}:${start.column}`);
}

function summary(diagnostics: readonly Diagnostic[], colors: Colors): string {
  const { error, warning, note } = countBySeverity(diagnostics);
  const parts = [
    error > 0 && colors.red(counted(error, 'error')),
    warning > 0 && colors.yellow(counted(warning, 'warning')),
    note > 0 && colors.cyan(counted(note, 'note')),
  ];
  return parts.filter(Boolean).join(', ');
}

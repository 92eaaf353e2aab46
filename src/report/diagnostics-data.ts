import { type CodeEntry, catalogue } from '../diagnostics/catalogue.ts';
import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts';
import type { DiagnosticsData } from './report-data.ts';

/**
 * Findings by code, the gravest and most frequent codes first, and how many each area of the docs has.
 *
 * @param areaOf The area of a file as diagnostics show it; empty for files that are no pages.
 * @param pageOf The page of a code, as Markdown.
 * @param shownFile What the report calls a file.
 */
export function diagnosticsData(
  diagnostics: readonly Diagnostic[],
  areaOf: (file: string) => string,
  pageOf: (code: string) => string,
  shownFile: (file: string) => string,
): DiagnosticsData {
  const byCode = new Map<Diagnostic['code'], Diagnostic[]>();
  const areas = new Map<string, Record<Severity, number>>();
  for (const one of diagnostics) {
    const list = byCode.get(one.code);
    if (list) list.push(one);
    else byCode.set(one.code, [one]);
    const area = one.location ? areaOf(one.location.file) : '';
    const counts = areas.get(area) ?? { error: 0, warning: 0, note: 0 };
    counts[one.severity] += 1;
    areas.set(area, counts);
  }
  const ranks: readonly Severity[] = ['error', 'warning', 'note'];
  const codes = [...byCode].map(([code, list]) => {
    const { severity, title }: CodeEntry = catalogue[code];
    const found = list.map(
      ({ location, message }) =>
        [
          location ? areaOf(location.file) : '',
          location ? shownFile(location.file) : '',
          location?.start.line ?? 0,
          location?.start.column ?? 0,
          message,
        ] as const,
    );
    return { code, severity, title, page: pageOf(code), found };
  });
  codes.sort(
    (a, b) =>
      ranks.indexOf(a.severity) - ranks.indexOf(b.severity) ||
      b.found.length - a.found.length ||
      (a.code < b.code ? -1 : 1),
  );
  return { codes, areas: [...areas.keys()].sort().map((name) => ({ name, counts: areas.get(name) as never })) };
}

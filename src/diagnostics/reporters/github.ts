import type { Diagnostic } from '../diagnostic.ts';
import { visibleText } from './visible-text.ts';

/** Diagnostics as workflow commands of GitHub Actions, which become annotations of a pull request; all of them. */
export function reportGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ code, severity, message, location, help }) => {
      const properties: [string, string | number][] = [];
      if (location) {
        const { file, start, end } = location;
        properties.push(['file', file], ['line', start.line], ['col', start.column]);
        properties.push(['endLine', end.line]);
        if (end.line === start.line && end.column > start.column) properties.push(['endColumn', end.column - 1]);
      }
      properties.push(['title', code]);
      const list = properties.map(([key, value]) => `${key}=${escapeProperty(String(value))}`).join(',');
      const text = help === undefined ? message : `${message} (${help})`;
      return `::${severity === 'note' ? 'notice' : severity} ${list}::${escapeData(text)}\n`;
    })
    .join('');
}

function escapeData(text: string): string {
  return visibleText(text).replaceAll('%', '%25');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

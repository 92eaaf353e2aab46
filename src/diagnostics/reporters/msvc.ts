import type { Diagnostic } from '../diagnostic.ts';
import { visibleText } from './visible-text.ts';

/** Diagnostics in the form that Visual Studio and MSBuild turn into items of their error lists; one a line, all of them. */
export function reportMsvc(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ code, severity, message, location }) => {
      const place = location ? `${location.file}(${location.start.line},${location.start.column})` : 'clr-bindgen';
      // MSBuild knows no notes; what it calls a message does not reach its lists either.
      return `${visibleText(place)}: ${severity === 'note' ? 'message' : severity} ${code}: ${visibleText(message)}\n`;
    })
    .join('');
}

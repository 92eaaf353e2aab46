import { declarationCodes } from './codes/declaration.ts';
import { emitCodes } from './codes/emit.ts';
import { lintCodes } from './codes/lint.ts';
import { modelCodes } from './codes/model.ts';
import { overrideCodes } from './codes/overrides.ts';
import { pageCodes } from './codes/page.ts';
import { readCodes } from './codes/read.ts';
import { writeCodes } from './codes/write.ts';
import type { Diagnostic, Fix, Location, RelatedPlace, Severity } from './diagnostic.ts';

/** What the catalogue says of a code: the severity it always has, and its title as on its page. */
export interface CodeEntry {
  readonly severity: Severity;
  readonly title: string;
}

/** Every diagnostic that exists. Codes are never reused; each has a page `docs/diagnostics/<code>.md`. */
export const catalogue = {
  ...readCodes,
  ...pageCodes,
  ...declarationCodes,
  ...modelCodes,
  ...overrideCodes,
  ...emitCodes,
  ...writeCodes,
  ...lintCodes,
} as const satisfies Record<string, CodeEntry>;

/** A code of the catalogue, such as `CB301`. */
export type DiagnosticCode = keyof typeof catalogue;

/** Characters of a message; what it quotes comes from outside and may be as long as a page. */
const longestMessage = 20_000;

/** Makes a diagnostic with the severity that the catalogue gives its code. A message that is too long is cut. */
export function diagnostic(
  code: DiagnosticCode,
  message: string,
  location?: Location,
  more?: { readonly related?: readonly RelatedPlace[]; readonly help?: string; readonly fixes?: readonly Fix[] },
): Diagnostic {
  // Not between the halves of one character.
  const text =
    message.length > longestMessage
      ? `${message.slice(0, longestMessage - 1).replace(/[\ud800-\udbff]$/, '')}…`
      : message;
  return { code, severity: catalogue[code].severity, message: text, ...(location && { location }), ...more };
}

import { catalogue, type DiagnosticCode } from '../catalogue.ts';
import type { Diagnostic, Fix, Location, Severity } from '../diagnostic.ts';
import { visibleText } from './visible-text.ts';

/** Severities in the words of SARIF (section 3.27.10). */
const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'note' };

/** What a SARIF log says beside the diagnostics. */
export interface SarifOptions {
  /** Version of this package. */
  readonly version: string;
  /** The page of a code, as Markdown; undefined where there is none. */
  readonly help: (code: DiagnosticCode) => string | undefined;
}

/**
 * Diagnostics as a SARIF 2.1.0 log (OASIS), which code scanning and editors read: one run, with a rule for each code
 * that occurs and its page as help. Columns count UTF-16 units from 1, as in `Point`.
 */
export function reportSarif(diagnostics: readonly Diagnostic[], { version, help }: SarifOptions): string {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const index = new Map(codes.map((code, at) => [code, at]));
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'clr-bindgen', semanticVersion: version, rules: codes.map((code) => rule(code, help(code))) },
        },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((one) => result(one, index.get(one.code) as number)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rule(code: DiagnosticCode, page: string | undefined) {
  const { severity, title } = catalogue[code];
  return {
    id: code,
    shortDescription: { text: title },
    ...(page !== undefined && { help: { text: plainText(page), markdown: page } }),
    defaultConfiguration: { level: levels[severity] },
  };
}

/** A page without the marks of its headings and code: what a reader shows that knows no Markdown. */
function plainText(page: string): string {
  return page
    .replace(/^#+ /gm, '')
    .replace(/^```.*\n/gm, '')
    .replaceAll('`', '')
    .trim();
}

function result({ code, severity, message, location, related = [], help, fixes }: Diagnostic, ruleIndex: number) {
  const text = visibleText(help === undefined ? message : `${message} (${help})`);
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text },
    locations: location ? [{ physicalLocation: physicalLocation(location) }] : [],
    ...(related.length > 0 && {
      relatedLocations: related.map((other, at) => ({
        id: at + 1,
        message: { text: visibleText(other.message) },
        physicalLocation: physicalLocation(other.location),
      })),
    }),
    ...(fixes && location && { fixes: [fix(location, fixes)] }),
  };
}

function physicalLocation({ file, start, end }: Location) {
  return {
    artifactLocation: { uri: uriOf(file) },
    region: {
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
      charOffset: start.offset,
      charLength: end.offset - start.offset,
    },
  };
}

function fix({ file }: Location, fixes: readonly Fix[]) {
  return {
    artifactChanges: [
      {
        artifactLocation: { uri: uriOf(file) },
        replacements: fixes.map(({ start, end, replacement }) => ({
          deletedRegion: { charOffset: start, charLength: end - start },
          insertedContent: { text: replacement },
        })),
      },
    ],
  };
}

/** The path as a URI reference: relative as it is shown, or `file:///` for an absolute one. */
function uriOf(file: string): string {
  // No URI has half of a surrogate pair, which names of files on Windows may have.
  const path = file
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  if (file.startsWith('/')) return `file://${path}`;
  return /^[A-Za-z]:\//.test(file) ? `file:///${path.replace('%3A', ':')}` : path;
}

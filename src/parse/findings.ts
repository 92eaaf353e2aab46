import type { DiagnosticCode } from '../diagnostics/catalogue.ts';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic.ts';
import type { LineIndex, Span } from '../diagnostics/line-index.ts';

/** Findings of one code that are listed one by one on a page; more of them would drown all others. */
const listed = 100;

/** Collects what the parse stage finds on one page, turning offsets into places as it goes. */
export class Findings {
  readonly #diagnostics: Diagnostic[] = [];
  readonly #counts = new Map<DiagnosticCode, { count: number; readonly first: Span }>();
  readonly #path: string;
  readonly #lines: LineIndex;

  constructor(path: string, lines: LineIndex) {
    this.#path = path;
    this.#lines = lines;
  }

  report(code: DiagnosticCode, message: string, span: Span, help?: string, fixes?: readonly Fix[]): void {
    const seen = this.#counts.get(code);
    if (seen) seen.count++;
    else this.#counts.set(code, { count: 1, first: span });
    if (seen && seen.count > listed) return;
    const location = this.#lines.location(this.#path, span);
    this.#diagnostics.push(diagnostic(code, message, location, { ...(help && { help }), ...(fixes && { fixes }) }));
  }

  /** All findings in the order of their report, and for each code beyond the limit how many more there are. */
  all(): readonly Diagnostic[] {
    const rest = [...this.#counts].filter(([, { count }]) => count > listed);
    const summaries = rest.map(([code, { count, first }]) =>
      diagnostic(code, `${count - listed} more of the same on this page`, this.#lines.location(this.#path, first)),
    );
    return [...this.#diagnostics, ...summaries];
  }
}

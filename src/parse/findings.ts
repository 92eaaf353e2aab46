import type { DiagnosticCode } from '../diagnostics/catalogue.ts';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { LineIndex, Span } from '../diagnostics/line-index.ts';

/** Collects what the parse stage finds on one page, turning offsets into places as it goes. */
export class Findings {
  readonly diagnostics: Diagnostic[] = [];
  readonly #path: string;
  readonly #lines: LineIndex;

  constructor(path: string, lines: LineIndex) {
    this.#path = path;
    this.#lines = lines;
  }

  report(code: DiagnosticCode, message: string, span: Span, help?: string): void {
    const location = this.#lines.location(this.#path, span);
    this.diagnostics.push(diagnostic(code, message, location, help ? { help } : undefined));
  }
}

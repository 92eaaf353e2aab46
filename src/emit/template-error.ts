import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** A template that does not parse, or that asks for a field its view lacks. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  /** Path of the template as shown to a person; for a user's own template the path on disk. */
  readonly path: string;
  /** Place in the template: line from 1, column from 1; 1:1 where Handlebars names none. */
  readonly line: number;
  readonly column: number;
  /** The same place counted in UTF-16 units from the start of the template. */
  readonly offset: number;
  /** The fields that exist where the template failed, in the order of the view; empty for a syntax error. */
  readonly fields: readonly string[];

  constructor(
    { path, text }: { readonly path: string; readonly text: string },
    line: number,
    column: number,
    message: string,
    fields: readonly string[],
    cause?: unknown,
  ) {
    super(message, { cause });
    this.path = path;
    const lines = text.split('\n').slice(0, line - 1);
    this.offset = Math.min(text.length, lines.join('\n').length + (line > 1 ? 1 : 0) + column - 1);
    this.line = line;
    this.column = column;
    this.fields = fields;
  }

  /** The finding that an emitter returns instead of throwing. */
  toDiagnostic(): Diagnostic {
    const at = { line: this.line, column: this.column, offset: this.offset };
    return diagnostic(
      'CB601',
      this.message,
      { file: this.path, start: at, end: at },
      this.fields.length > 0 ? { help: `Fields here: ${this.fields.join(', ')}` } : {},
    );
  }
}

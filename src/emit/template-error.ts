import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, Point } from '../diagnostics/diagnostic.ts';
import { LineIndex } from '../diagnostics/line-index.ts';
import type { TemplateFile } from './output-file.ts';

/** A template of a set. */
export interface TemplateSource extends TemplateFile {
  /** Its path in the set without extension, by which it is called. */
  readonly name: string;
}

/** What else is known of an error. */
interface ErrorDetails {
  /** The fields that exist where the template failed, in the order of the view; none for a syntax error. */
  readonly fields?: readonly string[];
  readonly cause?: unknown;
  readonly callers?: readonly TemplateSource[];
}

/** Of templates that call each other, this many are told. */
const maximumCallers = 8;

/** A template that does not parse, or that asks for a field its view lacks. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly template: TemplateSource;
  /** Place in the template: line from 1, column from 1; 1:1 where Handlebars names none. */
  readonly line: number;
  readonly column: number;
  readonly fields: readonly string[];
  /** The templates that led here, the innermost first. */
  readonly callers: readonly TemplateSource[];

  constructor(
    template: TemplateSource,
    line: number,
    column: number,
    message: string,
    { fields = [], cause, callers = [] }: ErrorDetails = {},
  ) {
    super(message, { cause });
    this.template = template;
    this.line = line;
    this.column = column;
    this.fields = fields;
    this.callers = callers;
  }

  /** The same error as it comes out of a template that called the one in which it arose. */
  calledFrom(caller: TemplateSource): TemplateError {
    const { template, line, column, message, fields, cause, callers } = this;
    const last = callers.at(-1) ?? template;
    if (last.name === caller.name || callers.length >= maximumCallers) return this;
    return new TemplateError(template, line, column, message, { fields, cause, callers: [...callers, caller] });
  }

  /** The finding that an emitter returns instead of throwing. */
  toDiagnostic(): Diagnostic {
    const { template, line, column, fields, callers } = this;
    const index = new LineIndex(template.text);
    const start = index.lineStarts[line - 1] ?? template.text.length;
    const at = index.point(start + column - 1);
    const related = callers.map((caller, place) => {
      const call = placeOfCall(caller.text, (callers[place - 1] ?? template).name);
      return { message: 'called from here', location: { file: caller.path, start: call, end: call } };
    });
    return diagnostic(
      'CB601',
      this.message,
      { file: template.path, start: at, end: at },
      {
        ...(related.length > 0 && { related }),
        ...(fields.length > 0 && { help: `Fields here: ${fields.join(', ')}` }),
      },
    );
  }
}

/** Where a template is first called; the beginning where it is not called by its name. */
function placeOfCall(text: string, name: string): Point {
  const calls = text.matchAll(/\{\{~?#?>\s*([^\s~}]+)/g);
  const call = [...calls].find(([, called]) => called === name);
  return new LineIndex(text).point(call?.index ?? 0);
}

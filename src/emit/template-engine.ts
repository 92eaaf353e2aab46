import type { TemplateSet } from './output-file.ts';
import { TemplateBudget, TemplateBudgetError } from './template-budget.ts';
import { type Compiled, createTemplateCompiler, parseTemplate } from './template-compiler.ts';
import { TemplateError, type TemplateSource } from './template-error.ts';
import { fieldsAt, type Program } from './template-scope.ts';

export { TemplateError } from './template-error.ts';

/** Renders finished view models. Templates get data only: no prototype access, no helper with a side effect. */
export interface TemplateEngine {
  /**
   * The text of a template (`cpp/header`) for a view.
   * @throws TemplateError if the template does not parse, is missing, or uses a field that the view lacks.
   */
  render(name: string, view: object): string;

  /**
   * Keeps what partials print for this object as long as the object lives: the same partial prints it once. Not done
   * where a template of the set uses data variables (`@root`), for then more than the object decides what is printed.
   */
  keep(view: object): void;
}

const engines = new WeakMap<TemplateSet, TemplateEngine>();

/**
 * The engine of a set of templates. Each template compiles when it is first used, and a set keeps its engine, so that
 * the targets of a run and the runs of a watch share compiled templates.
 *
 * A partial is named by its path in the set (`{{> cpp/_method}}`). Output is not HTML-escaped: view models hand over
 * text that is already safe where it goes.
 */
export function createTemplateEngine(templates: TemplateSet): TemplateEngine {
  const known = engines.get(templates);
  if (known) return known;
  const engine = compileLazily(templates);
  engines.set(templates, engine);
  return engine;
}

const usesDataVariable = /\{\{[^{}]*@/;

function compileLazily(templates: TemplateSet): TemplateEngine {
  const budget = new TemplateBudget();
  const compiler = createTemplateCompiler(templates.values(), budget);
  const compiled = new Map<string, Compiled>();
  const kept = new WeakSet<object>();
  let keeps: boolean | undefined;
  for (const [name, file] of templates) {
    let run: Compiled | undefined;
    /** What does not come to an end once does not the next time either. */
    let endless: TemplateError | undefined;
    const texts = new WeakMap<object, string>();
    const guarded: Compiled = (context, options) => {
      try {
        const isKept = typeof context === 'object' && context !== null && kept.has(context);
        const known = isKept ? texts.get(context) : undefined;
        if (known !== undefined) return known;
        if (endless) throw endless;
        run ??= compiler.compile(file);
        const print = run;
        const text = budget.inTemplate(name, () => print(context, options));
        if (isKept) texts.set(context, text);
        return text;
      } catch (error) {
        if (error instanceof TemplateError) throw error.calledFrom({ name, ...file });
        if (error instanceof TemplateBudgetError && error.template !== name) throw error;
        const explained = explain(error, { name, ...file }, context);
        if (error instanceof TemplateBudgetError) endless = explained;
        throw explained;
      }
    };
    compiled.set(name, guarded);
    compiler.registerPartial(name, guarded);
  }
  return {
    render(name, view) {
      const template = compiled.get(name);
      if (!template)
        throw new TemplateError({ name, path: `${name}.hbs`, text: '' }, 1, 1, `There is no template ${name}`);
      return template(view, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
    },
    keep(view) {
      keeps ??= ![...templates.values()].some(({ text }) => usesDataVariable.test(text));
      if (keeps) kept.add(view);
    },
  };
}

/** What Handlebars throws, as far as it says where. */
interface HandlebarsFailure {
  readonly message: string;
  readonly lineNumber?: number;
  readonly column?: number;
}

function explain(error: unknown, template: TemplateSource, context: unknown): TemplateError {
  const failure = error as HandlebarsFailure;
  const message = String(failure.message ?? error);
  const parse = /^Parse error on line (\d+):/.exec(message);
  if (parse) {
    const expected = message.split('\n').at(-1) ?? '';
    return new TemplateError(template, Number(parse[1]), 1, `Template does not parse: ${expected}`, { cause: error });
  }
  const line = failure.lineNumber ?? 1;
  const column = failure.column ?? 0;
  const said = message
    .replace(/ - \d+:\d+$/, '')
    .replace(/ not defined in \[object Object\]$/, ' is not a field of the view');
  if (error instanceof TemplateBudgetError)
    return new TemplateError(template, line, column + 1, said, { cause: error });
  const known = fields(template.text, context, line, column);
  return new TemplateError(template, line, column + 1, said, { fields: known, cause: error });
}

function fields(text: string, context: unknown, line: number, column: number): string[] {
  try {
    return fieldsAt(parseTemplate(text) as Program, context, line, column);
  } catch {
    return []; // it did not even parse: there is nothing to list
  }
}

import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type Handlebars from 'handlebars';
import type { TemplateFile } from './output-file.ts';
import type { TemplateBudget } from './template-budget.ts';
import { templateHelpers } from './template-helpers.ts';

const require = createRequire(import.meta.url);

/** How templates are compiled, also those that the build compiles. */
export const compileOptions: CompileOptions = {
  noEscape: true,
  strict: true,
  knownHelpersOnly: true,
  // `log` is the one built-in that does something else than return text.
  knownHelpers: { log: false, ...Object.fromEntries(Object.keys(templateHelpers).map((name) => [name, true])) },
};

/** A compiled template. */
export type Compiled = (context: unknown, options?: object) => string;

/** Compiles the templates of one set; they share partials and helpers. */
export interface TemplateCompiler {
  compile(template: TemplateFile): Compiled;
  registerPartial(name: string, partial: Compiled): void;
}

/**
 * Makes a compiler. Templates that the build has compiled are taken as they are; only where a text is another one is
 * Handlebars' own compiler loaded, which takes longer than a run of many pages.
 *
 * @param templates Those of the set.
 * @param budget Counts what they do.
 */
export function createTemplateCompiler(templates: Iterable<TemplateFile>, budget: TemplateBudget): TemplateCompiler {
  const isComplete = [...templates].every((one) => precompiledIn(one) !== undefined);
  const handlebars = (isComplete ? runtime() : compiler()).create();
  handlebars.registerHelper(countedHelpers(handlebars.helpers.each as Handlebars.HelperDelegate, budget));
  return {
    compile(template) {
      const place = precompiledIn(template);
      return place === undefined
        ? (handlebars.compile(template.text, compileOptions) as Compiled)
        : (handlebars.template(loadPrecompiled(place.file)[place.key] as TemplateSpecification) as Compiled);
    },
    registerPartial: (name, partial) => handlebars.registerPartial(name, partial as Handlebars.Template),
  };
}

/** The helpers of templates, and `each`, none of which goes on without end. */
function countedHelpers(each: Handlebars.HelperDelegate, budget: TemplateBudget): Handlebars.HelperDeclareSpec {
  const counted = Object.entries(templateHelpers).map(([name, helper]) => {
    const print = helper as (...values: unknown[]) => string;
    return [name, (...values: unknown[]) => budget.spendText(print(...values))] as const;
  });
  return {
    ...Object.fromEntries(counted),
    each(this: unknown, list: unknown, ...rest: readonly [EachOptions]) {
      const isList = typeof list === 'object' && list !== null;
      budget.spend(
        isList ? 1 + (Array.isArray(list) ? list.length : Object.keys(list).length) : 1,
        rest[0]?.loc?.start,
      );
      return each.call(this, list, ...rest);
    },
  };
}

/** What a block helper is given of its place. */
interface EachOptions {
  readonly loc?: { readonly start: { readonly line: number; readonly column: number } };
}

/** The syntax tree of a template. @throws Error if it does not parse. */
export function parseTemplate(text: string): unknown {
  return compiler().parseWithoutProcessing(text);
}

/** What stands for a template among those that the build has compiled. */
export function templateKey(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function compiler(): typeof Handlebars {
  return require('handlebars') as typeof Handlebars;
}

function runtime(): typeof Handlebars {
  // The build of it in one file, which loads several times faster than its many modules.
  return require('handlebars/dist/handlebars.runtime.js') as typeof Handlebars;
}

/** The file of the build that holds a template compiled, and its key there. */
interface Place {
  readonly file: string;
  readonly key: string;
}

/** Where a template is that the build has compiled; undefined for others, and where the sources run as they are. */
function precompiledIn(template: TemplateFile): Place | undefined {
  known ??= loadPrecompiled<string>('index');
  for (const key of keysOf(template)) {
    const file = known[key];
    if (file !== undefined) return { file, key };
  }
  return undefined;
}

let known: Readonly<Record<string, string>> | undefined;

/** A known hash may be that of a text with other line ends. */
function* keysOf(template: TemplateFile): Iterable<string> {
  if (template.hash !== undefined) yield template.hash;
  yield templateKey(template.text);
}

function loadPrecompiled<T = TemplateSpecification>(file: string): Readonly<Record<string, T>> {
  try {
    // From this folder also where this module is part of a bundle.
    return require(`../emit/precompiled/${file}.cjs`) as Record<string, T>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return {};
    throw error;
  }
}

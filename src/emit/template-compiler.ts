import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type Handlebars from 'handlebars';
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
  compile(text: string): Compiled;
  registerPartial(name: string, partial: Compiled): void;
}

/**
 * Makes a compiler. Templates that the build has compiled are taken as they are; only where a text is another one is
 * Handlebars' own compiler loaded, which takes longer than a run of many pages.
 *
 * @param texts The templates of the set.
 * @param budget Counts what they do.
 */
export function createTemplateCompiler(texts: Iterable<string>, budget: TemplateBudget): TemplateCompiler {
  const specifications = precompiled();
  const isComplete = [...texts].every((text) => specifications.has(templateKey(text)));
  const handlebars = (isComplete ? runtime() : compiler()).create();
  handlebars.registerHelper(countedHelpers(handlebars.helpers.each as Handlebars.HelperDelegate, budget));
  return {
    compile(text) {
      const specification = specifications.get(templateKey(text));
      return specification === undefined
        ? (handlebars.compile(text, compileOptions) as Compiled)
        : (handlebars.template(specification) as Compiled);
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

let known: ReadonlyMap<string, TemplateSpecification> | undefined;

/** The templates that the build has compiled, by key; none where the sources run as they are. */
function precompiled(): ReadonlyMap<string, TemplateSpecification> {
  known ??= new Map(Object.entries(loadPrecompiled()));
  return known;
}

function loadPrecompiled(): Record<string, TemplateSpecification> {
  try {
    // From this folder also where this module is part of a bundle.
    return require('../emit/precompiled-templates.cjs') as Record<string, TemplateSpecification>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return {};
    throw error;
  }
}

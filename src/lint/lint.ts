import path from 'node:path';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/sort.ts';
import { buildModel, type PageTree } from '../model/build-model.ts';
import { contradictions } from '../model/contradictions.ts';
import type { Facts } from '../model/facts.ts';
import { OverrideBook } from '../model/override-book.ts';
import { noOverrides, type Overrides } from '../model/overrides.ts';
import { soundModel } from '../model/sound/sound-model.ts';
import { parsePages } from '../parse/parse-pages.ts';
import { readSources } from '../read/read-sources.ts';
import { readTocs } from '../read/read-tocs.ts';
import type { SourceTree } from '../read/source-file.ts';
import { curable } from './fix/curable.ts';
import { lintInput } from './lint-input.ts';
import { rules } from './rules.ts';
import { type Suppression, suppress } from './suppress.ts';

/** What a run of the linter is asked for. Paths are absolute or relative to the working directory. */
export interface LintOptions {
  /** Working directory; paths are shown relative to it. Default: the process's. */
  readonly cwd?: string;
  /** Docs folders. Default: the pages of this package. */
  readonly docs?: readonly string[];
  /** Findings that are known and accepted. */
  readonly ignore?: readonly Suppression[];
  /** Warnings fail the run. */
  readonly strict?: boolean;
}

/** What the linter found, and how its run ended: see `Outcome`. */
export interface LintResult {
  readonly outcome: 'done' | 'failed' | 'usage' | 'fault';
  /** What was found and is not suppressed, ordered by file and place. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many findings the configuration suppressed. */
  readonly suppressed: number;
  /** The docs that were read. */
  readonly trees: readonly SourceTree[];
}

/** Findings about this package or the command, not about the docs: a run with one of them says nothing of the docs. */
const usageCodes: ReadonlySet<string> = new Set(['CB101', 'CB102']);

/**
 * Holds docs against themselves and against the facts. Whatever the pages hold, it does not throw; what is wrong is in
 * the diagnostics, and the outcome sums it up.
 */
export async function lint(options: LintOptions = {}): Promise<LintResult> {
  const cwd = path.resolve(options.cwd ?? '.');
  let trees: readonly SourceTree[] = [];
  let found: readonly Diagnostic[] = [];
  try {
    const sources = await readSources({ docs: options.docs ?? [], cwd });
    trees = sources.value.trees.map((tree) => ({ ...tree, tocs: readTocs(tree, cwd) }));
    found = sources.diagnostics;
    if (!found.some(({ code }) => usageCodes.has(code))) {
      const { facts, overrides } = sources.value.metadata;
      found = [...found, ...lintTrees(trees, facts, overrides)];
    }
  } catch (error) {
    const fault = `the linter failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    found = [...found, diagnostic('CB199', fault)];
  }
  const { value, diagnostics } = suppress(found, options.ignore ?? []);
  const shown = [...value.kept, ...diagnostics];
  return {
    outcome: outcomeOf(shown, options.strict === true),
    diagnostics: sortDiagnostics(shown),
    suppressed: value.suppressed,
    trees,
  };
}

/** Everything that parsing, the model and the rules find in docs. Pure; the order is that of the stages. */
export function lintTrees(trees: readonly SourceTree[], facts: Facts, overrides: Overrides): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  function take<T>(result: StageResult<T>): T {
    for (const one of result.diagnostics) found.push(one);
    return result.value;
  }
  const pages = trees.map(({ origin, files }): PageTree => ({ origin, pages: take(parsePages(files)) }));
  // Overrides hide what lint is to find; those of names only tell which symbol a page is about.
  const names = { ...noOverrides(), names: overrides.names };
  const model = take(buildModel({ trees: pages, facts, overrides: names, comments: 'none', uncorrected: true }));
  soundModel(model, facts, pages, false, found);
  const known = buildModel({ trees: [], facts, overrides: noOverrides(), comments: 'none' }).value;
  const book = new OverrideBook(names);
  const input = lintInput({
    trees,
    pages,
    facts,
    model,
    // Typedefs of the docs may be wrong; which names a structure or enumeration has, they know best.
    contradictions: contradictions(model, facts, { ...known, structs: model.structs, enums: model.enums }),
    trueName: (page) => book.name(page),
  });
  for (const rule of rules) found.push(...rule(input));
  return curable(withoutRepetition(found), input);
}

/** Codes of findings that another code tells better, where both are at the same place. */
const better: Readonly<Record<string, readonly string[]>> = {
  CB403: ['CB320', 'CB847'],
  CB320: ['CB847'],
  CB401: ['CB842'],
};

/** What the facts of this package lack or the model cannot hold: no finding about docs. A rule tells unknown results. */
const ownLimits: ReadonlySet<string> = new Set(['CB406', 'CB410', 'CB414']);

/** Drops what is no finding about docs (CB5xx is neither), and what a better finding at the same place says. */
function withoutRepetition(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const place = ({ location }: Diagnostic) => `${location?.file}:${location?.start.offset}`;
  const seen = new Set(diagnostics.map((one) => `${one.code} ${place(one)}`));
  const filesWith = (told: (code: string) => boolean) =>
    new Set(diagnostics.filter(({ code }) => told(code)).map((one) => one.location?.file));
  // How a page differs from the facts says more than that it cannot be, and what is undefined says why.
  const explained = filesWith((code) => code.startsWith('CB86') || code === 'CB401');
  // A tag that is that of another type is told as such.
  const wrongTag = filesWith((code) => code === 'CB322');
  // Where the header has the declaration's name, the title is what is wrong.
  const misspelt = filesWith((code) => code === 'CB871');
  return diagnostics.filter((one) => {
    if (one.code.startsWith('CB5') || ownLimits.has(one.code)) return false;
    if (one.code === 'CB425' && explained.has(one.location?.file)) return false;
    if (one.code === 'CB424' && wrongTag.has(one.location?.file)) return false;
    if (one.code === 'CB321' && misspelt.has(one.location?.file)) return false;
    return !(better[one.code] ?? []).some((code) => seen.has(`${code} ${place(one)}`));
  });
}

function outcomeOf(diagnostics: readonly Diagnostic[], strict: boolean): LintResult['outcome'] {
  if (diagnostics.some(({ code }) => usageCodes.has(code))) return 'usage';
  if (diagnostics.some(({ code }) => code === 'CB199')) return 'fault';
  const fails = ({ severity }: Diagnostic) => severity === 'error' || (strict && severity === 'warning');
  return diagnostics.some(fails) ? 'failed' : 'done';
}

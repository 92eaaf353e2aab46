import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { sortDiagnostics } from './diagnostics/sort.ts';
import type { GenerateOptions, GenerateResult, Outcome } from './generation.ts';
import { writeDepfile } from './write/depfile.ts';
import { manifestName } from './write/manifest.ts';

/** What this needs to know of a run; one that was told again knows no more. */
export type OutputResult = Pick<GenerateResult, 'outcome' | 'diagnostics' | 'out' | 'inputs'> & {
  readonly plan?: object;
};

/** Runs for several output folders, summed up. */
export interface OutputRuns<Result extends OutputResult> {
  /** That of the run which went worst. */
  readonly outcome: Outcome;
  /** Those of all runs; what several say alike is said once. */
  readonly diagnostics: readonly Diagnostic[];
  /** In the order of the outputs. */
  readonly results: readonly Result[];
}

/** From bad to good. */
const byGravity: readonly Outcome[] = ['fault', 'usage', 'failed', 'drift', 'done'];

/**
 * Generates several output folders, one after the other; one that fails does not keep the others from being generated.
 *
 * @param run What makes one output.
 * @param depfile A dependency file for all of them together; it is written with the outputs.
 */
export async function generateOutputs<Options extends GenerateOptions, Result extends OutputResult>(
  outputs: readonly Options[],
  run: (options: Options) => Promise<Result>,
  { cwd, depfile }: { readonly cwd: string; readonly depfile?: string },
): Promise<OutputRuns<Result>> {
  const results: Result[] = [];
  for (const options of outputs) results.push(await run(options));
  const found = results.flatMap((result) => result.diagnostics);
  const writes = outputs.every(({ mode = 'write' }) => mode === 'write') && results.every(({ plan }) => plan);
  if (depfile !== undefined && writes) {
    found.push(...writeSharedDepfile(depfile, results, cwd));
  }
  const outcomes = new Set<Outcome>(results.map(({ outcome }) => outcome));
  if (found.some(({ code }) => code === 'CB701')) outcomes.add('failed');
  const outcome = byGravity.find((one) => outcomes.has(one)) ?? 'done';
  return { outcome, diagnostics: results.length > 1 ? once(found) : found, results };
}

/** Writes the dependency file of several outputs; CB701 where the system refuses. */
export function writeSharedDepfile(
  depfile: string,
  results: readonly Pick<OutputResult, 'out' | 'inputs'>[],
  cwd: string,
): readonly Diagnostic[] {
  const manifests = results.map(({ out }) => `${out}/${manifestName}`);
  const inputs = results.flatMap((result) => result.inputs);
  return writeDepfile(depfile, manifests, inputs, cwd).diagnostics;
}

/** Runs that read the same docs find the same. */
function once(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const known = new Map(diagnostics.map((one) => [JSON.stringify(one), one]));
  return sortDiagnostics([...known.values()]);
}

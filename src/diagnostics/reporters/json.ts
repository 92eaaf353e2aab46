import type { GenerateResult, Outcome } from '../../generation.ts';
import type { WriteAction } from '../../write/plan.ts';
import { countBySeverity } from '../count.ts';
import type { Diagnostic } from '../diagnostic.ts';

/** What the JSON report says of a run. */
export interface JsonReport {
  readonly outcome: Outcome;
  readonly exitCode: number;
  readonly diagnostics: readonly Diagnostic[];
  readonly milliseconds: number;
  /** One an output; absent where the configuration was not valid, so that nothing ran. */
  readonly results?: readonly JsonResult[];
  /** Peak memory in bytes; with it the statistics are included. */
  readonly peakMemory?: number;
}

type JsonResult = Pick<GenerateResult, 'statistics' | 'out' | 'counts'> & {
  /** Of the output, where the configuration gives it one. */
  readonly name?: string | undefined;
  readonly plan?: { readonly actions: readonly Pick<WriteAction, 'path' | 'kind'>[] };
};

/**
 * A run as one JSON document: its outcome, all diagnostics, and what became of each file. Of several outputs each has
 * its part in the list `outputs`; of one, that part is the document's own.
 */
export function reportJson({
  outcome,
  exitCode,
  diagnostics,
  milliseconds,
  results = [],
  peakMemory,
}: JsonReport): string {
  const parts = results.map((result) => part(result, peakMemory));
  const document = {
    version: 1,
    outcome,
    exitCode,
    diagnosticCounts: countBySeverity(diagnostics),
    diagnostics,
    ...(parts.length > 1 ? { outputs: parts } : parts[0]),
    milliseconds: Math.round(milliseconds),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function part({ name, statistics, out, counts, plan }: JsonResult, peakMemory: number | undefined): object {
  return {
    ...(name !== undefined && { name }),
    pages: statistics.pages,
    out,
    counts,
    files: plan?.actions.map(({ path, kind }) => ({ path, action: kind })) ?? [],
    ...(peakMemory !== undefined && { statistics: { ...statistics, peakMemory } }),
  };
}

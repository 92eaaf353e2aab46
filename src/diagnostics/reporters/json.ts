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
  /** Absent where the configuration was not valid, so that nothing ran. */
  readonly result?: Pick<GenerateResult, 'statistics' | 'out' | 'counts'> & {
    readonly plan?: { readonly actions: readonly Pick<WriteAction, 'path' | 'kind'>[] };
  };
  /** Peak memory in bytes; with it the statistics are included. */
  readonly peakMemory?: number;
}

/** A run as one JSON document: its outcome, all diagnostics, and what became of each file. */
export function reportJson({ outcome, exitCode, diagnostics, milliseconds, result, peakMemory }: JsonReport): string {
  const document = {
    version: 1,
    outcome,
    exitCode,
    diagnosticCounts: countBySeverity(diagnostics),
    diagnostics,
    ...(result && {
      pages: result.statistics.pages,
      out: result.out,
      counts: result.counts,
      files: result.plan?.actions.map(({ path, kind }) => ({ path, action: kind })) ?? [],
    }),
    ...(result && peakMemory !== undefined && { statistics: { ...result.statistics, peakMemory } }),
    milliseconds: Math.round(milliseconds),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

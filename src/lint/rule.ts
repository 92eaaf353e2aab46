import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { LintInput } from './lint-input.ts';

/** A rule of `generate lint`: a pure function of the pages, the model made of them, and the facts. */
export type Rule = (input: LintInput) => readonly Diagnostic[];

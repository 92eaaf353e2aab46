import type { DiagnosticCode } from '../../diagnostics/catalogue.ts';
import type { Fix } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/line-index.ts';

/** A defect of a declaration, at its exact place in the page. */
export interface DeclarationProblem {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly span: Span;
  readonly help?: string;
  /** Edits of the page that cure it, where that takes no judgement. */
  readonly fixes?: readonly Fix[];
}

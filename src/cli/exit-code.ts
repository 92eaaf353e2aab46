import type { Outcome } from '../generation.ts';

/** Exit codes of the command line by how a run ended; they are a contract with builds that call it. */
export const exitCodes: Readonly<Record<Outcome, number>> = { done: 0, failed: 1, usage: 2, fault: 2, drift: 3 };

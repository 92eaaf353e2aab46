import type { CodeEntry } from '../catalogue.ts';

/** Codes of the band CB7xx: writing and checking. */
export const writeCodes = {
  CB701: { severity: 'error', title: 'Cannot write an output' },
} as const satisfies Record<string, CodeEntry>;

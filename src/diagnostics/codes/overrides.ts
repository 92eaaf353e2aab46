import type { CodeEntry } from '../catalogue.ts';

/** Codes of the band CB5xx: overrides and facts. */
export const overrideCodes = {
  CB501: { severity: 'warning', title: 'Override no longer changes anything' },
} as const satisfies Record<string, CodeEntry>;

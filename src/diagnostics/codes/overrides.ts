import type { CodeEntry } from '../catalogue.ts';

/** Codes of the band CB5xx: overrides and facts. */
export const overrideCodes = {
  CB501: { severity: 'warning', title: 'Override no longer changes anything' },
  CB503: { severity: 'error', title: 'Override has the wrong form' },
  CB510: { severity: 'error', title: 'Fact has the wrong form' },
  CB511: { severity: 'error', title: 'Metadata file cannot be read' },
  CB512: { severity: 'error', title: 'Facts contradict each other' },
} as const satisfies Record<string, CodeEntry>;

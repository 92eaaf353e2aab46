import type { CodeEntry } from '../catalogue.ts';

/** Codes of the band CB6xx: templates and emission. */
export const emitCodes = {
  CB601: { severity: 'error', title: 'Template failed' },
} as const satisfies Record<string, CodeEntry>;

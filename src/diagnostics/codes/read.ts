import type { CodeEntry } from '../catalogue.ts';

/** Codes of the band CB1xx: reading, configuration. */
export const readCodes = {
  CB101: { severity: 'error', title: 'Folder or file not found' },
} as const satisfies Record<string, CodeEntry>;

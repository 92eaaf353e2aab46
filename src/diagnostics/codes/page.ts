import type { CodeEntry } from '../catalogue.ts';

/** Codes of the band CB2xx: page structure. */
export const pageCodes = {
  CB201: { severity: 'error', title: 'Front matter is not valid YAML' },
} as const satisfies Record<string, CodeEntry>;

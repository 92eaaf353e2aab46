import type { CodeEntry } from '../catalogue.ts';

/** Codes of the band CB4xx: model and consistency. */
export const modelCodes = {
  CB401: { severity: 'warning', title: 'Type is not defined anywhere' },
} as const satisfies Record<string, CodeEntry>;

import type { CodeEntry } from '../catalogue.ts';

/** Codes of the band CB3xx: declaration syntax. */
export const declarationCodes = {
  CB301: { severity: 'warning', title: 'Malformed declaration, recovered' },
} as const satisfies Record<string, CodeEntry>;

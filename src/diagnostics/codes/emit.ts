import type { CodeEntry } from '../catalogue.ts';

/** Codes of the band CB6xx: templates and emission. */
export const emitCodes = {
  CB601: { severity: 'error', title: 'Template failed' },
  CB602: { severity: 'note', title: 'Interface is only declared forward' },
  CB603: { severity: 'note', title: 'Declaration left out of a header' },
  CB604: { severity: 'note', title: 'Name is taken in a target' },
  CB605: { severity: 'warning', title: 'Declaration left out of a target' },
  CB606: { severity: 'error', title: 'Target description is not valid' },
  CB611: { severity: 'note', title: 'Signature cannot be called from TypeScript' },
  CB612: { severity: 'warning', title: 'Name is taken in TypeScript' },
} as const satisfies Record<string, CodeEntry>;

import type { CodeEntry } from '../catalogue.ts';

/** Codes of the band CB7xx: writing and checking. */
export const writeCodes = {
  CB701: { severity: 'error', title: 'Cannot write an output' },
  CB702: { severity: 'error', title: 'Output path is not safe' },
  CB703: { severity: 'error', title: 'Two outputs have the same path' },
  CB704: { severity: 'warning', title: 'Stale output was changed by hand' },
  CB705: { severity: 'warning', title: 'Manifest is not valid' },
  CB706: { severity: 'error', title: 'Report into a folder of other outputs' },
  CB707: { severity: 'warning', title: 'Input is not in the dependency file' },
} as const satisfies Record<string, CodeEntry>;

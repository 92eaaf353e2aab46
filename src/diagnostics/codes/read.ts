import type { CodeEntry } from '../catalogue.ts';

/** Codes of the band CB1xx: reading, configuration. */
export const readCodes = {
  CB101: { severity: 'error', title: 'Folder or file not found' },
  CB102: { severity: 'error', title: 'Docs folder holds no pages' },
  CB103: { severity: 'error', title: 'Page cannot be read' },
  CB104: { severity: 'error', title: 'Page is not UTF-8 text' },
  CB105: { severity: 'warning', title: 'Page has bytes that are not UTF-8' },
  CB106: { severity: 'error', title: 'Page is too large' },
  CB107: { severity: 'warning', title: 'Symbolic link is not followed' },
  CB108: { severity: 'warning', title: 'INCLUDE target not found' },
  CB109: { severity: 'warning', title: 'INCLUDE target refused' },
  CB110: { severity: 'error', title: 'Configuration is not valid' },
  CB111: { severity: 'warning', title: 'Page contributes nothing' },
  CB112: { severity: 'error', title: 'Target does not exist' },
  CB113: { severity: 'error', title: 'Model cannot be read' },
  CB114: { severity: 'error', title: 'Revision cannot be read' },
  CB115: { severity: 'note', title: 'Cache is ignored' },
  CB116: { severity: 'note', title: 'Cache cannot be written' },
  CB117: { severity: 'error', title: 'Output is not clear' },
  CB199: { severity: 'error', title: 'Fault of the generator' },
} as const satisfies Record<string, CodeEntry>;

import type { CodeEntry } from '../catalogue.ts';

/** Codes of the band CB2xx: page structure. */
export const pageCodes = {
  CB201: { severity: 'error', title: 'Front matter is not valid YAML' },
  CB202: { severity: 'error', title: 'Front matter in a language other than YAML' },
  CB203: { severity: 'note', title: 'Page without front matter' },
  CB204: { severity: 'error', title: 'Front matter is not closed' },
  CB205: { severity: 'error', title: 'Page is not text' },
  CB206: { severity: 'warning', title: 'Page is empty' },
  CB207: { severity: 'warning', title: 'Page has no title heading' },
  CB208: { severity: 'warning', title: 'Page has more than one title heading' },
  CB209: { severity: 'warning', title: 'Code fence is not closed' },
  CB210: { severity: 'warning', title: 'Syntax section has no code block' },
  CB211: { severity: 'warning', title: 'Syntax section has several code blocks' },
  CB213: { severity: 'warning', title: 'Page has a Syntax section but documents no known kind' },
  CB214: { severity: 'warning', title: 'Malformed INCLUDE token' },
  CB216: { severity: 'warning', title: 'Section is beyond the limits of the parser' },
  CB217: { severity: 'note', title: 'Text in Parameters belongs to no parameter' },
  CB218: { severity: 'warning', title: 'Parameter is documented twice' },
  CB219: { severity: 'warning', title: 'Malformed name of a result' },
  CB220: { severity: 'warning', title: 'Table row without a name' },
  CB221: { severity: 'warning', title: 'Value of a result is not a number' },
  CB222: { severity: 'note', title: 'Table header is unknown' },
  CB223: { severity: 'warning', title: 'Malformed list of headers' },
  CB224: { severity: 'note', title: 'Requirement is not understood' },
  CB225: { severity: 'warning', title: 'Typedef row without a definition' },
} as const satisfies Record<string, CodeEntry>;

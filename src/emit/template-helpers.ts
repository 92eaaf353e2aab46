import { commentBlock } from './comment-text.ts';

/**
 * The helpers of templates beside `if`, `unless`, `each`, `with` and `lookup`. All are pure: same arguments, same text.
 */
export const templateHelpers = {
  /** `{{hex value 8}}`: an unsigned 32-bit (or larger) number as `0x80131022`, padded to so many digits. */
  hex(value: unknown, digits: unknown): string {
    const n = Number(value);
    const width = typeof digits === 'number' ? Math.min(digits, 64) : 0;
    return `0x${(n < 0 ? n >>> 0 : n).toString(16).padStart(width, '0')}`;
  },
  /** `{{join list ", "}}`: the items of a list with a separator. */
  join(list: unknown, separator: unknown): string {
    return Array.isArray(list) ? list.join(typeof separator === 'string' ? separator : ', ') : '';
  },
  /** `{{comment lines "  "}}`: lines as a documentation comment with an indent and a final newline; nothing for none. */
  comment(lines: unknown, indent: unknown): string {
    return Array.isArray(lines) ? commentBlock(lines.map(String), typeof indent === 'string' ? indent : '') : '';
  },
} as const;

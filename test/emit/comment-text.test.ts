import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commentBlock, commentLines, safeCommentLine } from '../../src/emit/comment-text.ts';

describe('comment text', () => {
  it.each([
    ['ends */ here', 'ends * / here'],
    ['opens /* here', 'opens / * here'],
    ['/*/', ' / * /'],
    ['path\\', 'path\\.'],
    ['path\\   ', 'path\\.'],
    ['why??/', 'why? ?/'],
    ['a\u202eb\u2066c\u200bd\ufeff', 'abcd'],
    ['tab\tand\r\nline', 'tab and line'],
    ['lone \ud800 surrogate', 'lone  surrogate'],
    ['наследует', 'наследует'],
  ])('makes %j safe', (given, expected) => {
    expect(safeCommentLine(given)).toBe(expected);
  });

  it('keeps paragraphs and wraps long lines', () => {
    const lines = commentLines(`${'word '.repeat(30)}\n\nsecond\nparagraph`, 40);
    expect(lines.every((line) => line.length <= 40)).toBe(true);
    expect(lines.slice(-2)).toEqual(['', 'second paragraph']);
  });

  it('cuts a word that is longer than a line', () => {
    expect(commentLines('x'.repeat(25), 10)).toEqual(['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)]);
  });

  it('prints one line, many lines, none', () => {
    expect(commentBlock(['one'], '  ')).toBe('  /** one */\n');
    expect(commentBlock(['one', '', 'two'])).toBe('/**\n * one\n *\n * two\n */\n');
    expect(commentBlock([])).toBe('');
  });

  it('never ends early, opens another comment or splices a line', () => {
    const nasty = fc.array(
      fc.constantFrom('*', '/', '\\', '?', '??/', '*/', '/*', '//', '\n', '\r', '\u2028', '\u202e', ' ', 'a', '\0'),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(nasty, fc.integer({ min: 1, max: 12 }), (parts, width) => {
        const block = commentBlock(commentLines(parts.join(''), width));
        if (block === '') return;
        const inner = block.slice(3, block.lastIndexOf('*/'));
        expect(block.endsWith('*/\n')).toBe(true);
        expect(inner).not.toMatch(/\*\/|\/\*/);
        expect(inner).not.toMatch(/\\[ \t]*$/m);
        expect(inner).not.toContain('??/');
        expect(inner).not.toMatch(/[\u202a-\u202e\u2028\0]/);
      }),
    );
  });
});

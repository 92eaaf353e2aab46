import { expect, test } from 'vitest';
import { proseText } from '../../src/parse/prose.ts';

const prose = (...lines: string[]): string => proseText(lines.join('\n'), () => 'included');

test('paragraphs are separated by blank lines, lines inside them joined', () => {
  expect(prose(' one', ' still one  ', ' after a break', '', '', ' two')).toBe('one still one\nafter a break\n\ntwo');
});

test('lists keep their markers, also when blank lines separate the items', () => {
  expect(prose('text', '', '- one', '', '- two', '  goes on', '1. three', '', 'text')).toBe(
    'text\n\n- one\n- two goes on\n1. three\n\ntext',
  );
});

test('quotes and alerts are paragraphs', () => {
  expect(prose('> [!NOTE]', '> Take care.', '>', '> > Deep.')).toBe('Note: Take care.\n\nDeep.');
});

test('tables are rows of cells, each table a block', () => {
  expect(prose('|a|b|', '|---|---|', '|`x`|y<br/>z|', '', '|c|', '|-|')).toBe('a | b\n`x` | y z\n\nc');
});

test('code stands as it is, without its indentation in a list', () => {
  expect(prose('- item', '', '    ```cpp', '    int *a;', '      b', '    ```', '', 'end')).toBe(
    '- item\n\nint *a;\n  b\n\nend',
  );
});

test('headings become paragraphs and INCLUDE blocks their text', () => {
  expect(prose('### A *b* ###', 'text', '', '[!INCLUDE[x](y.md)]')).toBe('A b\n\ntext\n\nincluded');
});

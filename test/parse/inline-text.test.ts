import { describe, expect, test } from 'vitest';
import { inlineText } from '../../src/parse/inline-text.ts';

const include = (target: string): string => (target === 'known.md' ? 'the included text' : '');
const plain = (raw: string): string => inlineText(raw, include);

describe('inline Markdown as plain text', () => {
  test.each([
    ['  plain  ', 'plain'],
    ['a [link](x.md) b', 'a link b'],
    ['[`Code` link](x(v=vs.100).md "title")', '`Code` link'],
    ['[*a* **b**](x.md)', 'a b'],
    ['[\\<startup> Element](x.md)', '<startup> Element'],
    ['![a picture](x.png)', 'a picture'],
    ['[not a link] (x)', '[not a link] (x)'],
    ['a ] b [ c', 'a ] b [ c'],
    ['<xref:System.IO.Stream.Read%2A?displayProperty=nameWithType>', 'System.IO.Stream.Read'],
    ['<xref:System.Collections.Generic.List%601>', 'System.Collections.Generic.List`1'],
    ['<https://example.org/a>', 'https://example.org/a'],
    ['`a*b*c`', '`a*b*c`'],
    ['`` a`b ``', '`a`b`'],
    ['a ` b', 'a ` b'],
    ['`a` `` b', '`a` `` b'],
    ['**bold** *it* __b__ _i_ ***both***', 'bold it b i both'],
    ['COR_E_SOME_NAME', 'COR_E_SOME_NAME'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['BYTE *p, BYTE **q', 'BYTE *p, BYTE **q'],
    ['*a', '*a'],
    ['a&lt;b&gt; &amp; &#124; &#x41; &nosuch;', 'a<b> & | A &nosuch;'],
    ['a<br/>b<br />c<br>d', 'a\nb\nc\nd'],
    ['<a name="x"></a>text <b>bold</b>', 'text bold'],
    ['a < b > c', 'a < b > c'],
    ['\\[in\\] \\_x\\_', '[in] _x_'],
    ['C:\\dir', 'C:\\dir'],
    ['soft\nbreak', 'soft break'],
    ['hard  \nbreak', 'hard\nbreak'],
    ['hard\\\n break', 'hard\nbreak'],
    ['hard  \r\nbreak\r\nsoft', 'hard\nbreak soft'],
    ['see [!INCLUDE[label](known.md)].', 'see the included text.'],
    ['see [!INCLUDE[label](known.md)', 'see the included text'],
    ['[!INCLUDE[label](missing.md)]', ''],
    ['[!NOTE]\nbeware', 'Note: beware'],
    ['a [!code-csharp[x](y.cs#1)] b', 'a b'],
    ['a   b\tc', 'a b c'],
  ])('%j', (raw, expected) => {
    expect(plain(raw)).toBe(expected);
  });
});

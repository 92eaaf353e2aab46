import { describe, expect, it } from 'vitest';
import { anchorsOf } from '../../src/lint/anchors.ts';
import { lintTrees } from '../../src/lint/lint.ts';
import { linksIn } from '../../src/lint/markdown-links.ts';
import { checkFacts } from '../../src/model/check-facts.ts';
import { noOverrides } from '../../src/model/overrides.ts';
import type { IncludedFile, SourceFile } from '../../src/read/source-file.ts';
import { docsOf, lintPages } from './docs.ts';

/** What CB823 says of an overview whose text is given. */
function missing(text: string, others: Readonly<Record<string, string>> = {}): string[] {
  const found = lintPages({ 'guide.md': text, ...others });
  return found.filter(({ code }) => code === 'CB823').map(({ message }) => message);
}

describe('anchors', () => {
  it.each([
    ['## IQueue::Push Method', 'iqueuepush-method'],
    ['## \\_QueueMain function', '_queuemain-function'],
    ['## Push & `pop`, quickly', 'push--pop-quickly'],
    ['## See [the other](other.md) one', 'see-the-other-one'],
    ['#### Deep ####', 'deep'],
    ['> ### Quoted', 'quoted'],
    ['- ## In a list', 'in-a-list'],
    ['Underlined\n---', 'underlined'],
    ['## Größe', 'größe'],
    ['## Twice\n## Twice', 'twice-1'],
    ['text <a name="Given"></a> text', 'Given'],
    ["<span class='x' id='given'>", 'given'],
    ['## <a name="old"></a>New', 'old'],
  ])('of %j hold %s', (text, anchor) => {
    const { names, complete } = anchorsOf(text, false);
    expect([...names]).toContain(anchor);
    expect(complete).toBe(true);
  });

  it('are none of what stands in code', () => {
    expect([...anchorsOf('# A\n\n```sh\n# comment\n```\n## B\n', false).names]).toEqual(['a', 'b']);
  });

  it('are not all known where a heading is translated without one, or holds what only the site resolves', () => {
    expect(anchorsOf('# <a name="a"></a>А\n## Б\n', true).complete).toBe(false);
    expect(anchorsOf('# <a name="a"></a>А\n## <a name="b"></a>Б\n', true).complete).toBe(true);
    expect(anchorsOf('## Of <xref:System.Uri>\n', false).complete).toBe(false);
  });
});

describe('links to anchors', () => {
  const other = '# Other Overview\n\n## Slots\n\n<a name="Order"></a>\n';

  it('are found in the page itself and in others', () => {
    const text = '# Guide\n[a](#more) [b](other.md#slots) [c](other.md#Order)\n\n## More\n';
    expect(missing(text, { 'other.md': other })).toEqual([]);
    expect(missing('# Guide\n[a](#less) [b](other.md#slot)\n\n## More\n', { 'other.md': other })).toEqual([
      'this page has no anchor `#less`',
      '`other.md` has no anchor `#slot`',
    ]);
  });

  it('are told apart by case', () => {
    expect(missing('# Guide\n[c](other.md#order) [d](OTHER.md#Slots)\n', { 'other.md': other })).toEqual([
      'the anchor `#order` of `other.md` is spelt `#Order`',
      'the anchor `#Slots` of `other.md` is spelt `#slots`',
    ]);
  });

  it('are left where a page is not there, or the fragment is no anchor', () => {
    expect(
      missing('# Guide\n[a](gone.md#x) [b](https://example.com/a.md#x) [c](#tab/cpp) [d](#top) [e](#) [f](/a#x)\n'),
    ).toEqual([]);
  });

  it('are decoded', () => {
    expect(missing('# Guide\n[a](#gr%C3%B6%C3%9Fe) [b](#100%)\n\n## Größe\n\n## 100\n')).toEqual([
      'this page has no anchor `#100%`',
    ]);
  });

  it('are left alone in code and in INCLUDE tokens', () => {
    const text = '`[a](#none)` [!INCLUDE[b](c.md#none)]\n```md\n[d](#none)\n```\n[`code`](#some)\n';
    expect(linksIn(text).map(({ address, start }) => [address, text.slice(start, start + 5)])).toEqual([
      ['#some', '#some'],
    ]);
  });

  it('find the anchors that an INCLUDE token brings in', () => {
    const [page] = docsOf({ 'guide.md': '# Guide\n[a](#shared) [b](#gone)\n[!INCLUDE[s](s.md)]\n' }).files;
    const shared: IncludedFile = { path: 's.md', text: '## Shared\n', hash: 's' };
    const files = [{ ...(page as SourceFile), includes: new Map([['s.md', shared]]) }];
    const found = lintTrees([{ root: '.', origin: 'docs', files }], checkFacts(new Map()).value, noOverrides());
    expect(found.filter(({ code }) => code === 'CB823').map(({ message }) => message)).toEqual([
      'this page has no anchor `#gone`',
    ]);
  });

  it('do not flood translated pages', () => {
    const head = '---\nms.translationtype: MT\nms.openlocfilehash: x\n---\n';
    expect(missing(`${head}# Обзор\n[a](#remarks)\n\n## Замечания\n`)).toEqual([]);
    expect(missing(`${head}# <a name="o"></a>Обзор\n[a](#remarks)\n\n## <a name="remark"></a>Замечания\n`)).toEqual([
      'this page has no anchor `#remarks`',
    ]);
  });
});

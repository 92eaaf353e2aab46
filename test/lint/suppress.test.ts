import { describe, expect, it } from 'vitest';
import { diagnostic } from '../../src/diagnostics/catalogue.ts';
import { LineIndex } from '../../src/diagnostics/line-index.ts';
import { pageGlob } from '../../src/lint/page-glob.ts';
import { suppress } from '../../src/lint/suppress.ts';

const place = (file: string) => new LineIndex('text').location(file, { start: 0, end: 1 });
const found = [
  diagnostic('CB805', 'a', place('docs/hosting/a.md')),
  diagnostic('CB805', 'b', place('docs/debugging/b.md')),
  diagnostic('CB844', 'c', place('docs/hosting/a.md')),
  diagnostic('CB102', 'no pages'),
];

describe('suppressions', () => {
  it('take out a code, on all pages or on those of a glob', () => {
    const all = suppress(found, [{ code: 'CB805', reason: 'known' }]);
    expect(all.value.kept.map(({ message }) => message)).toEqual(['c', 'no pages']);
    expect(all.value.suppressed).toBe(2);
    expect(all.diagnostics).toEqual([]);
    const some = suppress(found, [{ code: 'CB805', page: 'hosting/**', reason: 'known' }]);
    expect(some.value.kept.map(({ message }) => message)).toEqual(['b', 'c', 'no pages']);
  });

  it.each([undefined, '', '  '])('need a reason; %j is none', (reason) => {
    const { value, diagnostics } = suppress(found, [{ code: 'CB805', reason }]);
    expect(value).toEqual({ kept: found, suppressed: 0 });
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['CB891', 'error']]);
  });

  it('that take out nothing are told', () => {
    const { diagnostics } = suppress(found, [
      { code: 'CB805', page: 'metadata/*.md', reason: 'known' },
      { code: 'CB861', reason: 'known' },
    ]);
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['CB892', 'lint.ignore of CB805 on `metadata/*.md` suppresses nothing; remove it'],
      ['CB892', 'lint.ignore of CB861 suppresses nothing; remove it'],
    ]);
  });

  it('cannot hide that a run was for nothing', () => {
    expect(suppress(found, [{ code: 'CB102', reason: 'known' }]).value.kept).toEqual(found);
  });
});

describe('a glob of pages', () => {
  it.each([
    ['a.md', 'docs/hosting/a.md', true],
    ['hosting/*.md', 'docs/hosting/a.md', true],
    ['*.md', 'docs/hosting/a.md', true],
    ['docs/*.md', 'docs/hosting/a.md', false],
    ['docs/**/a.md', 'docs/a.md', true],
    ['docs/**', 'docs/hosting/deep/a.md', true],
    ['hosting/?.md', 'hosting/a.md', true],
    ['hosting/?.md', 'hosting/ab.md', false],
    ['a+b(c).md', 'x/a+b(c).md', true],
    ['ing/a.md', 'hosting/a.md', false],
  ])('%s on %s', (glob, file, matches) => {
    expect(pageGlob(glob)(file)).toBe(matches);
  });

  it('take no time that grows with the ways in which a glob of many stars could match', () => {
    expect(pageGlob(`${'*a'.repeat(40)}b`)('a'.repeat(200))).toBe(false);
    expect(pageGlob(`${'**/a'.repeat(40)}b`)('a/'.repeat(200))).toBe(false);
    expect(pageGlob(`${'**/a'.repeat(40)}`)('a/'.repeat(200).slice(0, -1))).toBe(true);
  });
});

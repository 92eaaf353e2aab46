import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parsePage } from '../../src/parse/parse-page.ts';
import { readPlainFrontMatter } from '../../src/parse/plain-front-matter.ts';
import { sourceFile } from './view.ts';

describe('plain front matter', () => {
  test.each([
    'title: "A: b"\nms.date: "01/02/2003"\nms.date2: 01/02/2003',
    "title: 'A: b'\nlist: \n  - \"x\"\n  - 'y'\n  - z::w\nother: b",
    'list:\n- a b\n- c.d\nkey: (x)',
    'title: IFoo::Bar Method   \r\nkey: x\r\n',
  ])('%j is read as YAML reads it', (text) => {
    expect(Object.fromEntries(readPlainFrontMatter(text) ?? [])).toEqual(parse(text));
  });

  test.each([
    'a: b: c',
    'a: b #c',
    'a: "x" y',
    'a: "x\\n"',
    "a: 'it''s'",
    'a: [b]',
    'a: {b: c}',
    'a: |\n  b',
    'a: >-\n  b',
    'a: &x b',
    'a: *x',
    'a: !!js/function b',
    'a: 1',
    'a: 1.5',
    'a: true',
    'a: null',
    'a: ~',
    'a:',
    'a: b\n  c',
    'a: b\na: c',
    '- a',
    'a: b\n- c',
    'a:\n  b: c',
    'a:\n    - b',
    '# comment\na: b',
    'a: %b',
    'a: @b',
    '<<: *x',
    '? a\n: b',
  ])('%j is left to the YAML parser', (text) => {
    expect(readPlainFrontMatter(text)).toBeUndefined();
  });
});

describe('front matter of a page', () => {
  const page = (matter: string): ReturnType<typeof parsePage> =>
    parsePage(sourceFile(`---\n${matter}\n---\n# A Interface\n`));

  test('no prototype is touched', () => {
    page('__proto__: { polluted: true }\nconstructor: [ x ]\ntitle: [ "T" ]');
    expect({}).not.toHaveProperty('polluted');
  });

  test.each(['js', 'javascript', 'coffee', 'json', 'toml', 'JS', ' js '])('language %j is refused', (language) => {
    const { diagnostics } = parsePage(sourceFile(`---${language}\n{"title": "x"}\n---\n# A Interface\n`));
    expect(diagnostics.map(({ code }) => code)).toEqual(['CB202']);
  });

  test.each(['yaml', 'yml'])('language %s is YAML', (language) => {
    const { value } = parsePage(sourceFile(`---${language}\ntitle: "x"\n---\n# A Interface\n`));
    expect(value.frontMatter.title).toBe('x');
  });

  test('the same bad front matter is reported each time', () => {
    for (let i = 0; i < 2; i++) expect(page('a: [').diagnostics.map(({ code }) => code)).toEqual(['CB201']);
  });

  test('an error has the position in the page', () => {
    const [found] = page('title: "x"\nbad: "y" z').diagnostics;
    expect(found?.location?.start).toMatchObject({ line: 3, column: 10 });
  });

  test('front matter beyond the limit is refused', () => {
    expect(page(`a: [${'b, '.repeat(20000)}]`).diagnostics.map(({ code }) => code)).toEqual(['CB201']);
  });

  test('aliases do not multiply', () => {
    const bomb = [
      'a: &a [x, x]',
      ...'bcdefgh'.split('').map((key, i) => `${key}: &${key} [*${'abcdefgh'[i]}, *${'abcdefgh'[i]}]`),
    ];
    expect(page(bomb.join('\n')).diagnostics.map(({ code }) => code)).toEqual(['CB201']);
  });
});

import { describe, expect, test } from 'vitest';
import { outlinePage } from '../../src/parse/sections.ts';

const text = (...lines: string[]): string => lines.join('\n');
const slugs = (page: string): string[] => outlinePage(page, 0).sections.map((section) => section.slug);

describe('outline of a page', () => {
  test('sections run to the next heading that opens one', () => {
    const page = text(
      '# T',
      'lead',
      '## Syntax  ',
      'a',
      '### Unknown',
      'b',
      '#### Parameters',
      'c',
      '## See also ##',
      'd',
    );
    const { title, sections } = outlinePage(page, 0);
    expect(title?.title).toBe('T');
    expect(sections.map(({ slug, body }) => [slug, page.slice(body.start, body.end)])).toEqual([
      ['syntax', 'a\n### Unknown\nb\n'],
      ['parameters', 'c\n'],
      ['see-also', 'd'],
    ]);
  });

  test('the level of all headings together does not matter', () => {
    const page = (marks: string) =>
      text(
        '# T',
        `${marks} Return value`,
        'a',
        `${marks} Exceptions`,
        'b',
        `${marks}# Nested`,
        'c',
        `${marks} Remarks`,
        'd',
      );
    const sections = (marks: string) => {
      const given = page(marks);
      return outlinePage(given, 0).sections.map(({ slug, body }) => [slug, given.slice(body.start, body.end)]);
    };
    expect(sections('###')).toEqual([
      ['return-value', 'a\n'],
      ['exceptions', 'b\n#### Nested\nc\n'],
      ['remarks', 'd'],
    ]);
    expect(sections('##').map(([slug]) => slug)).toEqual(sections('###').map(([slug]) => slug));
  });

  test('the text under a title ends at the first heading, of whatever level', () => {
    const page = text('# T', 'lead', '### Unknown', 'a', '#### Nested', 'b', '### Remarks', 'c');
    expect(slugs(page)).toEqual(['unknown', 'remarks']);
  });

  test('the anchor of a translated heading is its slug', () => {
    const page = '## <a name="return-value"></a>Возвращаемое значение';
    const [section] = outlinePage(page, 0).sections;
    expect(section).toMatchObject({ slug: 'return-value', title: 'Возвращаемое значение', anchored: true });
    expect(page.slice(section?.titleSpan.start, section?.titleSpan.end)).toBe('Возвращаемое значение');
  });

  test.each([
    ['in fenced code', text('# T', '```', '## Syntax', '```')],
    ['in tilde fences with backticks inside', text('# T', '~~~', '```', '## Syntax', '~~~')],
    ['in a longer fence', text('# T', '````', '```', '## Syntax', '````')],
    ['in fenced code of a list item', text('# T', '- item', '', '    ```', '## Syntax', '    ```')],
    ['in comments', text('# T', '<!--', '## Syntax', '-->')],
    ['without a blank', text('# T', '##Syntax')],
    ['with seven marks', text('# T', '####### Syntax')],
    ['in quotes', text('# T', '> ## Syntax')],
  ])('there are no headings %s', (_, page) => {
    expect(slugs(page)).toEqual([]);
  });

  test('underlined headings count', () => {
    const outline = outlinePage(text('Title', '=====', '', 'Syntax', '---'), 0);
    expect(outline.title?.title).toBe('Title');
    expect(outline.sections.map((section) => section.slug)).toEqual(['syntax']);
  });

  test('a rule or a table is no underlined heading', () => {
    expect(slugs(text('# T', '', '---', '|a|', '|---|', '- item', '---'))).toEqual([]);
  });

  test('a fence that never closes ends before the next known heading', () => {
    const page = text('# T', '## Syntax', '```cpp', 'code', '## Remarks', 'text');
    const { sections, fences } = outlinePage(page, 0);
    expect(sections.map((section) => section.slug)).toEqual(['syntax', 'remarks']);
    expect(fences).toHaveLength(1);
    expect(fences[0]).toMatchObject({ closed: false, language: 'cpp' });
    expect(page.slice(fences[0]?.code.start, fences[0]?.code.end)).toBe('code\n');
  });

  test('line ends may be CRLF', () => {
    const page = '# T\r\n## Syntax\r\n```cpp\r\ncode\r\n```\r\n';
    const { sections, fences } = outlinePage(page, 0);
    expect(sections.map((section) => section.title)).toEqual(['Syntax']);
    expect(page.slice(fences[0]?.code.start, fences[0]?.code.end)).toBe('code\r\n');
  });
});

import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/diagnostics/catalogue.ts';
import { markdownBelow, read, withoutFences } from './markdown.ts';

const codes = Object.entries(catalogue);
const pages = (await markdownBelow('docs/diagnostics')).map((page) => page.replace(/^.*\/|\.md$/g, ''));

describe('diagnostics', () => {
  it('each have a page', () => {
    expect(codes.map(([code]) => code).filter((code) => !pages.includes(code))).toEqual([]);
  });

  it('own every page', () => {
    expect(pages.filter((page) => /^CB\d/.test(page) && !(page in catalogue))).toEqual([]);
  });

  it.each(codes.filter(([code]) => pages.includes(code)))(
    '%s has its title, cause, cure and example there',
    (code, entry) => {
      const lines = withoutFences(read(`docs/diagnostics/${code}.md`)).split('\n');
      expect(lines[0]).toBe(`# ${code}: ${entry.title}`);
      expect(lines.filter((line) => line.startsWith('## '))).toEqual(['## Cause', '## Cure', '## Example']);
    },
  );
});

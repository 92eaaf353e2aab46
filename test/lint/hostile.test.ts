import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixPatch } from '../../src/lint/fix/patch.ts';
import { docsOf, flawless, lintPages } from './docs.ts';

const many = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('');

describe('the linter', () => {
  it.each([
    ['links on one line', `# A Overview\n${many(20_000, (at) => `[x](LINKS.md) [y](no${at}.md) `)}`],
    ['anchors', `# A Overview\n${many(10_000, (at) => `[x](#no${at}) \n## Heading ${at} ${'#'.repeat(at % 9)} x\n`)}`],
    ['open tags', `# A Overview\n[x](#none)\n${'<a x '.repeat(50_000)}`],
    ['constants', `# A Overview\n\n${many(10_000, (at) => `|\`E_CONST_${at}\`|0x1|x|\n`)}`],
    ['blanks in its title', `---\ntitle: "x${' '.repeat(400_000)}y"\n---\n# A Overview\n`],
    ['opening marks', `# A Overview\n${'[!INCLUDE'.repeat(20_000)}${'](a.md)'.repeat(20_000)}`],
    ['ordinals', `# IQueue::Push Method\n${'3rd slot of the virtual method table '.repeat(10_000)}`],
    [
      'stars and dots',
      `# IQueue Interface\n## Requirements\n ${'**'.repeat(50_000)}\n **Header:** ${'a.'.repeat(50_000)}\n`,
    ],
  ])('comes to an end with a page full of %s', (_, page) => {
    const pages = { ...flawless, 'links.md': page };
    const found = lintPages(pages);
    for (const { location } of found) expect(location?.start.offset ?? 0).toBeLessThanOrEqual(page.length + 10_000);
    expect(() => fixPatch(found, [docsOf(pages)])).not.toThrow();
  });

  it('takes pages that were cut, doubled and mixed up', () => {
    const ids = Object.keys(flawless);
    const lines = Object.values(flawless).flatMap((text) => text.split('\n'));
    const line = fc.oneof(fc.constantFrom(...lines), fc.stringMatching(/^[ -~]{0,40}$/));
    const page = fc.array(line, { maxLength: 60 }).map((some) => some.join('\n'));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...ids), page, { noNullPrototype: true }), (changed) => {
        const pages = { ...flawless, ...changed };
        for (const { location, fixes = [] } of lintPages(pages)) {
          if (!location) continue;
          const { length } = pages[location.file] as string;
          expect(location.end.offset).toBeLessThanOrEqual(length);
          for (const { start, end } of fixes) expect(start <= end && end <= length).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

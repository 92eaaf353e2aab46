import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/diff/change.ts';
import { markdownReport } from '../../src/diff/report/markdown.ts';
import { textReport } from '../../src/diff/report/text.ts';

const hostile = '`x` | </details> <script>\u001b[31m\u202e\n# title [a](b)';

const change = (more: Partial<Change> = {}): Change => ({
  grade: 'abi',
  kind: 'parameter-type',
  api: hostile,
  header: hostile,
  old: hostile,
  new: hostile,
  consequence: hostile,
  newSource: hostile,
  ...more,
});

const findings = { gone: [{ code: 'CB303', severity: 'warning' as const, message: hostile, place: hostile }], new: [] };

describe('reports of hostile names', () => {
  it('keep a terminal unharmed', () => {
    const text = textReport({ old: hostile, new: hostile, changes: [change()], findings });
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text).not.toMatch(/^# title/m);
  });

  it('stay inside of their cells in Markdown', () => {
    const text = markdownReport({ old: hostile, new: hostile, changes: [change()], findings });
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text).not.toMatch(/^# title/m);
    for (const row of text.split('\n').filter((line) => line.startsWith('| ') && line.includes('title'))) {
      const cells = row.replaceAll('\\|', '').split('|').length;
      expect([6, 7]).toContain(cells);
      // Outside of code no mark of HTML or of a link is left alone.
      const outside = row.replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
      expect(outside).not.toMatch(/(?<!\\)[<\x5b]/);
    }
  });

  it('cut long lists in Markdown and say so', () => {
    const changes = Array.from({ length: 450 }, (_, index) => change({ api: `Api${index}`, header: 'cor.h' }));
    const text = markdownReport({ old: 'a', new: 'b', changes });
    expect(text.match(/^\| `Api/gm)).toHaveLength(200);
    expect(text).toContain('… and 250 more.');
  });
});

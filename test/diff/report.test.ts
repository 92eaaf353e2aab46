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
    const changes = Array.from({ length: 450 }, (_, index) =>
      change({ api: `Api${index}`, header: 'cor.h', old: 'DWORD', new: 'BOOL' }),
    );
    const text = markdownReport({ old: 'a', new: 'b', changes });
    expect(text.match(/^\| `Api/gm)).toHaveLength(200);
    expect(text).toContain('… and 250 more.');
  });

  it('find room in a comment of a pull request, the gravest changes first', () => {
    const long = 'word '.repeat(16);
    const docs = (index: number) =>
      change({ grade: 'docs', kind: 'summary', api: `Docs${index}`, header: `h${index % 90}.h`, old: long, new: long });
    const abi = (index: number) =>
      change({ api: `Api${index}`, header: 'cor.h', old: long, new: long, consequence: long });
    const changes = [
      ...Array.from({ length: 150 }, (_, at) => abi(at)),
      ...Array.from({ length: 199 }, (_, at) => docs(at)),
    ];
    const gone = Array.from({ length: 300 }, () => ({ code: 'CB303', severity: 'warning' as const, message: long }));
    const text = markdownReport({ old: 'a', new: 'b', changes, findings: { gone, new: [] } });
    expect(text.length).toBeLessThan(65_536);
    expect(text.match(/^\| `Api/gm)).toHaveLength(150);
    const shown = text.match(/^\| `Docs/gm)?.length ?? 0;
    expect(text).toContain(`… and ${199 - shown} more.`);
    const found = text.match(/^\| gone/gm)?.length ?? 0;
    expect(text).toContain(`… and ${300 - found} more.`);
  });
});

it('a text report says from what to what a fact changed that came or went, and of an API no more than it has', () => {
  const valueLine = (kind: Change['kind'], sides: Pick<Change, 'old' | 'new'>) => {
    const changes: Change[] = [{ grade: 'docs', kind, api: 'ITask', header: 'a.h', ...sides }];
    return textReport({ old: 'a', new: 'b', changes }).split('\n')[3]?.trim();
  };
  expect(valueLine('summary', { old: 'A task.' })).toBe('A task. -> nothing');
  expect(valueLine('default-value', { new: '0' })).toBe('nothing -> 0');
  expect(valueLine('summary', { old: 'A task.', new: 'A thread.' })).toBe('A task. -> A thread.');
  expect(valueLine('api-removed', { old: 'interface with 1 method' })).toBe('interface with 1 method');
  expect(valueLine('base', {})).toBe('');
});

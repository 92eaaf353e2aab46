import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { diagnostic } from '../../src/diagnostics/catalogue.ts';
import { counted, grouped } from '../../src/diagnostics/count.ts';
import { LineIndex } from '../../src/diagnostics/line-index.ts';
import { reportGithub } from '../../src/diagnostics/reporters/github.ts';
import { reportJson } from '../../src/diagnostics/reporters/json.ts';
import { reportMsvc } from '../../src/diagnostics/reporters/msvc.ts';
import { reportPretty } from '../../src/diagnostics/reporters/pretty.ts';
import { sortDiagnostics } from '../../src/diagnostics/sort.ts';

const text = '# Title\r\n\tHRESULT Foo(DWORD x);\r\nlast';
const lines = new LineIndex(text);

function at(marked: string, file = 'a.md') {
  const start = text.indexOf(marked);
  return lines.location(file, { start, end: start + marked.length });
}

function pretty(diagnostics: Parameters<typeof reportPretty>[0], source = text): string {
  return reportPretty(diagnostics, { colors: picocolors.createColors(false), sourceText: () => source });
}

describe('a message', () => {
  it('is cut where it quotes too much, and not within a character', () => {
    expect(diagnostic('CB301', 'x'.repeat(20_000)).message).toBe('x'.repeat(20_000));
    expect(diagnostic('CB301', 'x'.repeat(100_000)).message).toBe(`${'x'.repeat(19_999)}…`);
    expect(diagnostic('CB301', `x${'\u{1f600}'.repeat(50_000)}`).message).toBe(`x${'\u{1f600}'.repeat(9_999)}…`);
    expect(diagnostic('CB301', '\u{1f600}'.repeat(50_000)).message).toBe(`${'\u{1f600}'.repeat(9_999)}…`);
  });
});

describe('the pretty reporter', () => {
  it('shows of many findings with one cure the first, and counts the others', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((name) => diagnostic('CB109', name, undefined, { help: 'copy it' }));
    const other = diagnostic('CB109', 'f', undefined, { help: 'rename it' });
    expect(
      pretty([...many, other])
        .split('\n')
        .slice(0, 5),
    ).toEqual([
      'warning CB109: a',
      '  help: copy it',
      'warning CB109: f',
      '  help: rename it',
      'and 4 more CB109 (INCLUDE target refused)',
    ]);
    expect(reportMsvc([...many, other]).split('\n')).toHaveLength(7);
  });

  it('says nothing about nothing', () => {
    expect(pretty([])).toBe('');
  });

  it('shows place, source line, carets, related places and help', () => {
    const related = [{ message: 'the title says otherwise', location: at('Title') }];
    expect(pretty([diagnostic('CB301', 'expected a type', at('DWORD'), { related, help: 'add one' })])).toBe(
      [
        'a.md:2:14 warning CB301: expected a type',
        '    2 |  HRESULT Foo(DWORD x);',
        '      |              ^^^^^',
        '  a.md:1:3: the title says otherwise',
        '  help: add one',
        '1 warning',
        '',
      ].join('\n'),
    );
  });

  it('does without a place, without the source, and with a place beyond the end', () => {
    expect(pretty([diagnostic('CB102', 'no pages')])).toBe('error CB102: no pages\n1 error\n');
    const options = { colors: picocolors.createColors(false), sourceText: () => undefined };
    expect(reportPretty([diagnostic('CB301', 'x', at('DWORD'))], options).split('\n')).toHaveLength(3);
    expect(pretty([diagnostic('CB301', 'x', at('last'))], 'short')).toBe('a.md:3:1 warning CB301: x\n1 warning\n');
  });

  it('keeps what pages hold from steering the terminal', () => {
    const source = 'a\u001b[2Jb\u202ec\u0007';
    const location = new LineIndex(source).location('x\u001b[31m.md', { start: 5, end: 6 });
    const report = pretty([diagnostic('CB301', 'bad \u001b]0;name\u0007', location)], source);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(report).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(report).toContain('<U+001B>');
    expect(report).toContain('<U+202E>');
  });

  it('shows a part of a very long line, with the carets below what they mean', () => {
    const source = `${'x'.repeat(5000)}MARK${'y'.repeat(5000)}`;
    const location = new LineIndex(source).location('a.md', { start: 5000, end: 5004 });
    const [, line = '', carets = ''] = pretty([diagnostic('CB301', 'm', location)], source).split('\n');
    expect(line.length).toBeLessThan(150);
    expect(line.indexOf('MARK')).toBe(carets.indexOf('^'));
    expect(carets.trim()).toMatch(/\^\^\^\^$/);
  });

  it('limits a span of many lines to its first', () => {
    const location = lines.location('a.md', { start: 2, end: text.length });
    expect(pretty([diagnostic('CB301', 'm', location)]).split('\n')[2]).toBe('      |   ^^^^^');
  });

  it('groups what is many, and counts all of it', () => {
    const many = Array.from({ length: 1500 }, (_, i) => diagnostic('CB108', `target ${i}`));
    const report = pretty([...many, diagnostic('CB102', 'no pages')]);
    expect(report.split('\n').length).toBeLessThan(15);
    expect(report).toContain('and 1497 more CB108 (INCLUDE target not found)');
    expect(report).toContain('--reporter json');
    expect(report).toContain('CB102: no pages');
    expect(report).toContain('1 error, 1,500 warnings');
  });
});

describe('the order of the pretty reporter', () => {
  it('puts the gravest last', () => {
    const report = pretty([diagnostic('CB102', 'grave'), diagnostic('CB108', 'light')]);
    expect(report.indexOf('grave')).toBeGreaterThan(report.indexOf('light'));
  });
});

describe('the MSVC reporter', () => {
  it('gives every diagnostic a line of its own', () => {
    const all = [diagnostic('CB301', 'a\nb', at('DWORD')), diagnostic('CB102', 'c')];
    expect(reportMsvc(all)).toBe('a.md(2,14): warning CB301: a<U+000A>b\nclr-bindgen: error CB102: c\n');
  });
});

describe('the GitHub reporter', () => {
  it('gives every diagnostic an annotation', () => {
    expect(reportGithub([diagnostic('CB301', 'x', at('DWORD'), { help: 'h' })])).toBe(
      '::warning file=a.md,line=2,col=14,endLine=2,endColumn=18,title=CB301::x (h)\n',
    );
  });

  it('lets no page start a command of its own', () => {
    const report = reportGithub([diagnostic('CB301', '100%\n::error::x', at('DWORD', 'a,b:c%.md'))]);
    expect(report).toContain('file=a%2Cb%3Ac%25.md');
    expect(report.trimEnd().split('\n')).toHaveLength(1);
    expect(report).toContain('100%25');
  });
});

describe('the JSON reporter', () => {
  it('gives one document with every diagnostic', () => {
    const diagnostics = Array.from({ length: 100 }, () => diagnostic('CB301', 'x', at('DWORD')));
    const report = JSON.parse(reportJson({ outcome: 'done', exitCode: 0, diagnostics, milliseconds: 1.4 }));
    expect(report.diagnostics).toHaveLength(100);
    expect(report).toMatchObject({
      version: 1,
      outcome: 'done',
      exitCode: 0,
      diagnosticCounts: { warning: 100 },
      milliseconds: 1,
    });
  });
});

describe('sortDiagnostics', () => {
  it('orders by file, place and code, whatever the order was', () => {
    const sorted = [
      diagnostic('CB102', 'x'),
      diagnostic('CB301', 'x', at('Title')),
      diagnostic('CB108', 'x', at('DWORD')),
      diagnostic('CB301', 'x', at('DWORD')),
      diagnostic('CB301', 'y', at('DWORD')),
      diagnostic('CB301', 'x', at('Title', 'b.md')),
    ];
    expect(sortDiagnostics(sorted.toReversed())).toEqual(sorted);
  });
});

describe('counted', () => {
  it('groups digits and counts nouns', () => {
    expect([0, 1, 999, 1000, 1234567].map(grouped)).toEqual(['0', '1', '999', '1,000', '1,234,567']);
    expect([counted(1, 'page'), counted(2188, 'page')]).toEqual(['1 page', '2,188 pages']);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Span } from '../../src/diagnostics/line-index.ts';
import { slicedReader } from '../../src/parse/block-reader.ts';
import { markdownBlocks } from '../../src/parse/markdown-blocks.ts';
import { parsePage, parsePageWith } from '../../src/parse/parse-page.ts';
import { sourceFile } from './view.ts';

const folder = path.resolve(import.meta.dirname, '../fixtures/parse');
const pages = readdirSync(folder).map((name) => readFileSync(path.join(folder, name, 'input.md'), 'utf8'));

/** All spans in a value, wherever they are. */
function spansIn(value: unknown, spans: Span[] = []): Span[] {
  if (typeof value !== 'object' || value === null) return spans;
  if ('start' in value && 'end' in value && typeof value.start === 'number') spans.push(value as Span);
  for (const part of Object.values(value)) spansIn(part, spans);
  return spans;
}

function check(text: string): void {
  const { value, diagnostics } = parsePage(sourceFile(text));
  const places = diagnostics.map(({ location }) => ({
    start: location?.start.offset ?? -1,
    end: location?.end.offset ?? -1,
  }));
  const outside = [...spansIn(value), ...places].filter(
    ({ start, end }) => !(0 <= start && start <= end && end <= text.length),
  );
  expect(outside).toEqual([]);
}

const fragments = [
  '---\n',
  '# A::B Method\n',
  '## Syntax\n',
  '## Parameters\n',
  '#### Parameters\n',
  '## Return Value\n',
  '## Remarks\n',
  '## Requirements\n',
  '## Members\n',
  '## Methods\n',
  '## See also\n',
  '```cpp\n',
  '```\n',
  '~~~\n',
  ' `a`  \n',
  ' `b`\\\n',
  ' [in] text\n',
  '|HRESULT|Description|\n',
  '|---|---|\n',
  '|S_OK|fine|\n',
  '||\n',
  '- `a`\n',
  '  text\n',
  '> note\n',
  '\n',
  '  \n',
  ' **Header:** a.idl, a.h\n',
  '[!INCLUDE[x](y)]',
  '<a name="syntax"></a>',
  'HRESULT B([in] int a);\n',
  '\r',
  '\r\n',
  '\t',
  '\\|',
  '*',
  '[',
  '](',
  '<!--\n',
  '    code\n',
];

describe('any text', () => {
  test('never throws, and all positions lie in the file', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), check), { numRuns: 300 });
  });

  test('nor do pages put together at random', () => {
    const page = fc.array(fc.oneof(fc.constantFrom(...fragments), fc.string({ maxLength: 8 })), { maxLength: 60 });
    fc.assert(
      fc.property(page, (parts) => check(parts.join(''))),
      { numRuns: 500 },
    );
  });

  test('nor do mutated pages', () => {
    const mutation = fc.record({
      page: fc.constantFrom(...pages),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      drop: fc.nat(40),
      insert: fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: 'binary', maxLength: 5 })),
    });
    fc.assert(
      fc.property(mutation, ({ page, at, drop, insert }) => {
        const from = Math.floor(at * page.length);
        check(page.slice(0, from) + insert + page.slice(from + drop));
      }),
      { numRuns: 500 },
    );
  });

  test('is parsed the same each time', () => {
    for (const page of pages) expect(parsePage(sourceFile(page))).toEqual(parsePage(sourceFile(page)));
  });
});

/** What must not depend on how the blocks were read, or on line ends: everything but positions. */
function withoutSpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpans);
  if (typeof value !== 'object' || value === null) return value;
  if ('start' in value && 'end' in value) return 'span';
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'lineStarts')
      .map(([key, part]) => [key, withoutSpans(part)]),
  );
}

test.each(pages.map((page) => [page.match(/^# .*/m)?.[0] ?? page.slice(0, 20), page]))(
  'line ends make no difference: %s',
  (_, page) => {
    const parsed = withoutSpans(parsePage(sourceFile(page)));
    expect(withoutSpans(parsePage(sourceFile(page.replaceAll('\n', '\r\n'))))).toEqual(parsed);
    expect(withoutSpans(parsePage(sourceFile(page.replaceAll('\n', '\r'))))).toEqual(parsed);
  },
);

/** Sections as authors write them, from the pieces that both readers see. */
const sectionLines = fc.array(
  fc.constantFrom(
    ' `a`  \n [in] text\n',
    ' `b`\\\n [out] text\n',
    ' c  \ntext\n',
    '- item\n',
    '- item\n  goes on\n',
    '* star\n',
    '1. one\n',
    '  indented\n',
    '    code\n',
    '\n',
    '  \n',
    '|HRESULT|Description|\n|---|---|\n|S_OK|fine|\n',
    '|x|y|z|\n',
    '> quote\n',
    'lazy\n',
    '***\n',
    '---\n',
    '<br/>\n',
    '<xref:System.A>\n',
    '[l](m.md)\n',
    'S_OK  \nfine\n',
    '+ plus\n',
    '-\n',
    '|a\\|b|c|\n',
    '[x]: y\n',
    '`a` text\n',
    '\tx\n',
    '- - x\n',
    '-\ttab\n',
  ),
  { maxLength: 14 },
);

test('the line scanner and the Markdown parser read the same', () => {
  fc.assert(
    fc.property(sectionLines, sectionLines, (parameters, results) => {
      const text = `# A::B Method\n\n## Syntax\n\n\`\`\`cpp\nHRESULT B([in] int a, [out] int *b);\n\`\`\`\n\n## Parameters\n${parameters.join('')}\n\n## Return Value\n${results.join('')}`;
      const sliced = parsePageWith(sourceFile(text), slicedReader);
      const reference = parsePageWith(sourceFile(text), (page) => (span) => markdownBlocks(page, span));
      expect(sliced).toEqual(reference);
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 500) },
  );
});

import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { type DiagnosticCode, diagnostic } from '../../src/diagnostics/catalogue.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { LineIndex } from '../../src/diagnostics/line-index.ts';
import { reportSarif } from '../../src/diagnostics/reporters/sarif.ts';
import { flawless, lintPages } from './docs.ts';

const schema = new URL('../fixtures/lint/sarif-2.1.0.subset.schema.json', import.meta.url);
const ajv = new Ajv2020({ allErrors: true, strict: true });
ajv.addFormat('uri', (text: string) => URL.canParse(text));
ajv.addFormat('uri-reference', (text: string) => URL.canParse(text, 'file:///') && !/[\s"<>\\^`{|}]/.test(text));
const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));

function log(diagnostics: readonly Diagnostic[]) {
  const help = (code: DiagnosticCode) => (code === 'CB303' ? '# CB303: Title\n\n## Cause\n\nA `,`.\n' : undefined);
  const document = JSON.parse(reportSarif(diagnostics, { version: '1.2.3', help }));
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  return document;
}

const at = (file: string, start: number, end: number) =>
  new LineIndex('one\ntwo\nthree\n').location(file, { start, end });

describe('the SARIF reporter', () => {
  it('gives a valid log for nothing', () => {
    expect(log([]).runs[0].results).toEqual([]);
  });

  it('gives a URI for a path that has half of a surrogate pair', () => {
    const [run] = log([diagnostic('CB303', 'a comma is missing', at('docs/a\ud800b\u{1f600}.md', 0, 0))]).runs;
    const [{ physicalLocation }] = run.results[0].locations;
    expect(physicalLocation.artifactLocation.uri).toBe('docs/a%EF%BF%BDb%F0%9F%98%80.md');
  });

  it('gives region, related places, help and edits', () => {
    const [run] = log([
      diagnostic('CB303', 'a comma is missing', at('docs/a b#.md', 4, 7), {
        related: [{ message: 'the title', location: at('docs/a b#.md', 0, 3) }],
        help: 'add it',
        fixes: [{ start: 7, end: 7, replacement: ',' }],
      }),
      diagnostic('CB102', 'no pages'),
      diagnostic('CB303', 'another', at('/root/c.md', 0, 0)),
    ]).runs;
    expect(run.tool.driver).toMatchObject({ name: 'clr-bindgen', semanticVersion: '1.2.3' });
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['CB102', 'CB303']);
    expect(run.tool.driver.rules[1].help.text).toBe('CB303: Title\n\nCause\n\nA ,.');
    const [first, second, third] = run.results;
    expect(first).toMatchObject({
      ruleId: 'CB303',
      ruleIndex: 1,
      level: 'warning',
      message: { text: 'a comma is missing (add it)' },
    });
    expect(first.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'docs/a%20b%23.md' },
      region: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 4, charOffset: 4, charLength: 3 },
    });
    expect(first.relatedLocations).toHaveLength(1);
    expect(first.fixes[0].artifactChanges[0].replacements).toEqual([
      { deletedRegion: { charOffset: 7, charLength: 0 }, insertedContent: { text: ',' } },
    ]);
    expect(second).toMatchObject({ ruleIndex: 0, level: 'error', locations: [] });
    expect(third.locations[0].physicalLocation.artifactLocation.uri).toBe('file:///root/c.md');
  });

  it('gives a valid log of what the linter finds', () => {
    const broken = Object.fromEntries(
      Object.entries(flawless).map(([id, text]) => [id, text.replaceAll('DWORD', 'ULONG64').replaceAll(' [in] ', ' ')]),
    );
    const [run] = log(lintPages(broken)).runs;
    expect(run.results.length).toBeGreaterThan(2);
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
  });

  it('is refused by the schema where a property is misspelt', () => {
    expect(validate({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, result: [] }] })).toBe(false);
  });
});

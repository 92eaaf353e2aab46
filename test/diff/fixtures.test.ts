import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { jsonReport } from '../../src/diff/report/json.ts';
import { markdownReport } from '../../src/diff/report/markdown.ts';
import type { DiffReport } from '../../src/diff/report/report.ts';
import { textReport } from '../../src/diff/report/text.ts';
import { changesOf, modelOfFixture } from './models.ts';

const root = fileURLToPath(new URL('../fixtures/diff/', import.meta.url));

/** The reports that a case can expect, by the extension of the file that holds them. */
const reports: Readonly<Record<string, (report: DiffReport) => string>> = {
  txt: (report) => textReport(report),
  md: markdownReport,
  json: jsonReport,
};

describe.each(readdirSync(root))('%s', (name) => {
  const old = modelOfFixture(`${root}${name}/old.json`);
  const next = modelOfFixture(`${root}${name}/new.json`);
  const report = { old: 'old.json', new: 'new.json', changes: changesOf(old, next) };
  const expected = Object.keys(reports).filter((kind) => existsSync(`${root}${name}/expected.${kind}`));

  it('has an expected report', () => expect(expected).not.toEqual([]));

  it.each(expected)('gives the expected .%s', async (kind) => {
    await expect(reports[kind]?.(report)).toMatchFileSnapshot(`${root}${name}/expected.${kind}`);
  });

  it('gives nothing for either side against itself', () => {
    expect(changesOf(old, structuredClone(old))).toEqual([]);
    expect(changesOf(next, structuredClone(next))).toEqual([]);
  });
});

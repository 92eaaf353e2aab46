import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeReport } from '../../src/report/report.ts';
import type { ReportData } from '../../src/report/report-data.ts';
import { escapeHtml, siteFiles } from '../../src/report/site-files.ts';
import { hasReference, reference } from '../support/corpus.ts';

const root = path.resolve(import.meta.dirname, '../..');
const limit = 3_000_000;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'clr-bindgen-report-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function dataOf(site: string): ReportData {
  const context: { reportData?: ReportData } = {};
  runInNewContext(readFileSync(path.join(site, 'data.js'), 'utf8'), context);
  if (context.reportData === undefined) throw new Error('data.js sets no data');
  return context.reportData;
}

function sizeOf(site: string): number {
  return readdirSync(site).reduce((sum, name) => sum + statSync(path.join(site, name)).size, 0);
}

describe('a report of the embedded model', () => {
  let site: string;

  beforeAll(async () => {
    site = path.join(folder, 'embedded');
    const result = await writeReport({ cwd: root, out: site });
    expect(result).toMatchObject({ outcome: 'done', diagnostics: [] });
  }, 60_000);

  it('is a handful of files below 3 MB that name no other site', () => {
    expect(readdirSync(site).sort()).toEqual(['data.js', 'index.html', 'manifest.json', 'site.css', 'site.js']);
    expect(sizeOf(site)).toBeLessThan(limit);
    const html = readFileSync(path.join(site, 'index.html'), 'utf8');
    expect(html).not.toMatch(/https?:/);
    expect(readFileSync(path.join(site, 'site.css'), 'utf8')).not.toMatch(/url\(|@import/);
  });

  it('has every entity and counts what is documented', () => {
    const data = dataOf(site);
    const model = JSON.parse(readFileSync(path.join(root, 'generated/model.json'), 'utf8')) as Record<
      string,
      unknown[]
    >;
    const expected = Object.values(model)
      .filter(Array.isArray)
      .reduce((sum, list) => sum + list.length, 0);
    expect(data.entities.length).toBe(expected);
    const interfaces = data.coverage.totals.find(({ name }) => name === 'Interfaces');
    expect(interfaces?.apis).toBe(model.interfaces?.length);
    expect(data.coverage.headers.reduce((sum, { apis }) => sum + apis, 0)).toBe(
      expected - (model.hresults?.length ?? 0),
    );
  });

  it('is left alone by a second run, and takes no folder of other outputs', async () => {
    const again = await writeReport({ cwd: root, out: site });
    expect(again.counts).toEqual({ written: 0, unchanged: 5, removed: 0 });
    const other = await writeReport({ cwd: root, out: 'generated' });
    expect(other).toMatchObject({ outcome: 'usage', diagnostics: [{ code: 'CB706' }] });
    expect(existsSync(path.join(root, 'generated', 'index.html'))).toBe(false);
  }, 60_000);

  it('keeps code apart from its phrases: none is left unknown', () => {
    const { entities, phrases } = dataOf(site);
    for (const { n, c = '', t = '' } of entities) {
      for (const [character] of `${c}${t}`.matchAll(/[\ue000-\uf8ff]/g)) {
        expect(phrases[character.charCodeAt(0) - 0xe000], n).toBeDefined();
      }
    }
    expect(phrases.filter((phrase) => /[\ue000-\uf8ff]/.test(phrase))).toEqual([]);
  });
});

describe('the files of the site', () => {
  const hostile = '</script><script>alert(1)</script>\u2028\'"\\&';

  it('carry any text without giving way to it', () => {
    const data = {
      title: hostile,
      generator: hostile,
      docs: [hostile],
      attribution: false,
      coverage: { totals: [], headers: [], areas: [] },
      diagnostics: { codes: [], areas: [] },
      strings: [hostile],
      phrases: [],
      entities: [],
    };
    const template = { path: 'index.hbs', text: '<title>{{title}}</title><meta content="{{generator}}">' };
    const files = new Map(
      siteFiles(data, new Map(), new Map([['report/index', template]])).map((one) => [one.path, one.text]),
    );
    expect(files.get('index.html')).not.toMatch(/<script|alert\(1\)<|"[^>]*"[^>]*"/);
    expect(files.get('data.js')).not.toMatch(/[<\u2028]/);
    const site = path.join(folder, 'hostile-data');
    const file = path.join(folder, 'data.js');
    writeFileSync(file, files.get('data.js') ?? '');
    expect(dataOf(folder)).toEqual(data);
    expect(existsSync(site)).toBe(false);
  });

  it('escape what HTML gives a meaning', () => {
    expect(escapeHtml(`<a href="x" title='y'>&`)).toBe('&#60;a href=&#34;x&#34; title=&#39;y&#39;&#62;&#38;');
  });
});

describe.skipIf(!hasReference)('a report of the docs of 2019', () => {
  it('stays below 3 MB with prose and findings, and credits the docs', async () => {
    const site = path.join(folder, 'docs');
    const result = await writeReport({ cwd: root, out: site, docs: [reference] });
    expect(result.outcome).toBe('done');
    expect(result.findings).toBeGreaterThan(300);
    expect(sizeOf(site)).toBeLessThan(limit);
    const { diagnostics, attribution } = dataOf(site);
    expect(attribution).toBe(true);
    expect(diagnostics.codes.reduce((sum, { found }) => sum + found.length, 0)).toBe(result.findings);
    expect(diagnostics.areas.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['debugging', 'hosting', 'profiling']),
    );
    expect(diagnostics.codes.every(({ page }) => page.startsWith('# CB'))).toBe(true);
    expect(readFileSync(path.join(site, 'index.html'), 'utf8')).toContain('CC BY 4.0');
  }, 120_000);
});

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { applyFixes } from '../../src/lint/fix/hunks.ts';
import { fixPatch } from '../../src/lint/fix/patch.ts';
import { lint } from '../../src/lint/lint.ts';
import { hasReference, reference } from '../support/corpus.ts';
import { classes, type Erratum, reports } from './errata.ts';

const errataFile = path.resolve(reference, '../../../../../facts/doc-errata.json');
const result = hasReference ? await lint({ docs: [reference], cwd: reference }) : undefined;
const texts = new Map((result?.trees ?? []).flatMap(({ files }) => files.map(({ path: file, text }) => [file, text])));
const tables = new Map((result?.trees ?? []).flatMap(({ tocs = [] }) => tocs.map((toc) => [toc.path, toc.text])));
const byPage = new Map<string, Diagnostic[]>();
for (const found of result?.diagnostics ?? []) {
  const file = found.location?.file ?? '';
  byPage.set(file, [...(byPage.get(file) ?? []), found]);
}

function sourceLines({ code, location }: Diagnostic): string {
  if (!location) return '';
  const lines = (texts.get(location.file) ?? '').split(/\r?\n/);
  // What is missing between two lines belongs to both; a list that is closed too early goes on below.
  const gap = location.start.offset === location.end.offset || code === 'CB307' ? 1 : 0;
  return lines.slice(location.start.line - 1, location.end.line + gap).join('\n');
}

describe.skipIf(!existsSync(errataFile))('the known errors of the docs', () => {
  const errata: Erratum[] = existsSync(errataFile) ? JSON.parse(readFileSync(errataFile, 'utf8')).errata : [];
  const found = errata.map((one) => ({
    one,
    found: (byPage.get(one.page) ?? []).some((finding) => reports(finding, one, sourceLines)),
  }));
  const table = [...new Set(errata.map((one) => one.class))].sort().map((name) => {
    const cases = found.filter(({ one }) => one.class === name);
    const hits = cases.filter((entry) => entry.found).length;
    const missed = cases.filter((entry) => !entry.found).map(({ one }) => `${one.page} ${one.symbol}`);
    return { name, hits, cases: cases.length, missed };
  });
  const shown = table
    .map(({ name, hits, cases, missed }) => {
      const few = missed.slice(0, 12).map((one) => `\n    missed: ${one}`);
      return `${name.padEnd(26)} ${String(hits).padStart(4)} of ${String(cases).padStart(4)}${few.join('')}`;
    })
    .join('\n');

  it('are of classes that the linter knows', () => {
    expect(table.map(({ name }) => name).filter((name) => !(name in classes))).toEqual([]);
  });

  it('are found: at least 95 of 100 of every class', () => {
    const short = table.filter(({ hits, cases }) => hits < cases * 0.95).map(({ name }) => name);
    expect(short, `\n${shown}\n`).toEqual([]);
  });
});

const surveyFile = path.resolve(reference, '../../../../SURVEY.md');
const survey = existsSync(surveyFile) ? readFileSync(surveyFile, 'utf8') : '';

/** Ids of the pages that a list of the survey beside the corpus names. */
function surveyPages(heading: string): string[] {
  const section = survey.split(heading)[1]?.split(/^#/m)[0] ?? '';
  return [...section.matchAll(/^- `([\w/-]+\.md)`/gm)].map((match) => match[1] as string);
}

/** Ids of the pages that the survey names between two texts. */
function surveyedBetween(start: string, end: string): string[] {
  const part = survey.split(start)[1]?.split(end)[0] ?? '';
  return [...part.matchAll(/`([\w/-]+\.md)`/g)].map((match) => match[1] as string);
}

describe.skipIf(!hasReference)('declarations of the reference', () => {
  const codesOf = (page: string) => (byPage.get(page) ?? []).map(({ code }) => code as string);
  const malformedPages = surveyPages('### 4.1 ');
  const wrongPages = surveyPages('### 4.2 ');

  it.runIf(malformedPages.length > 0)('that are malformed are reported, each on its page', () => {
    expect(malformedPages).toHaveLength(39);
    expect(malformedPages.filter((page) => !codesOf(page).some((code) => code >= 'CB301' && code < 'CB320'))).toEqual(
      [],
    );
  });

  it.runIf(wrongPages.length > 0)('that state something wrong are reported, each on its page', () => {
    expect(wrongPages).toHaveLength(26);
    const wrong = ['CB320', 'CB321', 'CB322', 'CB323', 'CB324', 'CB325', 'CB847', 'CB871'];
    expect(wrongPages.filter((page) => !codesOf(page).some((code) => wrong.includes(code)))).toEqual([]);
  });

  it.runIf(survey !== '').each([
    ['have no api_name', 'API pages without api_name: ', '### 1.1', 111, ['CB826']],
    ['have another api_name', '**different name 14**', '- Seed style', 20, ['CB825', 'CB828']],
    ['have no declaration', 'and 14 methods (not implemented', '. All functions', 14, ['CB816']],
    [
      'name parameters otherwise',
      '21, extra in docs 6, missing',
      'No documented',
      66,
      ['CB303', 'CB307', 'CB309', 'CB408', 'CB802', 'CB803'],
    ],
    ['document no parameter', 'No documented parameters although', ', `fusion/ienum', 24, ['CB801']],
    ['have no table of members', '5 pages none (', ')', 5, ['CB818']],
    ['are in no table of contents', 'are in a toc; missing:', '. 2 toc', 4, ['CB838']],
    ['have other members in their table', 'these remain): ', '20 tables', 5, ['CB808', 'CB811']],
  ] as const)('that %s are reported', (_, start, end, count, codes) => {
    const pages = surveyedBetween(start, end);
    expect(pages).toHaveLength(count);
    expect(pages.filter((page) => !codesOf(page).some((code) => (codes as readonly string[]).includes(code)))).toEqual(
      [],
    );
  });

  it('give findings with a place in their page, and edits inside of it', () => {
    for (const { location, fixes = [], message } of result?.diagnostics ?? []) {
      if (!location) continue;
      const { length } = (texts.get(location.file) ?? tables.get(location.file)) as string;
      expect(location.end.offset, message).toBeLessThanOrEqual(length);
      for (const { start, end } of fixes) expect(start <= end && end <= length, message).toBe(true);
    }
  });
});

describe.skipIf(!hasReference)('the patch for the reference', () => {
  const copy = mkdtempSync(path.join(tmpdir(), 'clr-bindgen-lint-'));
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('applies, changes what the findings name and nothing else, and cures them', async () => {
    const { diagnostics = [], trees = [] } = result ?? {};
    const { patch, cured, left } = fixPatch(diagnostics, trees);
    expect(cured).toBeGreaterThan(100);
    expect(left).toBe(0);
    for (const [page, text] of texts) {
      mkdirSync(path.dirname(path.join(copy, page)), { recursive: true });
      writeFileSync(path.join(copy, page), text);
    }
    const git = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: copy, input: patch, encoding: 'utf8' });
    expect(git.stderr).toBe('');
    expect(git.status).toBe(0);

    for (const [page, text] of texts) {
      const fixes = (byPage.get(page) ?? []).flatMap((one) => one.fixes ?? []).sort((a, b) => a.start - b.start);
      expect(readFileSync(path.join(copy, page), 'utf8'), page).toBe(applyFixes(text, fixes));
    }

    const after = await lint({ docs: [copy], cwd: copy });
    const key = (one: Diagnostic) => `${one.location?.file} ${one.code} ${one.message}`;
    const before = new Set(diagnostics.filter(({ fixes }) => fixes).map(key));
    expect(after.diagnostics.filter((one) => one.fixes).map(key)).toEqual([]);
    expect(after.diagnostics.map(key).filter((one) => before.has(one))).toEqual([]);
    // A cure must not make a new ill: what is new was hidden by what was cured.
    const known = new Set(diagnostics.map(key));
    const worse = after.diagnostics.filter((one) => one.code < 'CB320' && one.code >= 'CB301' && !known.has(key(one)));
    expect(worse.map(key)).toEqual([]);
  });
});

const translated = path.resolve(reference, '../../../../ru-2020/docs/framework/unmanaged-api');

describe.skipIf(!existsSync(translated))('translated pages', () => {
  it('are held against what a translation keeps, and do not flood', async () => {
    const { diagnostics, trees } = await lint({ docs: [translated], cwd: translated });
    const pages = trees.flatMap(({ files }) => files).length;
    expect(diagnostics.length / pages).toBeLessThan((result?.diagnostics.length ?? 0) / texts.size);
    const words = ['CB805', 'CB809', 'CB825', 'CB830', 'CB833', 'CB409', 'CB222', 'CB224'];
    expect(diagnostics.filter(({ code }) => words.includes(code))).toEqual([]);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { lint } from '../../src/lint/lint.ts';
import { hasReference, reference } from '../support/corpus.ts';
import { classes, type Erratum, reports } from './errata.ts';

const errataFile = path.resolve(reference, '../../../../../facts/doc-errata.json');
const result = hasReference ? await lint({ docs: [reference], cwd: reference }) : undefined;
const texts = new Map((result?.trees ?? []).flatMap(({ files }) => files.map(({ path: file, text }) => [file, text])));
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

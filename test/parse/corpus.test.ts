import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { wholePageReader } from '../../src/parse/block-reader.ts';
import type { Page } from '../../src/parse/page.ts';
import { parsePage, parsePageWith } from '../../src/parse/parse-page.ts';
import { readPlainFrontMatter } from '../../src/parse/plain-front-matter.ts';
import { corpusFiles, hasCorpus, type Snapshot, snapshots } from './corpus.ts';

const baselineFile = path.join(import.meta.dirname, 'corpus-baseline.json');

function pagesOf(snapshot: Snapshot): ReadonlyMap<string, Page> {
  return new Map(corpusFiles(snapshot).map((file) => [file.id, parsePage(file).value]));
}

function count(values: Iterable<string>): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a snapshot holds, counted: names, numbers and places, no prose. */
function account(snapshot: Snapshot): unknown {
  const parsed = corpusFiles(snapshot).map(parsePage);
  const pages = parsed.map(({ value }) => value);
  const parameters = pages.flatMap((page) => page.parameters);
  return {
    pages: pages.length,
    kinds: count(pages.map((page) => page.kind)),
    parameters: parameters.length,
    directions: count(parameters.map((parameter) => parameter.direction ?? 'none')),
    optional: parameters.filter((parameter) => parameter.optional).length,
    parametersWithoutText: parameters.filter((parameter) => parameter.text === '').length,
    pagesWithReturnValue: pages.filter((page) => page.returnValue).length,
    pagesWithResults: pages.filter((page) => page.returnValue?.hresults.length).length,
    results: count(pages.flatMap((page) => page.returnValue?.hresults ?? []).map(({ name }) => name)),
    resultsWithValue: pages.flatMap((page) => page.returnValue?.hresults ?? []).filter((row) => row.value !== undefined)
      .length,
    methodRows: pages.flatMap((page) => page.methods).length,
    methodRowsWithTarget: pages.flatMap((page) => page.methods).filter((row) => row.target).length,
    memberRows: pages.flatMap((page) => page.members).length,
    interfaceRows: pages.flatMap((page) => page.interfaces).length,
    typedefs: pages.flatMap((page) => page.typedefs).length,
    constants: pages.flatMap((page) => page.constants).length,
    headers: count(pages.map((page) => page.requirements.headers.join(' + '))),
    libraries: pages.filter((page) => page.requirements.library).length,
    versions: pages.filter((page) => page.requirements.versions).length,
    remarkDeclarations: pages.flatMap((page) => page.remarkDeclarations).map((declaration) => declaration.name),
    findings: parsed
      .flatMap(({ diagnostics }, i) =>
        diagnostics.map(({ code, location }) => `${code} ${pages[i]?.id}:${location?.start.line}`),
      )
      .filter((finding) => finding.startsWith('CB2'))
      .sort(),
  };
}

describe.skipIf(!hasCorpus)('the real pages', () => {
  test('the pages are of the kinds that a count by hand gave', () => {
    expect(count([...pagesOf('en-2019').values()].map((page) => page.kind))).toEqual({
      attribute: 1,
      callbackFunction: 15,
      coclass: 5,
      conceptual: 3,
      constantList: 1,
      enumeration: 146,
      function: 157,
      functionPointer: 6,
      hresult: 1,
      interface: 307,
      managedClass: 4,
      method: 1438,
      overview: 44,
      structure: 58,
      typedefList: 1,
      union: 1,
    });
  });

  // With UPDATE_BASELINE=1 the baseline is written anew; read the difference before committing it.
  test.each(snapshots)('the account of %s equals the baseline', (snapshot) => {
    const baseline = existsSync(baselineFile) ? JSON.parse(readFileSync(baselineFile, 'utf8')) : {};
    const actual = JSON.parse(JSON.stringify(account(snapshot)));
    if (process.env.UPDATE_BASELINE) {
      baseline[snapshot] = actual;
      writeFileSync(baselineFile, `${JSON.stringify(baseline, undefined, 2)}\n`);
    }
    expect(actual).toEqual(baseline[snapshot]);
  });

  test.each(snapshots)('%s is read by sections as it is read whole', (snapshot) => {
    for (const file of corpusFiles(snapshot)) {
      const sliced = parsePage(file);
      const whole = parsePageWith(file, wholePageReader);
      if (JSON.stringify(sliced) !== JSON.stringify(whole)) expect(sliced).toEqual(whole);
    }
  });

  test.each(snapshots)('the plain front matter of %s is what YAML makes of it', (snapshot) => {
    let plain = 0;
    for (const file of corpusFiles(snapshot)) {
      const matter = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*\n/.exec(file.text)?.[1] ?? '';
      const read = readPlainFrontMatter(matter);
      if (!read) continue;
      plain++;
      expect(Object.fromEntries(read), file.id).toEqual(parse(matter));
    }
    expect(plain).toBeGreaterThan(0);
  });

  test('translated pages give the names, kinds and lists of their English counterparts', () => {
    const english = pagesOf('en-2019');
    const names = (page: Page) => ({
      kind: page.kind,
      owner: page.owner,
      name: page.kind === 'overview' ? undefined : page.name.toLowerCase(),
      parameters: page.parameters.map(({ name }) => name),
      results: page.returnValue?.hresults.map(({ name }) => name),
      members: page.members.map(({ name }) => name),
      methods: page.methods.map(({ name }) => name.toLowerCase()),
    });
    const differing: string[] = [];
    for (const [id, page] of pagesOf('ru-2020')) {
      expect(page.translated).toBe(true);
      expect(page.requirements.headers).toEqual([]);
      expect(page.parameters.some(({ direction }) => direction)).toBe(false);
      const counterpart = english.get(id);
      if (counterpart && JSON.stringify(names(page)) !== JSON.stringify(names(counterpart))) differing.push(id);
    }
    // Its table gives method names as plain text, and one of them was translated.
    expect(differing).toEqual(['hosting/ivalidator-interface.md']);
  });
});

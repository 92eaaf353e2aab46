import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { CommentLevel } from '../../src/emit/output-file.ts';
import { buildModel } from '../../src/model/build-model.ts';
import { checkFacts } from '../../src/model/check-facts.ts';
import { checkOverrides } from '../../src/model/check-overrides.ts';
import { modelLists } from '../../src/model/json.ts';
import type { Model } from '../../src/model/model.ts';
import type { Page } from '../../src/parse/page.ts';
import { parsePage } from '../../src/parse/parse-page.ts';
import { repository } from './metadata.ts';

/** A folder of `test/fixtures/model`: pages in `docs` and `own`, what is known in `known.json`, the result in `expected.json`. */
interface Known {
  readonly about: string;
  /** Tables of facts by kind. */
  readonly facts?: Record<string, object>;
  /** Lists of overrides by kind. */
  readonly overrides?: Record<string, readonly object[]>;
  readonly comments?: CommentLevel;
  /** Folder of the pages that the base model is made of. */
  readonly base?: string;
}

const fixtures = path.join(repository, 'test/fixtures/model');

for (const name of readdirSync(fixtures).sort()) {
  const folder = path.join(fixtures, name);
  const known = JSON.parse(readFileSync(path.join(folder, 'known.json'), 'utf8')) as Known;

  test(`${name}: ${known.about}`, () => {
    const envelope = (tables: Record<string, unknown> = {}) =>
      new Map(Object.entries(tables).map(([kind, entries]) => [kind, { entries }] as const));
    const facts = checkFacts(envelope({ 'platform-types': platformTypes, ...known.facts }));
    const overrides = checkOverrides(envelope(known.overrides));
    expect([...facts.diagnostics, ...overrides.diagnostics]).toEqual([]);
    const shared = { facts: facts.value, overrides: overrides.value, comments: known.comments ?? 'none' } as const;
    const base = known.base
      ? buildModel({ ...shared, trees: [{ origin: 'docs', pages: pagesIn(path.join(folder, known.base)) }] }).value
      : undefined;
    const { value, diagnostics } = buildModel({
      ...shared,
      trees: [
        { origin: 'docs', pages: pagesIn(path.join(folder, 'docs')) },
        { origin: 'own', pages: pagesIn(path.join(folder, 'own')) },
      ],
      ...(base && { base }),
    });
    const actual = { ...lists(value), diagnostics: diagnostics.map(show) };
    const file = path.join(folder, 'expected.json');
    if (process.env.UPDATE_FIXTURES) writeFileSync(file, `${JSON.stringify(actual, null, 2)}\n`);
    expect(actual).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });
}

/** The few base types that the fixtures use. */
const platformTypes = {
  DWORD: { canonical: 'u32', cpp: 'unsigned long' },
  ULONG: { canonical: 'u32', cpp: 'unsigned long' },
  ULONG32: { canonical: 'u32' },
  BOOL: { canonical: 'bool32' },
  BYTE: { canonical: 'u8' },
  HRESULT: { canonical: 'i32', cpp: 'long' },
  LPCWSTR: { canonical: 'const wchar *' },
  LPVOID: { canonical: 'void *' },
  UINT_PTR: { canonical: 'uptr' },
  WCHAR: { canonical: 'wchar' },
};

function pagesIn(folder: string): Page[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => {
      const id = name.replaceAll('\\', '/');
      const text = readFileSync(path.join(folder, name), 'utf8');
      return parsePage({ path: id, id, text, hash: '', includes: new Map() }).value;
    });
}

/** The lists that hold something. */
function lists(model: Model): object {
  return Object.fromEntries(modelLists.filter((list) => model[list].length > 0).map((list) => [list, model[list]]));
}

function show({ code, message, location }: Diagnostic): string {
  return location
    ? `${code} ${location.file}:${location.start.line}:${location.start.column} ${message}`
    : `${code} ${message}`;
}

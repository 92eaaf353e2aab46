import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { replayRun } from '../../src/cache/replay-run.ts';
import { generate } from '../../src/generate.ts';
import type { GenerateOptions } from '../../src/generation.ts';
import { WatchSession } from '../../src/watch/watch-session.ts';
import { repository } from '../support/built-cli.ts';
import { hasReference, reference } from '../support/corpus.ts';

vi.mock('../../src/read/package-root.ts', () => import('../support/package-copy.ts'));

/** A change of one page: of its prose, of its declaration, of the HRESULTs that it lists, of any line. */
interface Edit {
  readonly kind: 'word' | 'line' | 'drop' | 'swap' | 'symbol' | 'declaration' | 'parameter' | 'result';
  readonly page: number;
  readonly at: number;
}

const ofProse = fc.constantFrom<Edit['kind']>('word', 'word', 'word', 'line', 'line', 'line', 'symbol', 'drop', 'swap');
const ofSignatures = fc.constantFrom<Edit['kind']>('declaration', 'declaration', 'parameter', 'result', 'line');

const editOf = (kind: fc.Arbitrary<Edit['kind']>): fc.Arbitrary<Edit> =>
  fc.record({ kind, page: fc.nat(), at: fc.nat() });

/** What takes the place of a word of a declaration: types that the platform, the facts, the docs or none of them have. */
const words = [
  'DWORD',
  'ULONG64',
  'LPCWSTR',
  'REFIID',
  'GUID',
  'mdToken',
  'CorElementType',
  'ICorDebugThread',
  'ICLRTask',
  'IStream',
  'ISOSDacInterface',
  'COR_TYPE_LAYOUT',
  'CONTEXT',
  'Missing',
  'value',
  'unsigned',
  'E_FAIL',
  '*',
];

/** HRESULTs that all pages list, some, none, or that nothing knows. */
const results = ['S_OK', 'E_FAIL', 'CORPROF_E_NOT_MANAGED_THREAD', 'CLDB_E_RECORD_NOTFOUND', 'E_NO_SUCH_RESULT'];

/** Numbers of the lines of the first code block. */
function codeLines(lines: readonly string[]): readonly number[] {
  const start = lines.findIndex((line) => line.startsWith('```'));
  const end = lines.findIndex((line, index) => index > start && line.startsWith('```'));
  return start < 0 ? [] : [...lines.keys()].slice(start + 1, end);
}

/** Lines of sentences, outside of front matter, code and headings. */
function proseLines(lines: readonly string[]): readonly number[] {
  let hidden = false;
  return lines.flatMap((line, index) => {
    if (/^(?:---|```)/.test(line)) hidden = !hidden;
    return !hidden && /^[^#>`[-].* .* .* /.test(line) ? [index] : [];
  });
}

function edited(text: string, { kind, at }: Edit): string {
  const lines = text.split('\n');
  if (kind === 'declaration' || kind === 'parameter') {
    const code = codeLines(lines);
    const line = code[at % code.length];
    if (line === undefined) return text;
    const parts = (lines[line] as string).split(/(\w+|\*)/);
    const place = 1 + 2 * (at % Math.max(1, (parts.length - 1) / 2));
    const word = words[Math.floor(at / 7) % words.length] as string;
    if (kind === 'declaration') parts[place] = word;
    else parts[parts.length - 1] = ` [in] ${word} further, `;
    lines[line] = parts.join('');
  } else if (kind === 'result') {
    const rows = lines.flatMap((line, index) => (/^\|[`\s]*(?:S|E|COR|HOST)_\w+/.test(line) ? [index] : []));
    const row = rows[at % rows.length];
    if (row === undefined) return text;
    const added = at % 3 === 0 ? [] : [(lines[row] as string).replace(/\w+/, results[at % results.length] as string)];
    lines.splice(row, at % 2, ...added);
  } else if (kind === 'drop') lines.splice(at % lines.length, 1);
  else if (kind === 'swap') {
    const line = at % lines.length;
    lines.splice(line, 2, ...lines.slice(line, line + 2).reverse());
  } else {
    const prose = proseLines(lines);
    const line = prose[at % prose.length] ?? 0;
    const words = lines[line]?.split(' ') ?? [];
    const word = at % words.length;
    const others = kind === 'word' ? ['pointer', '[out]', 'NULL', 'optional', 'S_OK'] : ['*/', '"\\', '??/', '`x`'];
    if (kind === 'line') lines.splice(line, 0, `Another sentence, with the number ${at % 7}.`);
    else lines[line] = words.with(word, others[at % others.length] as string).join(' ');
  }
  return lines.join('\n');
}

function filesBelow(folder: string): readonly (readonly [string, string])[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names
    .filter((name) => /\.\w+$/.test(name))
    .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const);
}

/** Every edit is made up for where it can be, as a cold run would do it. @returns How many of how many were. */
async function expectEqual(
  docs: string,
  names: readonly string[],
  more: GenerateOptions,
  runs: number,
  edit = editOf(ofProse),
) {
  const cwd = mkdtempSync(path.join(os.tmpdir(), 'revise-'));
  const options = { ...more, cwd, docs: ['docs'], out: 'out', cacheFolder: path.join(cwd, 'cache') };
  const { cacheFolder: _cache, ...uncached } = options;
  const session = new WatchSession({ ...uncached, out: 'watched' });
  let revised = 0;
  let changed = 0;
  try {
    for (const name of names) cpSync(path.join(docs, name), path.join(cwd, 'docs', name));
    await generate(options);
    await session.run([], false);
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 2 }), async (edits) => {
        const pages = new Set<string>();
        for (const one of edits) {
          const page = path.join(cwd, 'docs', names[one.page % names.length] as string);
          writeFileSync(page, edited(readFileSync(page, 'utf8'), one));
          pages.add(page);
        }
        const told = await replayRun(options);
        const warm = told ?? (await generate(options));
        const watched = await session.run([...pages], true);
        const cold = await generate({ ...uncached, out: 'cold' });
        expect([warm.outcome, warm.diagnostics]).toEqual([cold.outcome, cold.diagnostics]);
        expect(filesBelow(path.join(cwd, 'out'))).toEqual(filesBelow(path.join(cwd, 'cold')));
        expect([watched.result.outcome, watched.result.diagnostics]).toEqual([cold.outcome, cold.diagnostics]);
        if (!watched.kept) expect(filesBelow(path.join(cwd, 'watched'))).toEqual(filesBelow(path.join(cwd, 'cold')));
        changed += 1;
        if (told && told.counts.written > 0) revised += 1;
      }),
      { numRuns: runs },
    );
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
  return { revised, changed };
}

const ownDocs = path.join(repository, 'metadata', 'docs');
const pagesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort();

describe('prose that changed is put where it belongs, and everything is as after a cold run', () => {
  it('with all comments', async () => {
    const { revised } = await expectEqual(ownDocs, pagesOf(ownDocs), { comments: 'full' }, 40);
    expect(revised).toBeGreaterThan(0);
  }, 600_000);

  it('with a part of the API', async () => {
    const select = ['ICLRTask', 'EPolicyAction'];
    const { changed } = await expectEqual(ownDocs, pagesOf(ownDocs), { select }, 15);
    expect(changed).toBeGreaterThan(0);
  }, 600_000);

  it.skipIf(!hasReference)(
    'with pages of the reference',
    async () => {
      const names = pagesOf(reference).filter((_name, index) => index % 12 === 0);
      const { revised, changed } = await expectEqual(reference, names, {}, 40);
      expect(revised).toBeGreaterThan(changed / 10);
    },
    600_000,
  );

  it('with signatures that changed', async () => {
    const { revised } = await expectEqual(ownDocs, pagesOf(ownDocs), {}, 30, editOf(ofSignatures));
    expect(revised).toBeGreaterThan(0);
  }, 600_000);

  it.skipIf(!hasReference)(
    'with signatures of the reference that changed',
    async () => {
      const names = pagesOf(reference).filter(
        (name, index) => index % 10 === 5 && /-(?:method|function)\.md$/.test(name),
      );
      const { revised } = await expectEqual(reference, names, {}, 40, editOf(ofSignatures));
      expect(revised).toBeGreaterThan(0);
    },
    600_000,
  );
});

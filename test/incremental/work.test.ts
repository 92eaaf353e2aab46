import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { generate, generateWith } from '../../src/generate.ts';
import { markdownBlocks } from '../../src/parse/markdown-blocks.ts';
import { parsePages } from '../../src/parse/parse-pages.ts';
import { readTree } from '../../src/read/read-tree.ts';
import { createProcessMemory } from '../../src/watch/process-memory.ts';
import { ensureBuilt, repository, runCli } from '../support/built-cli.ts';
import { hasReference, reference } from '../support/corpus.ts';

vi.mock('../../src/parse/markdown-blocks.ts', { spy: true });

let cwd: string;
beforeAll(ensureBuilt, 180_000);
beforeEach(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'work-'));
  cpSync(path.join(repository, 'metadata', 'docs'), path.join(cwd, 'docs'), { recursive: true });
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const at = (...parts: string[]) => path.join(cwd, ...parts);
const aPage = () => at('docs', 'hosting', readdirSync(at('docs', 'hosting')).sort()[0] as string);

/** Paths of the modules that a run of the built command line loads, of this package and of others. */
function modulesOf(args: readonly string[]): { readonly own: readonly string[]; readonly others: readonly string[] } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'modules-'));
  try {
    const { status, stderr } = runCli(args, { cwd, env: { NODE_V8_COVERAGE: folder } });
    expect([status, stderr]).toEqual([0, expect.not.stringContaining('error')]);
    const urls = readdirSync(folder).flatMap((file) => {
      const { result } = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { result: { url: string }[] };
      return result.map(({ url }) => url).filter((url) => url.startsWith('file:'));
    });
    return {
      own: urls.filter((url) => !url.includes('/node_modules/')),
      others: urls.filter((url) => url.includes('/node_modules/')),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the work that a run does', () => {
  it('at start-up: a handful of modules', () => {
    const { own, others } = modulesOf(['--version']);
    expect(own.length).toBeLessThanOrEqual(12);
    expect([...new Set(others.map((url) => /node_modules\/([^/]+)/.exec(url)?.[1]))]).toEqual(['commander']);
  });

  it('without a change: neither parser nor model nor templates are loaded', () => {
    const args = ['--docs', 'docs', '--cache-dir', 'cache'];
    runCli(args, { cwd });
    let { own, others } = modulesOf(args);
    // Somebody may have built the generator anew between the two runs.
    if (own.length > 60) ({ own, others } = modulesOf(args));
    expect(own.length).toBeLessThanOrEqual(60);
    expect(own.filter((url) => /\/(?:parse|model|emit)\//.test(url))).toEqual([]);
    expect(others.filter((url) => /remark|micromark|handlebars|gray-matter|valibot|\/yaml\//.test(url))).toEqual([]);
  });

  it('after a change of one page, through the cache: one page parsed, its header and module written', async () => {
    const options = { cwd, docs: ['docs'], cacheFolder: at('cache') };
    await generate(options);
    appendFileSync(aPage(), '\nMore.\n');
    expect((await generate(options)).statistics.parsed).toBe(1);
    appendFileSync(aPage(), '\nAgain.\n');
    const { counts, statistics } = await generate(options);
    // What is parsed anew in every run is kept only once that is worth the writing.
    expect(statistics.parsed).toBeLessThanOrEqual(2);
    expect(counts.written).toBeLessThanOrEqual(4);
  });

  it('after a change of one text, in a process: one entity built, two files rendered, four written', async () => {
    const memory = createProcessMemory();
    const options = { cwd, docs: ['docs'] };
    await generateWith(options, memory);
    const same = await generateWith(options, memory);
    expect([memory.entities?.built, memory.files.rendered, same.counts.written]).toEqual([0, 0, 0]);
    const parsed = memory.pages.misses;
    const text = readFileSync(aPage(), 'utf8');
    writeFileSync(aPage(), text.replace(/^(# .*\n+)/m, '$1Something new. '));
    const { counts } = await generateWith(options, memory);
    expect(memory.pages.misses - parsed).toBe(1);
    expect(memory.entities?.built).toBe(1);
    expect(memory.files.rendered).toBeLessThanOrEqual(2);
    expect(counts.written).toBeLessThanOrEqual(4);
  });

  it.skipIf(!hasReference)('over the whole reference: few sections need the Markdown parser', () => {
    const { files } = readTree(reference, { origin: 'docs' }).value;
    vi.mocked(markdownBlocks).mockClear();
    parsePages(files);
    expect(files.length).toBeGreaterThan(2000);
    expect(vi.mocked(markdownBlocks).mock.calls.length).toBeLessThanOrEqual(120);
  });
});

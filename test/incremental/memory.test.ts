import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { replayRun } from '../../src/cache/replay-run.ts';
import { generate, generateWith } from '../../src/generate.ts';
import type { GenerateOptions, GenerateResult } from '../../src/generation.ts';
import { packageRoot } from '../../src/read/package-root.ts';
import { createProcessMemory } from '../../src/watch/process-memory.ts';
import { repository } from '../support/built-cli.ts';
import { hasReference, reference } from '../support/corpus.ts';

vi.mock('../../src/read/package-root.ts', () => import('../support/package-copy.ts'));

/** One change of the inputs; `pick` chooses the file, `at` the place in it. */
interface Edit {
  readonly kind:
    | 'text'
    | 'type'
    | 'heading'
    | 'delete'
    | 'duplicate'
    | 'rename'
    | 'truncate'
    | 'template'
    | 'fact'
    | 'include';
  readonly pick: number;
  readonly at: number;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(
    'text',
    'text',
    'type',
    'type',
    'heading',
    'delete',
    'duplicate',
    'rename',
    'truncate',
    'template',
    'fact',
    'include',
  ),
  pick: fc.nat(),
  at: fc.nat(),
});

/** Outputs by path, and the diagnostics without places of the disk. */
function told({ diagnostics, outcome }: GenerateResult, out: string) {
  const outputs = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [path.relative(out, file), readFileSync(file, 'utf8')] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { outcome, diagnostics, outputs };
}

/** Changes a value of an enumeration, an HRESULT or a GUID that the facts give. */
function editFact(pick: number, at: number): void {
  const [name, value] = [
    ['enums', /("value": )(\d+)/g],
    ['hresults', /("value": )(\d+)/g],
    ['iids', /("iid": "[0-9a-f]{7})([0-9a-f])/g],
  ][pick % 3] as [string, RegExp];
  const file = path.join(packageRoot, 'metadata', 'facts', `${name}.json`);
  const text = readFileSync(file, 'utf8');
  const count = text.match(value)?.length ?? 0;
  let index = 0;
  const edited = text.replace(value, (whole, start: string, digits: string) =>
    index++ === at % count ? `${start}${Number.parseInt(digits, 16) === 7 ? 6 : 7}` : whole,
  );
  writeFileSync(file, edited);
}

/** A project with docs and templates of its own, edited at random. */
class Project {
  readonly cwd = mkdtempSync(path.join(os.tmpdir(), 'incremental-'));
  readonly #names: readonly string[];

  constructor(docs: string, names: readonly string[]) {
    this.#names = names;
    mkdirSync(this.at('templates', 'cpp'), { recursive: true });
    for (const name of names) cpSync(path.join(docs, name), this.at('docs', name));
  }

  at(...parts: string[]): string {
    return path.join(this.cwd, ...parts);
  }

  #pages(): string[] {
    return readdirSync(this.at('docs'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .sort();
  }

  /** Makes an edit; what there is no file for is passed over. */
  apply({ kind, pick, at }: Edit): void {
    const pages = this.#pages();
    const page = this.at('docs', pages[pick % pages.length] ?? '');
    const text = pages.length > 0 ? readFileSync(page, 'utf8') : '';
    const lines = text.split('\n');
    const line = lines.length > 0 ? at % lines.length : 0;
    if (kind === 'template') {
      const template = this.at('templates', 'cpp', '_function.hbs');
      const own = readFileSync(path.join(repository, 'templates', 'cpp', '_function.hbs'), 'utf8');
      if (at % 3 === 0) rmSync(template, { force: true });
      else writeFileSync(template, `// variant ${at % 4}\n${own}`);
    } else if (kind === 'fact') editFact(pick, at);
    else if (pages.length === 0) return;
    else if (kind === 'text') {
      lines.splice(line, 0, `Some more words, number ${at % 7}.`, '');
      writeFileSync(page, lines.join('\n'));
    } else if (kind === 'type') {
      writeFileSync(page, text.replace(/\b(?:DWORD|ULONG32|BOOL|UINT)\b/, at % 2 ? 'ULONG64' : 'LPCWSTR'));
    } else if (kind === 'heading') {
      writeFileSync(page, text.replace(/^# (\w+)/m, `# $1${at % 3}`));
    } else if (kind === 'delete') rmSync(page);
    else if (kind === 'duplicate') writeFileSync(page.replace(/\.md$/, `-${at % 3}.md`), text);
    else if (kind === 'rename') renameSync(page, page.replace(/[^/\\]*$/, `page-${at % 5}.md`));
    else if (kind === 'truncate') writeFileSync(page, text.slice(0, at % (text.length + 1)));
    else {
      writeFileSync(this.at('docs', 'version.md'), `${at % 3}.0`);
      writeFileSync(page, `${text}\n## Requirements\n\n**Versions:** [!INCLUDE[v](./version.md)]\n`);
    }
  }

  /** Brings everything back to the beginning. */
  reset(docs: string): void {
    rmSync(this.at('docs'), { recursive: true, force: true });
    for (const name of this.#names) cpSync(path.join(docs, name), this.at('docs', name));
    rmSync(this.at('templates', 'cpp', '_function.hbs'), { force: true });
  }
}

const ownDocs = path.join(repository, 'metadata', 'docs');
const pagesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort();

/** Every step made three ways: from scratch, with the memory of a process, through the cache. */
async function expectEqual(docs: string, names: readonly string[], runs: number, steps: number): Promise<void> {
  const project = new Project(docs, names);
  const base: GenerateOptions = { cwd: project.cwd, docs: ['docs'], templates: 'templates' };
  const memory = createProcessMemory();
  const cached = { ...base, out: 'cached', cacheFolder: project.at('cache') };
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { maxLength: steps }),
        async (rounds) => {
          project.reset(docs);
          for (const edits of [[], ...rounds]) {
            for (const one of edits) project.apply(one);
            const cold = told(await generate({ ...base, out: 'cold' }), project.at('cold'));
            const warm = await generateWith({ ...base, out: 'warm' }, memory);
            expect(told(warm, project.at('warm'))).toEqual(cold);
            const through = await generate(cached);
            expect(told(through, project.at('cached'))).toEqual(cold);
            const again = await replayRun(cached);
            if (again) expect([again.outcome, again.diagnostics]).toEqual([cold.outcome, cold.diagnostics]);
          }
        },
      ),
      { numRuns: runs },
    );
  } finally {
    rmSync(project.cwd, { recursive: true, force: true });
  }
}

describe('a warm run gives what a cold one gives, outputs and diagnostics', () => {
  it('after any edits of pages and templates', () => expectEqual(ownDocs, pagesOf(ownDocs), 4, 4), 600_000);

  it.skipIf(!hasReference)(
    'after any edits of pages of the reference',
    () => {
      // Every twentieth page, and all of one interface with its methods.
      const names = pagesOf(reference).filter((name, index) => index % 20 === 0 || /icordebugprocess-/.test(name));
      return expectEqual(reference, names, 2, 4);
    },
    600_000,
  );
});

import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { replayRun } from '../../src/cache/replay-run.ts';
import { generate } from '../../src/generate.ts';
import type { GenerateOptions } from '../../src/generation.ts';
import { packageRoot } from '../../src/read/package-root.ts';
import { repository } from '../support/built-cli.ts';

vi.mock('../../src/read/package-root.ts', () => import('../support/package-copy.ts'));
// The modules of the generator may be edited while tests run; one file stands for them.
vi.mock('../../src/cache/program-files.ts', async () => {
  const { packageRoot: root } = await import('../support/package-copy.ts');
  return { programFiles: () => [`${root}/package.json`] };
});

let cwd: string;
let options: GenerateOptions & { cacheFolder: string };
beforeEach(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'replay-'));
  cpSync(path.join(repository, 'metadata', 'docs', 'hosting'), path.join(cwd, 'docs'), { recursive: true });
  const old = new Date(Date.now() - 60_000);
  for (const file of readdirSync(path.join(cwd, 'docs'))) utimesSync(path.join(cwd, 'docs', file), old, old);
  options = { cwd, docs: ['docs'], out: 'out', targets: ['cpp'], cacheFolder: path.join(cwd, 'cache') };
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const at = (...parts: string[]) => path.join(cwd, ...parts);
const firstPage = () => readdirSync(at('docs')).sort()[0] as string;

describe('a run whose inputs and outputs did not change', () => {
  it('is told again: same outcome, diagnostics, counts, files', async () => {
    writeFileSync(at('docs', 'odd.md'), '# IOdd::Method Method\n\n## Syntax\n\n```cpp\nHRESULT Method(;\n```\n');
    const made = await generate(options);
    const told = await replayRun(options);
    expect(made.diagnostics.length).toBeGreaterThan(0);
    const { model: _model, trees: _trees, plan, counts, statistics, ...said } = made;
    expect(told).toMatchObject(said);
    expect(told?.plan.actions.map((action) => action.path)).toEqual(plan?.actions.map((action) => action.path));
    expect(told?.counts).toEqual({ written: 0, unchanged: counts.written, removed: 0 });
    expect(told?.statistics.pages).toBe(statistics.pages);
  });

  it('is told again where files were only touched, copied over or turned to CRLF by a checkout', async () => {
    await generate(options);
    const page = at('docs', firstPage());
    utimesSync(page, new Date(), new Date());
    writeFileSync(at('copy'), readFileSync(page));
    cpSync(at('copy'), page);
    const output = at('out', 'cpp', 'clr.h');
    writeFileSync(output, readFileSync(output, 'utf8').replaceAll('\n', '\r\n'));
    expect(await replayRun(options)).toBeDefined();
    expect((await replayRun({ ...options, mode: 'check' }))?.outcome).toBe('done');
  });

  it('is told again where only what no run reads of a page changed, and again after that', async () => {
    const page = at('docs', firstPage());
    const text = readFileSync(page, 'utf8').replace(/^---$/m, '---\nms.reviewed: 1/1/2001');
    writeFileSync(page, `${text}\n## See also\n\n- [One](one.md)\n`);
    await generate(options);
    for (const [what, by] of [
      ['1/1/2001', '12/12/2012'],
      ['[One](one.md)', '[One](one.md)\n- [Two](two.md)'],
      ['[Two](two.md)', ''],
    ] as const) {
      writeFileSync(page, readFileSync(page, 'utf8').replace(what, by));
      expect(await replayRun(options), by).toBeDefined();
      const cold = await generate({ ...options, cacheFolder: at('cold', by.length.toString()), mode: 'check' });
      expect(cold.outcome).toBe('done');
    }
    expect((await generate(options)).statistics.parsed).toBe(1);
    expect((await generate(options)).statistics.parsed).toBe(0);
  });

  it('tells what was found in a page where it stands now', async () => {
    const page = at('docs', 'odd.md');
    const text =
      '# IOdd::Method Method\n\n## Syntax\n\n```cpp\nHRESULT Method(;\n```\n\n## See also\n\n- [One](one.md)\n';
    writeFileSync(page, text);
    const { diagnostics: before } = await generate(options);
    writeFileSync(page, text.replace('[One](one.md)', '[Another](one.md)'));
    expect(await replayRun(options)).toBeDefined();
    writeFileSync(page, text.replace('\n\n## Syntax', ' \n\n## Syntax'));
    const moved = await replayRun(options);
    expect(moved?.diagnostics).not.toEqual(before);
    expect(moved?.diagnostics).toEqual((await generate(options)).diagnostics);
  });

  it('is told again after a check that found nothing to do', async () => {
    await generate({ ...options, cacheFolder: at('other') });
    expect(await replayRun(options)).toBeUndefined();
    await generate({ ...options, mode: 'check' });
    expect(await replayRun(options)).toBeDefined();
  });
});

describe('a run is made up for', () => {
  const edit = (by: string) => {
    const page = at('docs', firstPage());
    writeFileSync(page, readFileSync(page, 'utf8').replace(/^# .*$/m, by));
  };
  const outputs = () =>
    readdirSync(at('out'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
  const expectAsCold = async () => {
    const { cacheFolder: _cacheFolder, ...uncached } = options;
    const cold = await generate({ ...uncached, out: 'cold' });
    const differing = outputs().filter((name) => !readFileSync(at('out', name)).equals(readFileSync(at('cold', name))));
    expect(differing).toEqual([]);
    return cold;
  };

  it('where the prose of a page changed: the outputs that hold it are written, the next run is told again', async () => {
    await generate(options);
    edit('$&\nAnother summary.');
    const told = await replayRun(options);
    const cold = await expectAsCold();
    expect(told?.plan.actions.filter(({ kind }) => kind !== 'keep').map((action) => action.path)).toEqual([
      'cpp/gchost.h',
      'manifest.json',
      'model.json',
    ]);
    expect(told?.counts.written).toBe(3);
    expect([told?.outcome, told?.diagnostics]).toEqual([cold.outcome, cold.diagnostics]);
    expect((await replayRun(options))?.counts.written).toBe(0);
    edit('$&\nYet another summary.');
    expect((await replayRun(options))?.counts.written).toBe(3);
    await expectAsCold();
    // And a run that is made after all keeps what was made up for.
    expect((await generate(options)).counts.written).toBe(0);
  });

  it('where a line came before what is read of a page: places move', async () => {
    await generate(options);
    edit('\n$&');
    expect((await replayRun(options))?.counts.written).toBe(2);
    await expectAsCold();
  });

  it('not where templates are replaced, and not by a check', async () => {
    mkdirSync(at('templates'));
    await generate({ ...options, templates: 'templates' });
    await generate(options);
    edit('$&\nAnother summary.');
    expect(await replayRun({ ...options, templates: 'templates' })).toBeUndefined();
    expect(await replayRun({ ...options, mode: 'check' })).toBeUndefined();
    expect(await replayRun(options)).toBeDefined();
  });
});

describe('a run is made anew', () => {
  const sameLength = (file: string, letter = /[a-z]/) => {
    const before = statSync(file);
    writeFileSync(file, readFileSync(file, 'utf8').replace(letter, 'Q'));
    utimesSync(file, before.atime, before.mtime);
  };
  const edit = (page: string, what: string | RegExp, by: string) => {
    const text = readFileSync(at('docs', page), 'utf8');
    expect(text).toMatch(what);
    writeFileSync(at('docs', page), text.replace(what, by));
  };
  const changes: Record<string, () => void> = {
    'an INCLUDE token of a page changed': () => edit(firstPage(), 'later.txt.md', 'other.txt.md'),
    'what a page includes changed': () => writeFileSync(at('docs', 'there.md'), 'Available since 3.5\n'),
    'the heading of a page that nothing else is read of changed': () => edit('empty.md', '# Nothing', '# Other'),
    'a page changed, its size and time did not': () => sameLength(at('docs', firstPage()), /(?<=^# )\w/m),
    'a page was added': () => writeFileSync(at('docs', 'new.md'), '# New\n'),
    'a page was added to a new folder': () => {
      mkdirSync(at('docs', 'more'));
      writeFileSync(at('docs', 'more', 'new.md'), '# New\n');
    },
    'a page was removed': () => rmSync(at('docs', firstPage())),
    'an output was edited': () => appendFileSync(at('out', 'cpp', 'clr.h'), '// mine\n'),
    'an output was edited, its size and time were not': () => sameLength(at('out', 'cpp', 'clr.h')),
    'an output is missing': () => rmSync(at('out', 'cpp', 'clr.h')),
    'an output was replaced by a link': () => {
      cpSync(at('out', 'cpp', 'clr.h'), at('elsewhere.h'));
      rmSync(at('out', 'cpp', 'clr.h'));
      symlinkSync(at('elsewhere.h'), at('out', 'cpp', 'clr.h'));
    },
    'the manifest is missing': () => rmSync(at('out', 'manifest.json')),
    'an INCLUDE target appeared': () => writeFileSync(at('docs', 'later.txt.md'), 'Available since 2.0'),
    'the dependency file is missing': () => rmSync(at('out.d')),
  };
  it('where an input or an output changed in any way', async () => {
    options = { ...options, depfile: 'out.d' };
    appendFileSync(
      at('docs', firstPage()),
      '\n## Requirements\n\n**Versions:** [!INCLUDE[later](./later.txt.md)] [!INCLUDE[there](./there.md)]\n',
    );
    writeFileSync(at('docs', 'there.md'), 'Available since 2.0\n');
    writeFileSync(at('docs', 'empty.md'), '# Nothing\n');
    await generate(options);
    const state = ['docs', 'out', 'out.d'];
    for (const one of state) cpSync(at(one), at('before', one), { recursive: true });
    for (const [what, change] of Object.entries(changes)) {
      expect(await replayRun(options), `before ${what}`).toBeDefined();
      change();
      expect(await replayRun(options), what).toBeUndefined();
      for (const one of state) {
        rmSync(at(one), { recursive: true, force: true });
        cpSync(at('before', one), at(one), { recursive: true });
      }
    }
  });

  it('where the generator, its metadata or its templates changed; of the generator, not one page is kept', async () => {
    const first = await generate(options);
    for (const file of ['metadata/facts/hresults.json', 'templates/cpp/header.hbs', 'package.json']) {
      expect(await replayRun(options)).toBeDefined();
      appendFileSync(path.join(packageRoot, file), '\n');
      expect(await replayRun(options)).toBeUndefined();
      const { parsed } = (await generate(options)).statistics;
      expect([file, parsed]).toEqual([file, file === 'package.json' ? first.statistics.pages : 0]);
    }
  });

  it('with other options, in another folder, or without a cache', async () => {
    await generate(options);
    expect(await replayRun(options)).toBeDefined();
    expect(await replayRun({ ...options, comments: 'none' })).toBeUndefined();
    expect(await replayRun({ ...options, out: 'other' })).toBeUndefined();
    expect(await replayRun({ ...options, targets: ['typescript'] })).toBeUndefined();
    expect(await replayRun({ ...options, strict: true })).toBeUndefined();
    expect(await replayRun({ ...options, cacheFolder: at('nothing') })).toBeUndefined();
  });

  it('where the docs hold symbolic links, whose ends the record does not know', async () => {
    symlinkSync(at('docs', firstPage()), at('docs', 'link.md'));
    await generate(options);
    expect(await replayRun(options)).toBeUndefined();
  });

  it('where a stale output that was changed by hand was reported', async () => {
    await generate(options);
    appendFileSync(at('out', 'cpp', 'clr.h'), '// mine\n');
    const without = { ...options, targets: [] };
    expect((await generate(without)).diagnostics.map(({ code }) => code)).toContain('CB704');
    expect(await replayRun(without)).toBeUndefined();
    expect((await generate(without)).diagnostics.map(({ code }) => code)).not.toContain('CB704');
  });
});

describe('the cache', () => {
  const cacheFiles = () => readdirSync(at('cache')).map((name) => at('cache', name));

  it('has a file for each combination of options, and for all of them what they share', async () => {
    const kinds = () => readdirSync(at('cache')).map((name) => name.replace(/^[0-9a-f]{16}/, ''));
    await generate(options);
    expect(kinds().sort()).toEqual(['.entities', '.pages', '.run']);
    expect((await generate({ ...options, out: 'other' })).statistics.parsed).toBe(0);
    expect(kinds().sort()).toEqual(['.entities', '.pages', '.run', '.run']);
    for (let out = 0; out < 32; out++) await generate({ ...options, targets: [], out: `${out}`, mode: 'plan' });
    expect(cacheFiles()).toHaveLength(32);
  });

  it('saves the parsing of pages that did not change, and gives the same', async () => {
    const first = await generate(options);
    appendFileSync(at('docs', firstPage()), '\nMore.\n');
    const warm = await generate(options);
    expect([first.statistics.parsed, warm.statistics.parsed]).toEqual([first.statistics.pages, 1]);
    const { cacheFolder: _, ...uncached } = options;
    const cold = await generate({ ...uncached, mode: 'check' });
    expect([cold.outcome, cold.diagnostics]).toEqual([warm.outcome, warm.diagnostics]);
  });

  const damages: Record<string, (bytes: Buffer) => Buffer> = {
    'cut off': (bytes) => bytes.subarray(0, bytes.length >> 1),
    empty: () => Buffer.alloc(0),
    'changed in one place': (bytes) => {
      const copy = Buffer.from(bytes);
      copy[bytes.length - 20] = (copy[bytes.length - 20] ?? 0) ^ 1;
      return copy;
    },
    foreign: () => Buffer.from('{"pages":[]}\n'),
    'of another format': (bytes) => Buffer.from(bytes.toString('latin1').replace(/cache-\d+/, 'cache-0'), 'latin1'),
  };
  for (const [how, damage] of Object.entries(damages)) {
    it(`is ignored with a note where it is ${how}, and then replaced`, async () => {
      const { diagnostics: clean } = await generate(options);
      for (const file of cacheFiles()) writeFileSync(file, damage(readFileSync(file)));
      expect(await replayRun(options)).toBeUndefined();
      const again = await generate(options);
      expect(again.statistics.parsed).toBe(again.statistics.pages);
      expect(again.diagnostics.filter(({ code }) => code !== 'CB115')).toEqual(clean);
      expect(again.diagnostics.filter(({ code }) => code === 'CB115')).toHaveLength(3);
      expect((await generate(options)).diagnostics).toEqual(clean);
      expect((await replayRun(options))?.diagnostics).toEqual(clean);
    });
  }

  it('is safe under runs at once', async () => {
    const cold = await generate({ ...options, cacheFolder: at('alone') });
    const results = await Promise.all(Array.from({ length: 4 }, () => generate(options)));
    for (const { diagnostics, outcome } of results)
      expect([outcome, diagnostics]).toEqual([cold.outcome, cold.diagnostics]);
    expect((await replayRun(options))?.diagnostics).toEqual(cold.diagnostics);
    expect(readdirSync(at('cache')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('says where it cannot be written, and the outputs are complete all the same', async () => {
    writeFileSync(at('cache'), 'a file where the folder should be');
    const { outcome, diagnostics } = await generate(options);
    expect(outcome).toBe('done');
    expect(diagnostics.map(({ code }) => code)).toContain('CB116');
    expect(existsSync(at('out', 'manifest.json'))).toBe(true);
  });
});

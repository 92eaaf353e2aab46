import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generate } from '../../src/generate.ts';
import { type WatchRun, watch } from '../../src/watch/watch.ts';
import { repository } from '../support/built-cli.ts';

let cwd: string;
let session: Session;
const options = () => ({ cwd, docs: ['docs'], out: 'out', targets: ['cpp'], templates: 'templates' });
const at = (...parts: string[]) => path.join(cwd, ...parts);
const header = () => readFileSync(at('out', 'cpp', 'mscoree.h'), 'utf8');

/** A watch whose runs can be waited for. */
class Session {
  readonly runs: WatchRun[] = [];
  readonly #abort = new AbortController();
  readonly ended: Promise<string>;
  #notify: () => void = () => {};
  readonly ready: Promise<void>;

  constructor() {
    let isReady = () => {};
    this.ready = new Promise((resolve) => {
      isReady = resolve;
    });
    this.ended = watch({
      generate: options(),
      signal: this.#abort.signal,
      stopAt: at('clr-bindgen.config.json'),
      onReady: isReady,
      onRun: (run) => {
        this.runs.push(run);
        this.#notify();
      },
    });
  }

  /** The first run from the given number on for which the condition holds. */
  async run(from: number, holds: (run: WatchRun) => boolean = () => true): Promise<WatchRun> {
    for (;;) {
      const found = this.runs.slice(from).find(holds);
      if (found) return found;
      await new Promise<void>((resolve) => {
        this.#notify = resolve;
      });
    }
  }

  /** The run that a change leads to. */
  async after(change: () => void, holds?: (run: WatchRun) => boolean): Promise<WatchRun> {
    const from = this.runs.length;
    change();
    return this.run(from, holds);
  }

  stop(): Promise<string> {
    this.#abort.abort();
    return this.ended;
  }
}

beforeEach(async () => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'watch-'));
  cpSync(path.join(repository, 'metadata', 'docs', 'hosting'), at('docs'), { recursive: true });
  mkdirSync(at('templates'));
  writeFileSync(at('clr-bindgen.config.json'), '{}');
  session = new Session();
  await session.ready;
});
afterEach(async () => {
  await session.stop();
  rmSync(cwd, { recursive: true, force: true });
});

const method = (name: string, text: string) =>
  `---\ntitle: "${name} Function"\n---\n# ${name} Function\n\n${text}\n\n## Syntax\n\n\`\`\`cpp\nHRESULT ${name}(\n  [in] DWORD flags\n);\n\`\`\`\n\n## Requirements\n\n**Header:** MSCorEE.h\n`;

/** The outputs are those of a run from scratch. */
async function expectFresh(): Promise<void> {
  const { outcome, plan } = await generate({ ...options(), mode: 'check' });
  expect(plan?.actions.filter(({ kind }) => kind !== 'keep')).toEqual([]);
  expect(outcome).toBe('done');
}

describe('generate --watch', () => {
  it('follows new, changed, renamed and removed pages, rendering no more than depends on them', async () => {
    const page = at('docs', 'hosting', 'frobclr-function.md');
    await session.after(
      () => {
        mkdirSync(path.dirname(page), { recursive: true });
        writeFileSync(page, method('FrobCLR', 'Frobs it.'));
      },
      ({ result }) => result.counts.written > 0,
    );
    expect(header()).toContain('FrobCLR');
    await expectFresh();

    const changed = await session.after(() => writeFileSync(page, method('FrobCLR', 'Frobs it twice.')));
    expect(changed.changed).toEqual([page]);
    const files = changed.result.plan?.actions.flatMap((action) => (action.kind === 'keep' ? [] : [action.path]));
    expect(files).toEqual(['cpp/mscoree.h', 'manifest.json', 'model.json']);
    await expectFresh();

    const moved = at('docs', 'hosting', 'grobclr-function.md');
    await session.after(
      () => {
        renameSync(page, moved);
        writeFileSync(moved, method('GrobCLR', 'Grobs it.'));
      },
      () => header().includes('GrobCLR') && !header().includes('FrobCLR'),
    );
    await expectFresh();

    await session.after(
      () => rmSync(moved),
      () => !header().includes('GrobCLR'),
    );
    await expectFresh();
  });

  it('keeps the last good outputs while a file is broken or half-written, says so once, and recovers', async () => {
    const page = at('docs', 'frob.md');
    await session.after(
      () => writeFileSync(page, method('FrobCLR', 'Frobs it.')),
      () => header().includes('FrobCLR'),
    );
    const good = header();

    const empty = await session.after(
      () => writeFileSync(page, ''),
      ({ kept }) => kept,
    );
    expect(empty.news.map(({ code }) => code)).toContain('CB206');
    expect(header()).toBe(good);
    const broken = await session.after(
      () => writeFileSync(page, '---\ntitle: "unclosed\n# Frob\n'),
      ({ news }) => news.length > 0,
    );
    expect(broken.kept).toBe(true);
    const still = await session.after(
      () => appendFileSync(page, 'More.\n'),
      ({ result }) => result.outcome === 'failed',
    );
    expect([still.kept, still.news]).toEqual([true, []]);
    expect(header()).toBe(good);

    const cured = await session.after(
      () => writeFileSync(page, method('FrobCLR', 'Frobs well.')),
      ({ kept }) => !kept,
    );
    expect(cured.result.outcome).toBe('done');
    expect(header()).toContain('Frobs well.');
    await expectFresh();
  });

  it('follows templates; a broken one keeps the outputs', async () => {
    const page = at('docs', 'frob.md');
    await session.after(
      () => writeFileSync(page, method('FrobCLR', 'Frobs it.')),
      () => header().includes('FrobCLR'),
    );
    mkdirSync(at('templates', 'cpp'), { recursive: true });
    const template = at('templates', 'cpp', '_function.hbs');
    const own = readFileSync(path.join(repository, 'templates', 'cpp', '_function.hbs'), 'utf8');
    await session.after(
      () => writeFileSync(template, `// mine\n${own}`),
      () => header().includes('// mine'),
    );
    const good = header();
    const broken = await session.after(
      () => writeFileSync(template, '{{#if'),
      ({ news }) => news.length > 0,
    );
    expect([broken.kept, header()]).toEqual([true, good]);
    await session.after(
      () => rmSync(template),
      () => !header().includes('// mine'),
    );
    await expectFresh();
  });

  it('makes one run of thousands of changes', async () => {
    const before = session.runs.length;
    const last = await session.after(
      () => {
        for (let i = 0; i < 1500; i++) writeFileSync(at('docs', `page-${i}.md`), method(`Frob${i}`, 'Frobs it.'));
      },
      () => header().includes('Frob1499') && header().includes('Frob0('),
    );
    expect(last.changed.length).toBeGreaterThan(100);
    expect(session.runs.length - before).toBeLessThan(4);
    await expectFresh();
  });

  it('ends at a change of the configuration, and cleanly at a signal', async () => {
    writeFileSync(at('clr-bindgen.config.json'), '{ "comments": "none" }');
    expect(await session.ended).toBe('stopAt');
    session = new Session();
    await session.ready;
    expect(await session.stop()).toBe('aborted');
    expect(readdirSync(at('out', 'cpp')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(existsSync(at('out', 'manifest.json'))).toBe(true);
  });
});

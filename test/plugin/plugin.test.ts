import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { type RollupLog, type RollupWatcherEvent, rollup, watch } from 'rollup';
import { createServer } from 'vite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import clrBindgen from '../../src/plugin/index.ts';
import { PluginSession } from '../../src/plugin/plugin-session.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'plugin-')));
  put('docs/run.md', page('Runs it.'));
  put('clr-bindgen.config.json', '{ "docs": "docs", "out": "src/clr", "targets": ["typescript"] }');
  put('src/main.js', "import text from './clr/manifest.json?text'; console.log(text);");
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

function put(file: string, text: string | Buffer): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const page = (summary: string) =>
  `---\ntitle: x\n---\n# RunIt Function\n${summary}\n\n## Syntax\n\n\`\`\`cpp\nHRESULT RunIt ();\n\`\`\`\n\n## Requirements\n **Header:** MSCorEE.h\n`;
const unreadable = Buffer.from([0xff, 0xfe, 0x00, 0x00]);

/** Rollup takes no TypeScript and no JSON by itself; what is generated is enough to show what was bundled. */
const text = {
  name: 'text',
  resolveId: (id: string) => (id.endsWith('?text') ? path.join(root, 'src', id.replace('?text', '.virtual')) : null),
  load: (id: string) =>
    id.endsWith('.virtual')
      ? `export default ${JSON.stringify(readFileSync(id.replace('.virtual', ''), 'utf8'))}`
      : null,
};

describe('PluginSession', () => {
  it('knows which changes concern it', async () => {
    put(
      'clr-bindgen.config.json',
      '{ "docs": "docs", "base": "embedded", "outputs": [{ "out": "src/clr", "select": "used:src/**/*.ts" }, { "out": "b", "select": "RunIt" }] }',
    );
    put('src/main.ts', "import { RunIt } from './clr/typescript/mscoree.ts'; RunIt();");
    const session = new PluginSession({ root });
    expect(await session.run(true)).toEqual({ failed: false, diagnostics: [] });
    const concerning = ['docs/run.md', 'docs/new.md', 'clr-bindgen.config.json', 'src/main.ts', 'src/a/new.ts'];
    for (const file of concerning) expect([file, session.concerns(path.join(root, file))]).toEqual([file, true]);
    const others = ['src/clr/typescript/mscoree.ts', 'b/manifest.json', 'package.json', 'src/node_modules/x/a.ts'];
    for (const file of others) expect([file, session.concerns(path.join(root, file))]).toEqual([file, false]);
    expect(session.watched.folders).toEqual(expect.arrayContaining([path.join(root, 'docs'), path.join(root, 'src')]));
    expect(session.watched.files).toContain(path.join(root, 'docs/run.md'));
  });

  it('makes the outputs that are asked for, from a configuration given in place of a file', async () => {
    const configuration = {
      docs: 'docs',
      outputs: [
        { name: 'a', out: 'a' },
        { name: 'b', out: 'b', comments: 'none' },
      ],
    } as const;
    expect((await new PluginSession({ root, configuration, output: 'b' }).run(false)).failed).toBe(false);
    expect([existsSync(path.join(root, 'a')), existsSync(path.join(root, 'b/cpp/mscoree.h'))]).toEqual([false, true]);
    const { failed, diagnostics } = await new PluginSession({ root, configuration, output: 'c' }).run(false);
    expect([failed, diagnostics[0]?.code]).toEqual([true, 'CB117']);
    const wrong = { outt: 'x' } as object;
    expect((await new PluginSession({ root, configuration: wrong }).run(false)).diagnostics[0]?.message).toBe(
      'configuration: unknown key `outt`; did you mean `out`?',
    );
  });

  it('tells a warning once, an error every time, and keeps the outputs while there is one', async () => {
    put('docs/two.md', page('Runs it, too.'));
    const session = new PluginSession({ root });
    const codes = async () => (await session.run(true)).diagnostics.map(({ code }) => code);
    expect(await codes()).toEqual(['CB402']);
    expect(await codes()).toEqual([]);
    put('docs/bad.md', unreadable);
    put('docs/run.md', page('Runs it better.'));
    expect(await codes()).toEqual(['CB104']);
    expect(await codes()).toEqual(['CB104']);
    expect(read('src/clr/typescript/mscoree.ts')).not.toContain('Runs it better.');
    rmSync(path.join(root, 'docs/bad.md'));
    expect(await codes()).toEqual([]);
    expect(read('src/clr/typescript/mscoree.ts')).toContain('Runs it better.');
  });
});

describe.each([
  ['rollup', (onLog: (log: RollupLog) => void) => rollup({ ...options('rollup'), onLog: (_, log) => onLog(log) })],
  [
    'rolldown',
    (onLog: (log: RollupLog) => void) =>
      rolldown({ ...options('rolldown'), onLog: (_, log) => onLog(log as RollupLog) }),
  ],
] as const)('in %s', (_name, bundle) => {
  async function build(): Promise<{ readonly code: string; readonly logs: readonly RollupLog[] }> {
    const logs: RollupLog[] = [];
    const made = await bundle((log) => logs.push(log));
    try {
      const { output } = await made.generate({});
      return { code: output[0].code, logs };
    } finally {
      await made.close();
    }
  }

  it('generates before anything is bundled', async () => {
    expect((await build()).code).toContain('typescript/mscoree.ts');
    expect(read('src/clr/typescript/mscoree.ts')).toContain('Runs it.');
  });

  it("reports in the bundler's own way, with the place", async () => {
    put('docs/two.md', page('Runs it, too.'));
    const { logs } = await build();
    const ours = logs.filter(({ plugin }) => plugin === 'clr-bindgen');
    expect(ours).toHaveLength(1);
    expect(ours[0]?.message).toContain('CB402: RunIt is documented by two pages; this one is not used');
    expect(ours[0]?.loc).toMatchObject({ file: path.join(root, 'docs/two.md') });
    put('docs/bad.md', unreadable);
    await expect(build()).rejects.toThrow('CB104: page is UTF-16; save it as UTF-8');
  });
});

function options(bundler: 'rollup' | 'rolldown') {
  // biome-ignore lint/suspicious/noExplicitAny: each bundler has a type of plugins of its own
  return { input: path.join(root, 'src/main.js'), plugins: [clrBindgen[bundler]({ root }) as any, text] };
}

it('generates again in a watched Rollup build when an input changes, and only then', async () => {
  const run = vi.spyOn(PluginSession.prototype, 'run');
  const watcher = watch({ ...options('rollup'), output: { dir: path.join(root, 'dist') }, onLog: () => {} });
  const ends: RollupWatcherEvent['code'][] = [];
  watcher.on('event', (event) => {
    if (event.code === 'BUNDLE_END') void event.result.close();
    if (event.code === 'BUNDLE_END' || event.code === 'ERROR') ends.push(event.code);
  });
  /** Waits for a build that ends in some way after a change. */
  const after = async (change: () => void, code: 'BUNDLE_END' | 'ERROR') => {
    const from = ends.length;
    change();
    await vi.waitUntil(() => ends.slice(from).includes(code), { timeout: 30_000 });
  };
  const started = vi.waitUntil(() => ends.length > 0, { timeout: 30_000 });
  try {
    await started;
    expect(run).toHaveBeenCalledTimes(1);
    await after(() => put('src/main.js', 'console.log(1);'), 'BUNDLE_END');
    expect(run).toHaveBeenCalledTimes(1);
    await after(() => put('docs/run.md', page('Runs it better.')), 'BUNDLE_END');
    expect(read('src/clr/typescript/mscoree.ts')).toContain('Runs it better.');
    await after(() => put('docs/new.md', unreadable), 'ERROR');
    await after(() => rmSync(path.join(root, 'docs/new.md')), 'BUNDLE_END');
    await after(
      () => put('clr-bindgen.config.json', '{ "docs": "docs", "out": "src/clr", "comments": "none" }'),
      'BUNDLE_END',
    );
    expect(read('src/clr/typescript/mscoree.ts')).not.toContain('Runs it better.');
  } finally {
    await watcher.close();
  }
});

it("generates again under Vite's server, which serves what is new, and tells what is wrong", async () => {
  const told: string[] = [];
  const log = (line: string) => told.push(line);
  const server = await createServer({
    root,
    configFile: false,
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, ws: false, hmr: false },
    customLogger: {
      info: log,
      warn: log,
      warnOnce: log,
      error: log,
      clearScreen: log,
      hasErrorLogged: () => false,
      hasWarned: false,
    },
    plugins: [clrBindgen.vite()],
  });
  try {
    const served = async () => (await server.transformRequest('/src/clr/manifest.json?raw'))?.code;
    const before = await served();
    expect(before).toContain('typescript/mscoree.ts');
    put('docs/run.md', page('Runs it better.'));
    await vi.waitUntil(() => read('src/clr/typescript/mscoree.ts').includes('Runs it better.'), { timeout: 30_000 });
    await vi.waitUntil(async () => (await served()) !== before, { timeout: 30_000 });
    put('docs/bad.md', unreadable);
    await vi.waitUntil(() => told.some((line) => line.includes('bad.md:1:1: CB104')), { timeout: 30_000 });
  } finally {
    await server.close();
  }
});

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chooseOutputs } from '../../src/config/choose-outputs.ts';
import { generateOutputs } from '../../src/generate-outputs.ts';
import type { GenerateOptions, Outcome } from '../../src/generation.ts';
import { ensureBuilt, listFiles, runCli } from '../support/built-cli.ts';
import { watchCli } from '../support/watch-cli.ts';

describe('chooseOutputs', () => {
  const configuration = {
    docs: ['/d'],
    comments: 'link',
    depfile: '/all.d',
    strict: true,
    outputs: [
      { name: 'native', out: '/n', comments: 'full' },
      { name: 'node', out: '/t', depfile: '/t.d' },
    ],
  } as const;
  const codes = (result: ReturnType<typeof chooseOutputs>) => result.diagnostics.map(({ message }) => message);

  it('lets outputs inherit, and say otherwise', () => {
    expect(chooseOutputs(configuration)).toEqual({
      value: {
        outputs: [
          { name: 'native', docs: ['/d'], out: '/n', comments: 'full' },
          { name: 'node', docs: ['/d'], out: '/t', comments: 'link', depfile: '/t.d' },
        ],
        depfile: '/all.d',
      },
      diagnostics: [],
    });
    expect(chooseOutputs(configuration, { names: ['native'] }).value).toEqual({
      outputs: [{ name: 'native', docs: ['/d'], out: '/n', comments: 'full', depfile: '/all.d' }],
    });
    expect(chooseOutputs({ out: '/o', cache: false }).value).toEqual({ outputs: [{ out: '/o' }] });
  });

  it('lets what is said over them win', () => {
    const over = { docs: ['/x'], depfile: '/y.d' };
    expect(chooseOutputs(configuration, { over }).value).toMatchObject({
      outputs: [{ docs: ['/x'] }, { docs: ['/x'], depfile: '/t.d' }],
      depfile: '/y.d',
    });
    const one = chooseOutputs(configuration, { names: ['node'], over: { out: '/z', ...over } });
    expect(one.value.outputs).toMatchObject([{ out: '/z', docs: ['/x'], depfile: '/y.d' }]);
  });

  it('refuses what would make several the same, and names that do not exist', () => {
    expect(codes(chooseOutputs(configuration, { over: { out: '/z', select: ['a'] } }))).toEqual([
      '`--out` is for one output, and the configuration has 2 (outputs: native, node)',
      '`--select` is for one output, and the configuration has 2 (outputs: native, node)',
    ]);
    expect(codes(chooseOutputs(configuration, { names: ['nodes'] }))).toEqual([
      'there is no output `nodes`; did you mean `node`? (outputs: native, node)',
    ]);
    expect(codes(chooseOutputs({}, { names: ['a'] }))).toEqual(['there is no output `a`']);
  });
});

describe('generateOutputs', () => {
  it.each<[Outcome[], Outcome]>([
    [['done', 'drift'], 'drift'],
    [['failed', 'drift', 'done'], 'failed'],
    [['drift', 'usage', 'failed'], 'usage'],
    [['done', 'done'], 'done'],
  ])('ends %j as %s', async (outcomes, ended) => {
    const outputs = outcomes.map((outcome) => ({ outcome }) as GenerateOptions & { outcome: Outcome });
    const run = async ({ outcome }: { outcome: Outcome }) => ({ outcome, diagnostics: [], out: 'o', inputs: [] });
    expect((await generateOutputs(outputs, run, { cwd: '/' })).outcome).toBe(ended);
  });
});

describe('several outputs', () => {
  let cwd: string;
  beforeAll(ensureBuilt, 180_000);
  beforeEach(() => {
    cwd = mkdtempSync(path.join(os.tmpdir(), 'outputs-'));
    put('clr-bindgen.config.json', JSON.stringify(configuration, null, 2));
    put('docs/page.md', page('HRESULT Run ();'));
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));

  const generate = (...args: string[]) => runCli(args, { cwd });
  function put(file: string, text: string | Buffer): void {
    mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
    writeFileSync(path.join(cwd, file), text);
  }
  const read = (file: string) => readFileSync(path.join(cwd, file), 'utf8');
  const page = (syntax: string) =>
    `# RunIt Function\nRuns.\n\n## Syntax\n\n\`\`\`cpp\n${syntax.replace('Run', 'RunIt')}\n\`\`\`\n\n## Requirements\n **Header:** MSCorEE.h\n`;
  const configuration = {
    docs: 'docs',
    comments: 'none',
    depfile: 'all.d',
    outputs: [
      { name: 'native', out: 'native', targets: ['cpp'], cpp: { definitions: false } },
      { name: 'node', out: 'node', targets: ['typescript'], comments: 'summary' },
    ],
  };

  it('are written each with its own options and manifest, and a dependency file for both', () => {
    const { status, stdout } = generate();
    expect(status).toBe(0);
    expect(stdout).toMatch(/^native: 1 page read; .*\nnode: 1 page read; .*\n$/);
    expect(read('native/cpp/mscoree.h')).not.toContain('Runs.');
    expect(read('node/typescript/mscoree.ts')).toContain('Runs.');
    const files = listFiles(cwd);
    expect(files).not.toContain('native/cpp/clr_i.c');
    expect(files.filter((file) => file.endsWith('manifest.json'))).toEqual([
      'native/manifest.json',
      'node/manifest.json',
    ]);
    expect(files.some((file) => file.startsWith('native/typescript') || file.startsWith('node/cpp'))).toBe(false);
    const depfile = read('all.d');
    expect(depfile).toMatch(/^native\/manifest\.json node\/manifest\.json: \\\n/);
    expect(depfile).toMatch(/^ {2}docs\/page\.md( \\)?$/m);
    expect(depfile).toContain('  clr-bindgen.config.json');
    expect(generate().stdout).toMatch(/^native: .* 0 written.*\nnode: .* 0 written/);
  });

  it('are checked and listed together', () => {
    expect(generate('--check').status).toBe(3);
    expect(existsSync(path.join(cwd, 'all.d'))).toBe(false);
    generate();
    expect(generate('--check').status).toBe(0);
    writeFileSync(path.join(cwd, 'node/typescript/index.ts'), '');
    const { status, stdout } = generate('--check');
    expect([status, stdout]).toEqual([3, expect.stringContaining('changed  node/typescript/index.ts')]);
    const listed = generate('--list-outputs').stdout.split('\n');
    expect(listed).toEqual(expect.arrayContaining(['native/cpp/mscoree.h', 'node/typescript/mscoree.ts']));
    const one = generate('--list-outputs', '--output', 'native').stdout.trim().split('\n');
    expect(one.every((file) => file.startsWith('native/'))).toBe(true);
  });

  it('say once what both find, and fail together', () => {
    put('docs/broken.md', Buffer.from([0x23, 0x20, 0xff, 0xfe, 0x00]));
    const { status, stderr } = generate();
    expect(status).toBe(1);
    expect(stderr.match(/error CB/g)).toHaveLength(1);
    const report = JSON.parse(generate('--reporter', 'json').stdout);
    expect(report).toMatchObject({ outcome: 'failed', outputs: [{ name: 'native', out: 'native' }, { name: 'node' }] });
    expect(report.diagnosticCounts.error).toBe(1);
  });

  it('are not mixed up by the command line', () => {
    const { status, stderr } = generate('--out', 'x');
    expect([status, stderr]).toEqual([2, expect.stringContaining('CB117')]);
    expect(existsSync(path.join(cwd, 'native'))).toBe(false);
    expect(generate('--out', 'x', '--output', 'node').status).toBe(0);
    expect(listFiles(path.join(cwd, 'x'))).toContain('typescript/mscoree.ts');
  });

  it('do not take each other for sources that use the API', () => {
    put('src/main.ts', "import { IHostTask } from './a/typescript/mscoree.ts'; export type T = IHostTask;");
    const output = { targets: ['typescript'], select: 'used:src/**/*.ts' };
    const outputs = [
      { ...output, out: 'src/b' },
      { ...output, out: 'src/a' },
    ];
    // What an earlier run left there names more than the sources do.
    put('clr-bindgen.config.json', JSON.stringify({ ...output, out: 'src/a', select: 'area:metadata' }));
    expect(generate().status).toBe(0);
    put('clr-bindgen.config.json', JSON.stringify({ outputs }));
    expect(generate().status).toBe(0);
    expect(read('src/b/typescript/mscoree.ts')).toBe(read('src/a/typescript/mscoree.ts'));
    expect(existsSync(path.join(cwd, 'src/b/typescript/cor.ts'))).toBe(false);
  });

  it('say to other commands which docs are meant', () => {
    const outputs = [{ out: 'a' }, { out: 'b', docs: 'docs' }, { out: 'c', docs: ['docs', 'more'] }];
    put('clr-bindgen.config.json', JSON.stringify({ outputs }));
    put('more/page.md', '# Frob Structure\n\nA frob.\n');
    const { stdout, stderr } = generate('lint');
    expect(stdout + stderr).toMatch(/more\/page\.md/);
    expect(stdout + stderr).toMatch(/2 pages/);
  });

  it('are watched together, also when the configuration changes', async () => {
    const watched = watchCli([], cwd);
    try {
      await watched.until(/watching for changes/);
      put('docs/page.md', page('HRESULT Run (int speed);'));
      await watched.until(/native: docs\/page\.md changed: .*\n/, /node: docs\/page\.md changed: .*\n/);
      expect(read('native/cpp/mscoree.h')).toContain('int speed');
      expect(read('node/typescript/mscoree.ts')).toContain('speed');
      put('clr-bindgen.config.json', JSON.stringify({ ...configuration, comments: 'summary' }, null, 2));
      await watched.until(/watching for changes[\s\S]*watching for changes/);
      expect(read('native/cpp/mscoree.h')).toContain('Runs.');
    } finally {
      await watched.end();
    }
  });
});

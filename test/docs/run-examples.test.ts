import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { installPacked, isBuilt } from '../package/pack.ts';
import { hasTool } from '../support/tools.ts';
import { commands, fences, projectPages, read, root } from './markdown.ts';

/** A project of a reader of the docs: the packed package is installed, and what the docs name is there. */
const project = mkdtempSync(path.join(tmpdir(), 'clr-bindgen-reader-'));
const below = (...names: string[]) => path.join(project, ...names);
afterAll(() => rmSync(project, { recursive: true, force: true }));

const environment = {
  ...process.env,
  PATH: `${below('node_modules', '.bin')}${path.delimiter}${process.env.PATH}`,
  NO_COLOR: '1',
  GIT_AUTHOR_NAME: 'reader',
  GIT_AUTHOR_EMAIL: 'reader@example.org',
  GIT_COMMITTER_NAME: 'reader',
  GIT_COMMITTER_EMAIL: 'reader@example.org',
};

function run(program: string, args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const options = { cwd: project, env: environment, encoding: 'utf8', timeout: 100_000 } as const;
  return spawnSync(program, args, { ...options, maxBuffer: 64 * 1024 * 1024 });
}

function succeed(program: string, ...args: string[]): string {
  const { status, stdout, stderr } = run(program, args);
  expect(status, `${program} ${args.join(' ')}\n${stdout}${stderr}`).toBe(0);
  return stdout;
}

/** The last block of a page that begins with a text. */
function block(page: string, start: string): string {
  return (
    fences(read(page))
      .filter(({ text }) => text.startsWith(start))
      .at(-1)?.text ?? ''
  );
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(below(file)), { recursive: true });
  writeFileSync(below(file), text);
}

const pages = (await projectPages()).filter((page) => !page.startsWith('docs/diagnostics/'));

/** Shell commands of a page, and the `run` steps of workflows that it shows. */
function shown(page: string): string[] {
  return fences(read(page)).flatMap((fence) => {
    if (fence.language === 'yaml') {
      const steps = parse(fence.text) as readonly { readonly run?: string }[];
      return steps.flatMap((step) => step.run ?? []);
    }
    return ['sh', 'shell', 'bash', 'console'].includes(fence.language) ? commands(fence) : [];
  });
}

describe.skipIf(!isBuilt || process.platform === 'win32')('the examples of the docs', () => {
  beforeAll(() => {
    installPacked(project);
    const docs = path.join(root, 'metadata', 'docs');
    for (const folder of ['docs/framework/unmanaged-api', 'docs/docs/framework/unmanaged-api', 'released/docs']) {
      cpSync(docs, below(folder), { recursive: true });
    }
    for (const folder of ['my-pages', 'docs/docs/core/unmanaged-api']) {
      cpSync(path.join(docs, 'hosting', 'ihosttask-interface.md'), below(folder, 'ihosttask-interface.md'));
    }
    write('house-style/cpp/_method.hbs', block('docs/templates.md', '{{comment comment "    "}}'));
    write('house-style/listing/target.json', block('docs/targets.md', '{\n  "$schema"'));
    write('house-style/listing/listing.hbs', block('docs/targets.md', '{{#each'));
    write('package.json', '{ "name": "reader", "private": true, "type": "module" }\n');
    write('.gitignore', 'node_modules\n');
    succeed('git', 'init', '--quiet', '--initial-branch', 'main');
    succeed('git', 'add', 'package.json', 'docs');
    succeed('git', 'commit', '--quiet', '-m', 'Add the docs');
    succeed('git', 'tag', 'v1.0');
    succeed('git', 'update-ref', 'refs/remotes/origin/main', 'HEAD');
    succeed('generate', '--out', 'generated');
    cpSync(below('generated', 'model.json'), below('released', 'model.json'));
  }, 120_000);

  const all = pages.flatMap((page) => shown(page).map((command) => ({ page, command })));
  const runnable = [...new Map(all.map((one) => [one.command, one])).values()].filter(
    ({ command }) => command.startsWith('npx generate') && !command.includes('--watch'),
  );

  it('are found', () => expect(runnable.length).toBeGreaterThan(20));

  it.each(runnable)('$command ($page)', ({ command }) => {
    const words = command
      .replace(/^npx /, '')
      .replace(/^(.*) init$/, 'mkdir host && cd host && npm init --yes && $1 init --yes');
    const { status, stdout, stderr } = run('sh', ['-c', words]);
    // The stand-in for the docs has findings.
    expect(command.includes('--strict') ? [0, 1] : [0], `${stdout}${stderr}`).toContain(status);
  });

  it('a target of your own prints what docs/targets.md shows', () => {
    succeed('generate', '--out', 'own', '--templates', 'house-style', '--target', 'listing');
    const listing = readFileSync(below('own', 'listing', 'mscoree.txt'), 'utf8');
    for (const line of block('docs/targets.md', 'IHostTask').trimEnd().split('\n')) {
      expect(listing).toContain(`${line}\n`);
    }
  });

  it('a template of your own changes what it prints, and nothing else', () => {
    succeed('generate', '--out', 'plain');
    succeed('generate', '--out', 'styled', '--templates', 'house-style', '--no-cache');
    const header = (folder: string) => readFileSync(below(folder, 'cpp', 'mscoree.h'), 'utf8');
    const slots = header('styled').match(/ = 0; \/\/ slot \d+$/gm) ?? [];
    expect(slots.length).toBeGreaterThan(100);
    expect(header('styled').replaceAll(/ \/\/ slot \d+$/gm, '') === header('plain')).toBe(true);
  });

  const compiler = ['g++', 'clang++'].some((name) => hasTool(name));
  const inReadme = (start: string) => shown('README.md').filter((command) => command.startsWith(start));

  it.skipIf(!compiler)('of the README make a profiler by its own commands', () => {
    write('profiler.cpp', block('README.md', '#include <corprof_default.h>'));
    const [[generate = ''], [compile = '']] = [inReadme('npx generate --target cpp'), inReadme('g++ ')];
    succeed('sh', '-c', generate.replace(/^npx /, ''));
    succeed('sh', '-c', compile);
    expect(existsSync(below('libprofiler.so'))).toBe(true);
  });

  it('of the README make a reader in TypeScript by its own commands', async () => {
    write('reader.mts', block('README.md', "import { CoreClr } from 'clr-bindgen/runtime';"));
    write('tsconfig.json', block('README.md', '{\n  "compilerOptions"'));
    for (const name of ['koffi', '@types/node', 'undici-types']) {
      symlinkSync(path.join(root, 'node_modules', name), below('node_modules', name), 'junction');
    }
    symlinkSync(path.join(root, 'node_modules', 'typescript', 'bin', 'tsc'), below('node_modules', '.bin', 'tsc'));
    const [compile = '', start = ''] = [...inReadme('npx tsc'), ...inReadme('node ')];
    succeed('sh', '-c', compile.replace(/^npx /, ''));
    // With .NET it prints types, without it says what it looked for.
    const { status, stdout, stderr } = run('sh', ['-c', start]);
    if (status === 0) expect(stdout).toContain('System.Console\n');
    else expect(stderr).toContain('No .NET runtime: set DOTNET_ROOT');
  });

  describe('in TypeScript', () => {
    const programs = pages.flatMap((page) =>
      fences(read(page))
        .filter(({ language, text }) => language === 'ts' && /^import [^;]* from 'clr-bindgen';/m.test(text))
        .filter(({ text }) => !text.includes('export default'))
        .map((fence) => ({ ...fence, page })),
    );

    it('are found', () => expect(programs.map(({ page }) => page)).toContain('docs/api.md'));

    it.each(programs)('run: $page:$line', ({ text, page, line }) => {
      const module = ts.ModuleKind.ESNext;
      const { outputText } = ts.transpileModule(text, { compilerOptions: { module, target: ts.ScriptTarget.ES2022 } });
      const file = `${path.basename(page, '.md')}-${line}.mjs`;
      write(file, outputText);
      expect(succeed(process.execPath, file)).not.toMatch(/undefined|NaN/);
    });

    it('the table of docs/api.md is what the page shows', () => {
      expect(existsSync(below('IHostTask.md'))).toBe(true);
      expect(readFileSync(below('IHostTask.md'), 'utf8')).toContain(block('docs/api.md', '| Slot |'));
    });
  });
});

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { parseJsonc } from '../../src/config/jsonc.ts';
import { loadConfiguration } from '../../src/config/load-configuration.ts';
import { textReport } from '../../src/diff/report/text.ts';
import { emptyModel } from '../../src/model/json.ts';
import type { Model } from '../../src/model/model.ts';
import { changesOf } from '../diff/models.ts';
import { isBuilt } from '../package/pack.ts';
import { commands, type Fence, fences, projectPages, read, root } from './markdown.ts';

/** A fenced block of a page that shows part of a file: the line before it links to the file and ends with a colon. */
interface Excerpt extends Fence {
  readonly file: string;
}

function excerpts(text: string): Excerpt[] {
  const lines = text.split('\n');
  return fences(text).flatMap((fence) => {
    const before = lines
      .slice(0, fence.line - 1)
      .reverse()
      .find((line) => line.trim() !== '');
    const file = before === undefined ? undefined : /\[`[^`]+`\]\(([^)]+)\)[^\]]*:$/.exec(before)?.[1];
    return file === undefined ? [] : [{ ...fence, file }];
  });
}

/** Blocks of a language that are programs of their own, not excerpts of a file. */
function programs(text: string, languages: readonly string[]): Fence[] {
  const shown = new Set(excerpts(text).map(({ line }) => line));
  return fences(text).filter(({ language, line }) => languages.includes(language) && !shown.has(line));
}

/** Not those of the diagnostics: what they show is wrong on purpose, or the output of a command. */
const pages = (await projectPages()).filter((page) => !page.startsWith('docs/diagnostics/'));
const scratch = mkdtempSync(path.join(tmpdir(), 'clr-bindgen-docs-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('excerpts', () => {
  const shown = excerpts(read('README.md'));

  it('in the README show a page, a header and a module', () => {
    expect(shown.map(({ file }) => path.extname(file)).sort()).toEqual(['.h', '.md', '.ts']);
  });

  it.each(shown)('of $file are in that file, `...` standing for what is left out', ({ file, text, language }) => {
    const whole = read(file);
    let from = 0;
    for (const part of text.split(/^\s*(?:\/\/ )?\.\.\.\n/m)) {
      const at = whole.indexOf(part, from);
      expect(at, `${language} of ${file}: ${part}`).toBeGreaterThanOrEqual(0);
      from = at + part.length;
    }
  });
});

describe('commands', () => {
  const noop = async () => {};
  const cli = createProgram('0', {
    generate: noop,
    explain: noop,
    explainWhy: noop,
    lint: noop,
    report: noop,
    diff: noop,
    templates: noop,
    init: noop,
  } as Parameters<typeof createProgram>[1]);
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const all = pages.flatMap((page) =>
    fences(read(page))
      .filter(({ language }) => ['sh', 'shell', 'bash', 'console'].includes(language))
      .flatMap((fence) => commands(fence).map((command) => ({ command, place: `${page}:${fence.line}` }))),
  );

  it('of the README include the two that a new user needs', () => {
    expect(read('README.md')).toContain('npm ci && npx generate\n');
    expect(all.map(({ command }) => command)).toEqual(expect.arrayContaining(['npm ci', 'npx generate', 'npm test']));
  });

  it.each(all.filter(({ command }) => command.startsWith('npm ')))(
    '$command ($place) is a script of npm or ours',
    ({ command }) => {
      const [, verb, name = ''] = command.split(/\s+/);
      expect(['ci', 'install', 'i', 'test', 'run', 'pack']).toContain(verb);
      if (verb === 'run') expect(Object.keys(scripts)).toContain(name);
    },
  );

  it.each(all.filter(({ command }) => /^(npx )?(generate|clr-bindgen)\b/.test(command)))(
    '$command ($place) is understood by the command line',
    ({ command }) => {
      const words = command.replace(/^npx /, '').split(/\s+/).slice(1);
      const named = cli.commands.find((sub) => sub.name() === words[0]);
      // The options of `generate` are understood behind a command, too.
      const known = [...(named?.options ?? []), ...cli.options];
      for (const word of words.filter((one) => one.startsWith('-'))) {
        const [flag] = word.split('=');
        expect(known.map((option) => (flag?.startsWith('--') ? option.long : option.short))).toContain(flag);
      }
      if (named === undefined && words[0] !== undefined) expect(words[0]).toMatch(/^-/);
    },
  );

  it('have every option of the command line in the table of the README', () => {
    const readme = read('README.md');
    const options = cli.options.flatMap(({ long }) => (long == null || long === '--version' ? [] : [long]));
    expect(options.filter((option) => !readme.includes(`\`${option}`))).toEqual([]);
  });
});

const compiler = ['g++', 'clang++'].find((name) => spawnSync(name, ['--version']).status === 0);

describe.skipIf(compiler === undefined)('C++ examples', () => {
  const all = pages.flatMap((page) => programs(read(page), ['cpp', 'c++']).map((fence) => ({ ...fence, page })));

  it('exist', () => expect(all.map(({ page }) => page)).toContain('README.md'));

  it.each(all)('of $page:$line compile against the generated headers', ({ text, page, line }) => {
    const file = path.join(scratch, `${path.basename(page, '.md')}-${line}.cpp`);
    writeFileSync(file, text);
    const args = [
      '-std=c++17',
      '-Wall',
      '-Wextra',
      '-Werror',
      '-fsyntax-only',
      '-I',
      path.join(root, 'generated/cpp'),
      file,
    ];
    const { status, stderr } = spawnSync(compiler ?? '', args, { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});

describe('TypeScript examples', () => {
  const all = pages.flatMap((page) => programs(read(page), ['ts', 'typescript']).map((fence) => ({ ...fence, page })));

  it('exist', () => expect(all.map(({ page }) => page)).toContain('README.md'));

  // As users have them where the package is built, which takes a third of the time.
  const [sources, modules] = isBuilt ? ['dist', 'dist/typescript/*.d.ts'] : ['src', 'generated/typescript/*.ts'];
  const index = isBuilt ? 'index.d.ts' : 'index.ts';

  it('compile, strictly', () => {
    symlinkSync(path.join(root, 'generated'), path.join(scratch, 'generated'), 'junction');
    const files = all.map(({ text, page, line }) => {
      const file = path.join(scratch, `${path.basename(page, '.md')}-${line}.ts`);
      writeFileSync(file, text);
      return file;
    });
    const program = ts.createProgram(files, {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts', 'lib.esnext.disposable.d.ts'],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowImportingTsExtensions: true,
      types: ['node'],
      typeRoots: [path.join(root, 'node_modules/@types')],
      paths: {
        'clr-bindgen': [path.join(root, sources, index)],
        'clr-bindgen/plugin': [path.join(root, sources, 'plugin', index)],
        'clr-bindgen/runtime': [path.join(root, sources, 'runtime', index)],
        'clr-bindgen/typescript/*': [path.join(root, modules)],
      },
    });
    const found = ts
      .getPreEmitDiagnostics(program)
      .filter(({ file }) => file === undefined || files.some((one) => file.fileName === one.replaceAll('\\', '/')))
      .map(({ file, start, messageText }) => {
        const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
        return `${file?.fileName}:${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
      });
    expect(found).toEqual([]);
  });
});

describe('data and templates', () => {
  const configurations = pages.flatMap((page) =>
    fences(read(page))
      .filter(({ language }) => language === 'json' || language === 'jsonc')
      .map((fence) => ({ ...fence, page })),
  );

  it.each(configurations)('of $page:$line are well-formed', ({ text }) => {
    expect(() => parseJsonc(text)).not.toThrow();
  });

  const own = ['docs/configuration.md', 'docs/select.md', 'docs/lint.md'];
  it.each(configurations.filter(({ page }) => own.includes(page)))(
    'of $page:$line are a configuration',
    async ({ text, line, page }) => {
      const file = path.join(scratch, `${path.basename(page)}-${line}.jsonc`);
      writeFileSync(file, text);
      const { value, diagnostics } = await loadConfiguration(file, scratch);
      expect(diagnostics).toEqual([]);
      expect(Object.keys(value.configuration)).not.toEqual([]);
    },
  );

  it('show the built-in template of a method as it is', () => {
    const shown = fences(read('docs/templates.md')).find(({ language }) => language === 'handlebars');
    expect(shown?.text).toBe(read('templates/cpp/_method.hbs'));
  });

  it('show a comparison as it is printed', () => {
    const old = changed([
      ['GetProcess', 3],
      ['GetID', 4],
      ['GetHandle', 5],
      ['GetAppDomain', 6],
    ]);
    const next = changed([
      ['GetProcess', 3],
      ['GetUserState', 4],
      ['GetID', 5],
      ['GetHandle', 6],
      ['GetAppDomain', 7],
    ]);
    const report = textReport({ old: 'old', new: 'new', changes: changesOf(old, next) });
    expect(fences(read('docs/diff.md')).find(({ language }) => language === 'text')?.text).toBe(report);
  });
});

/** A model of two interfaces, the second derived from the first, whose methods and slots are given. */
function changed(methods: readonly (readonly [string, number])[]): Model {
  const entity = { header: 'cordebug.h', documented: true, sources: {}, vtable: 'exact', callback: false } as const;
  const page = (name: string) => `debugging/icordebugthread-${name.toLowerCase()}-method.md`;
  const own = methods.map(([name, slot]) => ({
    name,
    slot,
    returns: 'HRESULT',
    callingConvention: 'stdcall' as const,
    parameters: [],
    hresults: [],
    documented: true,
    page: page(name),
    sources: { name: `${page(name)}:12` },
  }));
  const base = 'IUnknown';
  const heir = { name: 'ICorDebugThread2', base: 'ICorDebugThread', firstSlot: 3 + methods.length, methods: [] };
  return {
    ...emptyModel,
    interfaces: [
      { ...entity, name: 'ICorDebugThread', base, firstSlot: 3, methods: own },
      { ...entity, ...heir },
    ],
  };
}

describe.skipIf(!existsSync(path.join(root, 'dist/cli/main.js')))('the command line', () => {
  it('prints the exit codes that the README states', () => {
    const help = execFileSync(process.execPath, [path.join(root, 'dist/cli/main.js'), '--help'], { encoding: 'utf8' });
    const stated = [...read('README.md').matchAll(/^\|\s*(\d)\s*\|/gm)].map((match) => match[1]);
    expect(stated).toEqual(['0', '1', '2', '3']);
    expect([...(/Exit codes:([\s\S]*)/.exec(help)?.[1] ?? '').matchAll(/\b(\d) /g)].map((match) => match[1])).toEqual(
      stated,
    );
  });
});

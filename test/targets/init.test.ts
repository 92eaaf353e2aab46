import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planInit } from '../../src/init/plan-init.ts';
import { run } from '../abi/generated-headers.ts';
import { root } from '../select/embedded-model.ts';
import { ensureBuilt, listFiles, main, runCli } from '../support/built-cli.ts';
import { hasTool } from '../support/tools.ts';

let cwd: string;
beforeAll(ensureBuilt, 180_000);
beforeEach(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'init-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const generate = (...args: string[]) => runCli(args, { cwd });

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
  writeFileSync(path.join(cwd, file), text);
}
const read = (file: string) => readFileSync(path.join(cwd, file), 'utf8');

const glue = { cmake: 'cmake', msbuild: 'msbuild' };

describe('planInit', () => {
  /** The plan for a project with some files; of those without a text only the name counts. */
  const plan = (files: Record<string, string | undefined>) => {
    const texts = Object.entries(files).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return planInit({ names: Object.keys(files), texts: new Map(texts) }, glue);
  };
  const configuration = (files: Record<string, string | undefined>) => {
    const file = plan(files).files.find((one) => one.path === 'clr-bindgen.config.json');
    return file && (JSON.parse(file.text) as { targets: string[] }).targets;
  };
  const none = undefined;

  it('chooses the targets by the kind of the project', () => {
    expect(configuration({ 'CMakeLists.txt': '' })).toEqual(['cpp']);
    expect(configuration({ 'package.json': '{}' })).toEqual(['typescript']);
    expect(configuration({ 'CMakeLists.txt': '', 'package.json': '{}' })).toEqual(['cpp']);
    expect(configuration({ 'CMakeLists.txt': '', 'package.json': '{}', 'tsconfig.json': '{}' })).toEqual([
      'cpp',
      'typescript',
    ]);
    expect(configuration({ 'App.csproj': '' })).toEqual(['csharp']);
    expect(configuration({ 'Profiler.vcxproj': '' })).toEqual(['cpp']);
    expect(configuration({ 'profiler.cpp': none, 'package.json': '{}' })).toEqual(['cpp']);
    expect(configuration({ 'src/addon.cc': none, 'src/index.ts': none, 'package.json': '{}' })).toEqual(['typescript']);
    expect(configuration({})).toEqual(['cpp']);
  });

  it('leaves a configuration and scripts that are there', () => {
    for (const extension of ['json', 'jsonc', 'mjs', 'ts', 'mts']) {
      expect(configuration({ [`clr-bindgen.config.${extension}`]: none })).toBeUndefined();
    }
    expect(configuration({ 'package.json': '{"clr-bindgen": {}}' })).toBeUndefined();
    const other = plan({ 'package.json': '{"scripts": {"prebuild": "lint"}}' });
    expect([other.packageJson, other.steps[0]]).toEqual([undefined, expect.stringContaining('prebuild')]);
    expect(plan({ 'package.json': '{' }).packageJson).toBeUndefined();
  });

  it('keeps the form of package.json', () => {
    const { packageJson } = plan({ 'package.json': '{\r\n\t"name": "x"\r\n}\r\n' });
    expect(packageJson).toBe('{\r\n\t"name": "x",\r\n\t"scripts": {\r\n\t\t"prebuild": "clr-bindgen"\r\n\t}\r\n}\r\n');
  });

  it('uses what npm installed where there is a package.json, and copies it where there is none', () => {
    const copied = plan({ 'CMakeLists.txt': '', 'a.vcxproj': '' });
    expect(copied.files.map((file) => file.path).slice(1)).toEqual(['cmake/clr-bindgen.cmake', 'clr-bindgen.targets']);
    expect(copied.steps).toEqual([
      expect.stringContaining('include(cmake/clr-bindgen.cmake)'),
      expect.stringContaining('Project="clr-bindgen.targets"'),
    ]);
    const installed = plan({ 'CMakeLists.txt': '', 'a.vcxproj': '', 'package.json': '{}' });
    expect(installed.files.map((file) => file.path)).toEqual(['clr-bindgen.config.json']);
    expect(installed.steps.join('\n')).toMatch(
      /node_modules"\)\n.*find_package[\s\S]*node_modules\/clr-bindgen\/msbuild/,
    );
  });

  it('leaves to a plugin what a bundler can do', () => {
    const fresh = plan({ 'package.json': '{"type": "module", "devDependencies": {"vite": "^8.0.0"}}' });
    expect(fresh.packageJson).toBeUndefined();
    expect(fresh.files.map((file) => file.path)).toEqual(['clr-bindgen.config.json', 'vite.config.js']);
    expect(fresh.files[1]?.text).toContain("from 'clr-bindgen/plugin'");
    expect(fresh.steps).toEqual(['npm install --save-dev unplugin']);
    const files = {
      'package.json': '{"devDependencies": {"unplugin": "3"}}',
      'rollup.config.mjs': 'export default {};',
    };
    expect(plan(files).steps).toEqual([expect.stringMatching(/^rollup\.config\.mjs: .*clrBindgen\.rollup\(\)/)]);
    const done = plan({ ...files, 'rollup.config.mjs': "import clr from 'clr-bindgen/plugin';" });
    expect([done.steps, done.packageJson]).toEqual([[], undefined]);
  });

  it('says what the modules ask of tsconfig.json, unless it is there or elsewhere', () => {
    const steps = (tsconfig: string) =>
      plan({ 'package.json': '{}', 'tsconfig.json': tsconfig }).steps.filter((step) => step.startsWith('tsconfig'));
    expect(steps('{ /* init */ "compilerOptions": { "strict": true, }, }')).toHaveLength(1);
    expect(steps('{}')).toHaveLength(1);
    expect(steps('{ "compilerOptions": { "allowImportingTsExtensions": true } }')).toEqual([]);
    expect(steps('{ "extends": "./base.json" }')).toEqual([]);
    expect(steps('{')).toEqual([]);
  });
});

describe('generate init', () => {
  it('shows what it would write, and writes nothing without a terminal or --yes', () => {
    put('CMakeLists.txt', '');
    const { status, stdout, stderr } = generate('init');
    expect([status, stderr]).toEqual([2, expect.stringContaining('--yes')]);
    expect(stdout).toContain('cmake/clr-bindgen.cmake');
    expect(stdout).toContain('"targets": [');
    expect(listFiles(cwd)).toEqual(['CMakeLists.txt']);
  });

  it('writes once, and changes nothing the second time', () => {
    put('package.json', '{\n  "name": "x"\n}\n');
    put('App.vcxproj', '');
    expect(generate('init', '--yes').status).toBe(0);
    expect(listFiles(cwd)).toEqual(['App.vcxproj', 'clr-bindgen.config.json', 'package.json']);
    expect(JSON.parse(read('clr-bindgen.config.json'))).toMatchObject({ out: 'generated/clr', targets: ['cpp'] });
    const { status, stdout } = generate('init', '--yes');
    expect([status, stdout]).toEqual([0, expect.stringContaining('App.vcxproj: <Import')]);
    put('App.vcxproj', '<Import Project="node_modules/clr-bindgen/msbuild/clr-bindgen.targets" />');
    expect(generate('init', '--yes').stdout).toContain('Everything is there already.');
  });

  it("keeps a file that is somebody's own", () => {
    put('CMakeLists.txt', '');
    put('cmake/clr-bindgen.cmake', '# mine');
    const { stdout } = generate('init', '--yes');
    expect(stdout).toContain('keep    cmake/clr-bindgen.cmake: it is yours');
    expect(read('cmake/clr-bindgen.cmake')).toBe('# mine');
  });

  it('writes a configuration that the generator takes', () => {
    put('package.json', '{ "name": "x" }');
    generate('init', '--yes');
    expect(generate('--select', 'IHostTask').status).toBe(0);
    expect(existsSync(path.join(cwd, 'generated/clr/typescript/mscoree.ts'))).toBe(true);
  });
});

const builds = hasTool('cmake') && hasTool('ninja') && hasTool('g++') && process.platform !== 'win32';

describe.skipIf(!builds)('the CMake module', () => {
  it('runs the generator when an input changed, once, and compiles what includes a changed header', async () => {
    put(
      'CMakeLists.txt',
      [
        'cmake_minimum_required(VERSION 3.20)',
        'project(host CXX)',
        'include(cmake/clr-bindgen.cmake)',
        'add_executable(host main.cpp other.cpp)',
        'clr_bindgen_generate(host DOCS docs SELECT IHostTask OPTIONS --comments summary)',
        '',
      ].join('\n'),
    );
    put('main.cpp', '#include <mscoree.h>\nint other();\nint main() { return other() + S_OK; }\n');
    put('other.cpp', 'int other() { return 0; }\n');
    cpSync(path.join(root, 'metadata/docs/hosting'), path.join(cwd, 'docs/hosting'), { recursive: true });
    put('generate.sh', `#!/bin/sh\necho run >> "${cwd}/runs"\nexec "${process.execPath}" "${main}" "$@"\n`);
    chmodSync(path.join(cwd, 'generate.sh'), 0o755);
    expect(generate('init', '--yes').status).toBe(0);
    const runs = () => (existsSync(path.join(cwd, 'runs')) ? read('runs').split('\n').length - 1 : 0);
    const build = async () => {
      const { ok, output } = await run('ninja', ['-v', '-C', `${cwd}/build`]);
      expect(output).toContain(ok ? '' : 'ninja failed');
      return output;
    };
    const configure = ['-G', 'Ninja', '-S', cwd, '-B', `${cwd}/build`];
    const configured = await run('cmake', [...configure, `-DCLR_BINDGEN_EXECUTABLE=${cwd}/generate.sh`]);
    expect(configured.ok, configured.output).toBe(true);
    rmSync(path.join(cwd, 'runs'));

    expect(await build()).toContain('main.cpp.o');
    expect(runs()).toBe(1);
    expect(await build()).toContain('no work to do');
    expect(runs()).toBe(1);

    const page = path.join(cwd, 'docs/hosting/ihosttask-alert-method.md');
    const now = new Date();
    utimesSync(page, now, now);
    const touched = await build();
    expect([runs(), touched.includes('.cpp\n')]).toEqual([2, false]);
    expect(await build()).toContain('no work to do');

    const text = readFileSync(page, 'utf8');
    writeFileSync(
      page,
      text.replace(/^# .*\n+/m, (title) => `${title}Wakes it. `),
    );
    const changed = await build();
    expect(runs()).toBe(3);
    expect([changed.includes('main.cpp\n'), changed.includes('other.cpp\n')]).toEqual([true, false]);
  });
});

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
  const configuration = (names: string[], packageJson?: string) => {
    const { files } = planInit({ names, ...(packageJson !== undefined && { packageJson }) }, glue);
    const file = files.find((one) => one.path === 'clr-bindgen.config.json');
    return file && (JSON.parse(file.text) as { targets: string[] }).targets;
  };

  it('chooses the targets by the kind of the project', () => {
    expect(configuration(['CMakeLists.txt'])).toEqual(['cpp']);
    expect(configuration(['package.json'], '{}')).toEqual(['typescript']);
    expect(configuration(['CMakeLists.txt', 'package.json'], '{}')).toEqual(['cpp']);
    expect(configuration(['CMakeLists.txt', 'package.json', 'tsconfig.json'], '{}')).toEqual(['cpp', 'typescript']);
    expect(configuration(['App.csproj'])).toEqual(['csharp']);
    expect(configuration(['Profiler.vcxproj'])).toEqual(['cpp']);
  });

  it('leaves a configuration and scripts that are there', () => {
    expect(configuration(['clr-bindgen.config.mjs'])).toBeUndefined();
    expect(configuration(['package.json'], '{"clr-bindgen": {}}')).toBeUndefined();
    const other = planInit({ names: [], packageJson: '{"scripts": {"prebuild": "lint"}}' }, glue);
    expect([other.packageJson, other.steps]).toEqual([undefined, [expect.stringContaining('prebuild')]]);
    const broken = planInit({ names: [], packageJson: '{' }, glue);
    expect(broken.packageJson).toBeUndefined();
  });

  it('keeps the form of package.json', () => {
    const { packageJson } = planInit({ names: [], packageJson: '{\r\n\t"name": "x"\r\n}\r\n' }, glue);
    expect(packageJson).toBe('{\r\n\t"name": "x",\r\n\t"scripts": {\r\n\t\t"prebuild": "clr-bindgen"\r\n\t}\r\n}\r\n');
  });
});

describe('generate init', () => {
  it('shows what it would write, and writes nothing without a terminal or --yes', () => {
    put('CMakeLists.txt', '');
    const { status, stdout, stderr } = generate('init');
    expect([status, stderr]).toEqual([2, expect.stringContaining('--yes')]);
    expect(stdout).toContain('cmake/clr-bindgen.cmake');
    expect(listFiles(cwd)).toEqual(['CMakeLists.txt']);
  });

  it('writes once, and changes nothing the second time', () => {
    put('package.json', '{\n  "name": "x"\n}\n');
    put('App.vcxproj', '');
    expect(generate('init', '--yes').status).toBe(0);
    expect(listFiles(cwd)).toEqual(['App.vcxproj', 'clr-bindgen.config.json', 'clr-bindgen.targets', 'package.json']);
    expect(JSON.parse(read('package.json'))).toEqual({ name: 'x', scripts: { prebuild: 'clr-bindgen' } });
    put('clr-bindgen.targets', '<Project />');
    const { status, stdout } = generate('init', '--yes');
    expect([status, stdout]).toEqual([0, expect.stringContaining('Everything is there already.')]);
    expect(read('clr-bindgen.targets')).toBe('<Project />');
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

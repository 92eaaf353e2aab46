import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../support/built-cli.ts';
import { hasTool } from '../support/tools.ts';
import { isBuilt, pack } from './pack.ts';
import { type Ended, ExampleProject } from './project.ts';

// Links of commands are scripts of another kind there.
const canBuild = isBuilt && process.platform !== 'win32';
const page = 'docs/retry-policy-enumeration.md';

describe.skipIf(!canBuild)('from the packed package, in an empty folder', () => {
  let work: string;
  let tarball: string;
  beforeAll(() => {
    work = mkdtempSync(path.join(os.tmpdir(), 'examples-'));
    tarball = path.join(work, 'clr-bindgen.tgz');
    writeFileSync(tarball, pack().data);
  }, 120_000);
  afterAll(() => rmSync(work, { recursive: true, force: true }), 120_000);

  const project = (example: string) => new ExampleProject(example, tarball, path.join(work, example));
  const expectDone = ({ status, output }: Ended) => expect([status, status === 0 ? '' : output]).toEqual([0, '']);

  describe.skipIf(!(canBuild && hasTool('cmake') && hasTool('ninja') && hasTool('c++')))('examples/build-cmake', () => {
    it('runs the generator when an input changed, and compiles what includes a changed header', () => {
      const example = project('build-cmake');
      const generator = example.countingGenerator();
      expectDone(
        example.run('cmake', ['-G', 'Ninja', '-S', '.', '-B', 'build', `-DCLR_BINDGEN_EXECUTABLE=${generator}`]),
      );
      example.runs();
      /** What was compiled, and how often the generator ran. */
      const build = () => {
        const ended = example.run('cmake', ['--build', 'build', '--verbose']);
        expectDone(ended);
        const compiled = [...ended.output.matchAll(/-c \S*?(\w+\.cpp)$/gm)].map(([, file]) => file);
        return { compiled: compiled.sort(), runs: example.runs(), output: ended.output };
      };

      expect(build()).toMatchObject({ compiled: ['main.cpp', 'retry.cpp'], runs: 1 });
      expect(example.run('build/build-cmake', []).output).toMatch(/^E_FAIL: \S/);
      expect(build()).toMatchObject({ compiled: [], runs: 0, output: expect.stringContaining('no work to do') });
      example.touch(page);
      expect(build()).toMatchObject({ compiled: [], runs: 1 });
      expect(build()).toMatchObject({ runs: 0, output: expect.stringContaining('no work to do') });
      example.write(page, example.read(page).replace('RETRY_ONCE   = 1', 'RETRY_ONCE   = 2'));
      expect(build()).toMatchObject({ compiled: ['retry.cpp'], runs: 1 });
      expect(build()).toMatchObject({ runs: 0, output: expect.stringContaining('no work to do') });
    });

    it('finds the package without being told where its command is, in the version that is asked for', () => {
      const example = new ExampleProject('build-cmake', tarball, path.join(work, 'versions'));
      const configure = () => example.run('cmake', ['-G', 'Ninja', '-S', '.', '-B', 'build']);
      expectDone(configure());
      const outputs = [
        { name: 'native', targets: ['cpp'], select: 'RetryPolicy' },
        { name: 'node', out: 'node', targets: ['typescript'] },
      ];
      example.write('clr-bindgen.config.jsonc', JSON.stringify({ docs: 'docs', base: 'embedded', outputs }));
      expect(configure()).toMatchObject({ status: 1, output: expect.stringContaining('choose one with --output') });
      const text = example.read('CMakeLists.txt');
      example.write('CMakeLists.txt', text.replace('build-cmake SELECT', 'build-cmake OUTPUT native SELECT'));
      expectDone(configure());
      for (const version of ['1.0', '0.99', '0.0.9']) {
        example.write(
          'CMakeLists.txt',
          example.read('CMakeLists.txt').replace(/clr-bindgen [\d.]+/, `clr-bindgen ${version}`),
        );
        expect(configure()).toMatchObject({
          status: 1,
          output: expect.stringContaining(`requested version "${version}"`),
        });
      }
    });
  });

  it('examples/build-npm generates what it imports, type-checks, and runs', () => {
    const example = project('build-npm');
    expectDone(example.run('npm', ['run', 'build']));
    const { status, output } = example.run('npm', ['start', '--silent']);
    expect([status, output]).toEqual([
      0,
      expect.stringMatching(/^IHostTaskManager 997ff24c-43b7-4352-8667-0dc04fafd354\nHOST_E_TIMEOUT: \S.*\n$/),
    ]);
    expect(example.run('npm', ['run', 'build']).output).toMatch(/: 0 written/);
    expect(example.read('src/clr/typescript/index.ts')).not.toContain('cordebug');
  });

  it('examples/build-vite bundles what its plugin generates', () => {
    const example = project('build-vite');
    expectDone(example.run('npm', ['run', 'build']));
    const start = () => example.run('npm', ['start', '--silent']).output;
    expect(start()).toBe('HOST_E_TIMEOUT: policies are RETRY_NEVER, RETRY_ONCE\n');
    example.write(page, example.read(page).replaceAll('RETRY_ONCE', 'RETRY_TWICE'));
    expectDone(example.run('npm', ['run', 'build']));
    expect(start()).toBe('HOST_E_TIMEOUT: policies are RETRY_NEVER, RETRY_TWICE\n');
  });

  describe.skipIf(!(canBuild && process.env.CLR_BINDGEN_TEST_RUNTIME === '1'))('examples/build-msbuild', () => {
    it('runs the generator when an input changed, and compiles when an output did', async () => {
      const script = new URL('../../scripts/test-sdk.mjs', import.meta.url).href;
      const { installSdk, opensslShim } = (await import(script)) as {
        installSdk: () => string;
        opensslShim: (folder: string) => NodeJS.ProcessEnv;
      };
      const example = project('build-msbuild');
      const generator = example.countingGenerator();
      const env = {
        ...opensslShim(work),
        DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1',
        DOTNET_CLI_TELEMETRY_OPTOUT: '1',
        DOTNET_SKIP_FIRST_TIME_EXPERIENCE: '1',
        HOME: work,
      };
      const dotnet = (...args: string[]) => example.run(path.join(installSdk(), 'dotnet'), args, env);
      /** Whether the program was compiled, and how often the generator ran. */
      const build = () => {
        const ended = dotnet('build', `-p:ClrBindgenCommand=${generator}`, '-nodeReuse:false', '-v:normal');
        expectDone(ended);
        return { compiles: /\bcsc\.dll\b/.test(ended.output), runs: example.runs() };
      };
      const program = () => dotnet('bin/Debug/netcoreapp3.1/build-msbuild.dll').output;

      expect(build()).toEqual({ compiles: true, runs: 1 });
      expect(program()).toBe('14 slots, policy RETRY_ONCE\n');
      expect(build()).toEqual({ compiles: false, runs: 0 });
      example.touch(page);
      expect(build()).toEqual({ compiles: false, runs: 1 });
      expect(build()).toEqual({ compiles: false, runs: 0 });
      example.write(page, example.read(page).replaceAll('RETRY_NEVER  = 0', 'RETRY_NEVER  = 7'));
      expect(build()).toEqual({ compiles: true, runs: 1 });
      expect(build()).toEqual({ compiles: false, runs: 0 });
    });
  });

  it('has each example of a build tested here', async () => {
    const { readdirSync } = await import('node:fs');
    const examples = readdirSync(path.join(repository, 'examples')).filter((name) => name.startsWith('build-'));
    expect(examples.sort()).toEqual(['build-cmake', 'build-msbuild', 'build-npm', 'build-vite']);
  });
});

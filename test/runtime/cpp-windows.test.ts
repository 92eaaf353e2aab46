import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answers, profiling, runtimeTests, testSdk, Workshop, windowsSdk } from './example.ts';
import { HOST_ANSWERS, TEST_APP_METADATA, THROW_REPORT, TICK_REPORT } from './expected.ts';
import { Wine, windowsPath } from './wine.ts';

describe.skipIf(!runtimeTests)('the C++ examples on Windows', () => {
  const workshop = new Workshop();
  const wine = new Wine(workshop);
  let sdk: string;
  beforeAll(async () => {
    sdk = windowsSdk();
    const { app } = testSdk();
    for (const file of ['testapp.dll', 'testapp.runtimeconfig.json'])
      copyFileSync(path.join(app, file), path.join(workshop.folder, file));
    await wine.start();
  }, 240_000);
  afterAll(async () => {
    await wine.stop();
    workshop.remove();
  }, 60_000);

  const nameOfRuntime = ['GetVersionString: S_OK', 'GetVersionString: E_NOT_SUFFICIENT_BUFFER'];

  it.each([
    ["the platform's own types", []],
    ['no other header than ours', ['-DCMAKE_CXX_FLAGS=-DCLR_PLATFORM_NATIVE=0']],
  ])('cpp-metahost asks mscoree.dll, built with %s', async (_, settings) => {
    const program = path.join(await workshop.build('cpp-metahost', 'mingw', settings), 'cpp-metahost.exe');
    const { code, stdout } = await wine.run(program, ['testapp.dll']);
    expect(answers(stdout)).toEqual([
      'CLRCreateInstance: S_OK',
      'CLRCreateInstance: E_NOINTERFACE',
      'CLRCreateInstance: CLASS_E_CLASSNOTAVAILABLE',
      'CLRCreateInstance: S_OK',
      'GetRuntime: CLR_E_SHIM_RUNTIME',
      'GetRuntime: E_POINTER',
      'GetRuntime: S_OK',
      ...nameOfRuntime,
      // No Mono beside this wine, so no runtime to load.
      'GetInterface: CLR_E_SHIM_RUNTIME',
      'EnumerateInstalledRuntimes: S_OK',
      ...Array.from({ length: 4 }, () => ['QueryInterface: S_OK', ...nameOfRuntime]).flat(),
      'GetVersionFromFile: S_OK',
      'GetVersionFromFile: E_NOT_SUFFICIENT_BUFFER',
      'GetVersionFromFile: COR_E_FILENOTFOUND',
      'CLRCreateInstance: S_OK',
      'GetRequestedRuntime: S_OK',
      ...nameOfRuntime,
    ]);
    expect(stdout.match(/(?<=installed: )\S+/g)).toEqual(['v1.0.3705', 'v1.1.4322', 'v2.0.50727', 'v4.0.30319']);
    expect(stdout).toMatch(/\n0 unexpected\r?\n$/);
    expect(code).toBe(0);
  });

  it('cpp-host hosts the CoreCLR of Windows', async () => {
    const host = path.join(await workshop.build('cpp-host', 'mingw'), 'cpp-host.exe');
    const { code, stdout } = await wine.run(host, [
      windowsPath(sdk),
      windowsPath(path.join(workshop.folder, 'testapp.dll')),
    ]);
    expect(answers(stdout)).toEqual(HOST_ANSWERS);
    expect(stdout).toMatch(/\n0 unexpected\r?\n$/);
    expect(code).toBe(0);
  });

  it('cpp-metadata reads the same as on Linux', async () => {
    const reader = path.join(await workshop.build('cpp-metadata', 'mingw'), 'cpp-metadata.exe');
    const { code, stdout } = await wine.run(reader, [windowsPath(sdk), 'testapp.dll']);
    expect(stdout.replaceAll('\r', '')).toBe(TEST_APP_METADATA);
    expect(code).toBe(0);
  });

  it('cpp-profiler reports the same as on Linux', async () => {
    const build = await workshop.build('cpp-profiler', 'mingw');
    const profile = async (...mode: string[]) => {
      const report = path.join(build, `${mode[0]}.txt`);
      const environment = profiling(windowsPath(path.join(build, 'cpp-profiler.dll')), windowsPath(report));
      const { code } = await wine.run(path.join(sdk, 'dotnet.exe'), ['exec', 'testapp.dll', ...mode], environment);
      return { code, report: readFileSync(report, 'utf8').replaceAll('\r', '') };
    };
    expect(await profile('tick', '2', '1')).toEqual({ code: 2, report: TICK_REPORT });
    expect(await profile('throw')).toEqual({ code: 0, report: THROW_REPORT });
  });
});

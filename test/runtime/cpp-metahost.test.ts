import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answers, runtimeTests, testSdk, Workshop } from './example.ts';
import { Wine } from './wine.ts';

describe.skipIf(!runtimeTests)('examples/cpp-metahost', () => {
  const workshop = new Workshop();
  const wine = new Wine(workshop);
  beforeAll(async () => {
    copyFileSync(path.join(testSdk().app, 'testapp.dll'), path.join(workshop.folder, 'testapp.dll'));
    await wine.start();
  }, 180_000);
  afterAll(async () => {
    await wine.stop();
    workshop.remove();
  }, 60_000);

  const nameOfRuntime = ['GetVersionString: S_OK', 'GetVersionString: E_NOT_SUFFICIENT_BUFFER'];

  it.each([
    ["the platform's own types", []],
    ['no other header than ours', ['-DCMAKE_CXX_FLAGS=-DCLR_PLATFORM_NATIVE=0']],
  ])('asks mscoree.dll for runtimes, built with %s', async (_, settings) => {
    const program = path.join(await workshop.build('cpp-metahost', 'mingw', settings), 'cpp-metahost.exe');
    const { code, stdout } = await wine.run(program, ['testapp.dll']);
    expect(answers(stdout)).toEqual([
      'CLRCreateInstance: S_OK',
      'CLRCreateInstance: E_NOINTERFACE',
      'CLRCreateInstance: 0x80040111',
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
});

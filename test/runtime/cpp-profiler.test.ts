import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { profiling, runtimeTests, type TestSdk, testSdk, Workshop } from './example.ts';
import { THROW_REPORT, TICK_REPORT } from './expected.ts';

describe.skipIf(!runtimeTests)('examples/cpp-profiler', () => {
  const workshop = new Workshop();
  let sdk: TestSdk;
  beforeAll(() => {
    sdk = testSdk();
  }, 120_000);
  afterAll(() => workshop.remove());

  const profile = (profiler: string, report: string, mode: readonly string[], settings: Record<string, string> = {}) =>
    workshop.run(sdk.dotnet, ['exec', path.join(sdk.app, 'testapp.dll'), ...mode], {
      ...profiling(profiler, report),
      ...settings,
    });

  it.each(['g++', 'clang++'])('reports what the JIT compiled when built with %s', async (compiler) => {
    const build = await workshop.build('cpp-profiler', compiler);
    const profiler = path.join(build, 'cpp-profiler.so');

    const ticks = path.join(build, 'ticks.txt');
    expect(await profile(profiler, ticks, ['tick', '2', '1'])).toEqual({
      code: 2,
      stdout: 'ready\nticks 2\n',
      stderr: '',
    });
    expect(readFileSync(ticks, 'utf8')).toBe(TICK_REPORT);

    const faults = path.join(build, 'faults.txt');
    expect(await profile(profiler, faults, ['throw'])).toEqual({ code: 0, stdout: 'caught\n', stderr: '' });
    expect(readFileSync(faults, 'utf8')).toBe(THROW_REPORT);

    const all = path.join(build, 'all.txt');
    expect((await profile(profiler, all, ['exit', '0'], { JIT_REPORT_PREFIX: '' })).code).toBe(0);
    expect(readFileSync(all, 'utf8')).toMatch(/^06\w{6} System\.\S+$/m);
  });

  it('lets the application run when the profiler cannot start', async () => {
    const profiler = path.join(await workshop.build('cpp-profiler', 'g++'), 'cpp-profiler.so');
    const nowhere = path.join(workshop.folder, 'none', 'report.txt');
    expect((await profile(profiler, nowhere, ['exit', '3'])).code).toBe(3);

    const report = path.join(workshop.folder, 'report.txt');
    const other = { CORECLR_PROFILER: '{00000000-0000-0000-0000-000000000001}' };
    expect((await profile(profiler, report, ['exit', '3'], other)).code).toBe(3);
    expect(existsSync(report)).toBe(false);
  });
});

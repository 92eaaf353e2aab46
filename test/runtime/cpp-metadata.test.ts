import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runtimeTests, type TestSdk, testSdk, Workshop } from './example.ts';
import { CORE_LIBRARY_TYPES, TEST_APP_METADATA } from './expected.ts';

describe.skipIf(!runtimeTests)('examples/cpp-metadata', () => {
  const workshop = new Workshop();
  let sdk: TestSdk;
  beforeAll(() => {
    sdk = testSdk();
  }, 120_000);
  afterAll(() => workshop.remove());

  it.each(['g++', 'clang++'])('reads assemblies when built with %s', async (compiler) => {
    const reader = path.join(await workshop.build('cpp-metadata', compiler), 'cpp-metadata');
    const list = (assembly: string) => workshop.run(reader, [sdk.sdk, assembly]);

    expect(await list(path.join(sdk.app, 'testapp.dll'))).toEqual({ code: 0, stdout: TEST_APP_METADATA, stderr: '' });

    const core = await list(path.join(sdk.runtime, 'System.Private.CoreLib.dll'));
    expect({ code: core.code, stderr: core.stderr }).toEqual({ code: 0, stderr: '' });
    expect(core.stdout.match(/^02/gm)).toHaveLength(CORE_LIBRARY_TYPES);
    expect(core.stdout).toMatch(/^ {2}06\w{6} public static IsNullOrEmpty: bool \(string\)$/m);

    expect(await list(import.meta.filename)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'OpenScope: CLDB_E_FILE_CORRUPT 0x8013110e\n',
    });
  });
});

import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answers, runtimeTests, type TestSdk, testSdk, Workshop } from './example.ts';
import { HOST_ANSWERS } from './expected.ts';

describe.skipIf(!runtimeTests)('examples/cpp-host', () => {
  const workshop = new Workshop();
  let sdk: TestSdk;
  beforeAll(() => {
    sdk = testSdk();
  }, 120_000);
  afterAll(() => workshop.remove());

  it.each(['g++', 'clang++'])('hosts CoreCLR when built with %s', async (compiler) => {
    const host = path.join(await workshop.build('cpp-host', compiler), 'cpp-host');
    const { code, stdout, stderr } = await workshop.run(host, [sdk.sdk, path.join(sdk.app, 'testapp.dll')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(answers(stdout)).toEqual(HOST_ANSWERS);
    expect(stdout).toMatch(/\n0 unexpected\n$/);
  });

  it('says so when the SDK folder holds no runtime', async () => {
    const host = path.join(await workshop.build('cpp-host', 'g++'), 'cpp-host');
    const { code, stderr } = await workshop.run(host, [workshop.folder, 'testapp.dll']);
    expect(code).toBe(2);
    expect(stderr).toContain('Microsoft.NETCore.App');
  });
});

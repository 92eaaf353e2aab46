import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runtimeTests, type TestSdk, testSdk, Workshop } from './example.ts';

/** The metadata of test/runtime-app/Program.cs. */
const TEST_APP = `testapp.dll, metadata v4.0.30319
02000002 public class TestApp.Program
  06000001 public static Main: int32 (string[])
  06000002 public static Length: int32 (string)
  06000003 public static Fault: int32 (string)
  06000004 public static Add: int32 (int32, int32)
  06000005 public static HasStack: int32 (string)
02000003 public class TestApp.Clock
  06000006 public static Advance: void (int32)
  06000007 public static Tick: void (int32)
02000004 public class TestApp.Pair\`2<TFirst, TSecond>
  06000008 public get_First: !0 ()
  06000009 public set_First: void (!0)
  0600000a public get_Second: !1 ()
  0600000b public set_Second: void (!1)
  0600000c public add_Changed: void (System.EventHandler)
  0600000d public remove_Changed: void (System.EventHandler)
  0600000e public Raise: void ()
  0600000f public Area: float64 (float64)
  06000010 public Größe: System.Collections.Generic.List\`1<!0> ()
  06000011 public .ctor: void ()
02000005 public interface TestApp.IShape
  06000012 public Area: float64 (float64)
02000006 public class TestApp.Pair\`2/Order<TFirst, TSecond>
`;

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

    expect(await list(path.join(sdk.app, 'testapp.dll'))).toEqual({ code: 0, stdout: TEST_APP, stderr: '' });

    const core = await list(path.join(sdk.runtime, 'System.Private.CoreLib.dll'));
    expect({ code: core.code, stderr: core.stderr }).toEqual({ code: 0, stderr: '' });
    expect(core.stdout.match(/^02/gm)).toHaveLength(1889);
    expect(core.stdout).toMatch(/^ {2}06\w{6} public static IsNullOrEmpty: bool \(string\)$/m);

    expect(await list(import.meta.filename)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'OpenScope: CLDB_E_FILE_CORRUPT 0x8013110e\n',
    });
  });
});

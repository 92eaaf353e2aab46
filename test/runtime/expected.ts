/**
 * What the examples answer on .NET Core 3.1, whatever compiled them and wherever they run.
 */

/** The calls of cpp-host and their HRESULTs, which src/vm/corhost.cpp of the runtime gives. */
export const HOST_ANSWERS = [
  'get_host: S_OK',
  'GetCurrentAppDomainId: HOST_E_CLRNOTAVAILABLE',
  'QueryInterface: S_OK',
  'QueryInterface: S_OK',
  'QueryInterface: E_NOINTERFACE',
  'QueryInterface: E_POINTER',
  'GetCLRControl: E_NOTIMPL',
  'SetHostControl: E_NOTIMPL',
  'Start: HOST_E_INVALIDOPERATION',
  'GetCurrentAppDomainId: S_OK',
  'GetCurrentAppDomainId: E_POINTER',
  'ExecuteInAppDomain: S_FALSE',
  'ExecuteInAppDomain: E_POINTER',
  'ExecuteInAppDomain: HOST_E_INVALIDOPERATION',
  'ExecuteInDefaultAppDomain: S_OK',
  'ExecuteInDefaultAppDomain: COR_E_MISSINGMETHOD',
  'ExecuteInDefaultAppDomain: COR_E_INVALIDOPERATION',
  'CreateDelegate: S_OK',
  'CreateDelegate: COR_E_MISSINGMETHOD',
  'ExecuteAssembly: S_OK',
];

/** The metadata of test/runtime-app/Program.cs. */
export const TEST_APP_METADATA = `testapp.dll, metadata v4.0.30319
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

/** Types in System.Private.CoreLib of runtime 3.1.2. */
export const CORE_LIBRARY_TYPES = 1889;

/** What the JIT compiles of test/runtime-app for `tick` and for `throw`. */
export const TICK_REPORT = `CoreCLR
06000001 TestApp.Program.Main
06000006 TestApp.Clock.Advance
06000007 TestApp.Clock.Tick
`;
export const THROW_REPORT = `CoreCLR
06000001 TestApp.Program.Main
06000003 TestApp.Program.Fault
`;

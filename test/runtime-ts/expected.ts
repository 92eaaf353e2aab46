/** What the TypeScript examples print on .NET Core 3.1, on whatever system. */

export const HOST_OUTPUT = [
  'Length("päö") = 3',
  'ICLRRuntimeHost::ExecuteInDefaultAppDomain failed: COR_E_MISSINGMETHOD',
  'GetCLRControl is not implemented by CoreCLR',
  'Add(40, 2) = 42',
  'ready',
  'ticks 5',
  'Main returned 5 while timers ran',
];

/** Token, kind, name and methods of the types of test/runtime-app/Program.cs. */
export const METADATA_ROWS = [
  ['0x02000002', 'sealed', 'TestApp.Program', 'static Main static Length static Fault static Add static HasStack'],
  ['0x02000003', 'sealed', 'TestApp.Clock', 'static Advance static Tick'],
  [
    '0x02000004',
    'sealed',
    'TestApp.Pair`2',
    'get_First set_First get_Second set_Second add_Changed remove_Changed Raise Area Größe .ctor',
  ],
  ['0x02000005', 'interface', 'TestApp.IShape', 'Area'],
];

/** The cells of the table that ts-metadata prints. */
export const metadataRows = (output: string): string[][] =>
  [...output.matchAll(/│ '(0x\w+)' │ '(\w+)'\s+│ '([^']+)'\s+│ '([^']+)'/g)].map(([, ...cells]) => cells);

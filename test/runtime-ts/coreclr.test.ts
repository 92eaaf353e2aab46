import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOST_OUTPUT, METADATA_ROWS, metadataRows } from './expected.ts';
import { root } from './shapes/emit-shapes.ts';

/**
 * The examples against a real CoreCLR, each in a process of its own. Set CLR_BINDGEN_DOTNET to an SDK's folder, or
 * CLR_BINDGEN_TEST_RUNTIME to have one installed; the package and its modules must be built.
 */
const { CLR_BINDGEN_DOTNET, CLR_BINDGEN_TEST_RUNTIME } = process.env;

describe.skipIf(!CLR_BINDGEN_DOTNET && !CLR_BINDGEN_TEST_RUNTIME)('the examples on CoreCLR', () => {
  const temporary = mkdtempSync(path.join(tmpdir(), 'clr-bindgen-'));
  const environment = { ...process.env, TMPDIR: temporary, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' };
  const run = (file: string, ...args: string[]): string =>
    execFileSync(process.execPath, [file, ...args], { cwd: root, env: environment, encoding: 'utf8', timeout: 60_000 });
  const example = (name: string): string => path.join(root, 'examples', name, 'dist', 'main.js');
  const compile = (name: string): void => {
    execFileSync(process.execPath, [
      path.join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
      '-p',
      path.join(root, 'examples', name),
    ]);
  };
  let app = '';
  let sdk = '';

  beforeAll(() => {
    sdk = run(path.join(root, 'scripts', 'test-sdk.mjs')).trim();
    app = run(path.join(root, 'scripts', 'test-sdk.mjs'), '--app').trim();
    for (const name of ['ts-host', 'ts-metadata', 'ts-debugger']) compile(name);
  }, 120_000);
  afterAll(() => rmSync(temporary, { recursive: true, force: true }));

  test('ts-host calls managed code', () => {
    expect(run(example('ts-host'), sdk, app).trim().split('\n')).toEqual(HOST_OUTPUT);
  });

  test('ts-metadata lists types and methods', () => {
    const output = run(example('ts-metadata'), sdk, path.join(app, 'testapp.dll'), 'TestApp');
    expect(metadataRows(output)).toEqual(METADATA_ROWS);
  });

  test('ts-debugger stops at a breakpoint and lets the process go', async () => {
    const debuggee = spawn(path.join(sdk, 'dotnet'), [path.join(app, 'testapp.dll'), 'tick', '100', '50'], {
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = exitCode(debuggee);
    await new Promise((resolve) => debuggee.stdout.once('data', resolve));
    const lines = run(example('ts-debugger'), sdk, String(debuggee.pid), 'testapp.dll', 'TestApp.Clock', 'Tick', '2')
      .trim()
      .split('\n');
    const hit = [
      expect.stringMatching(/^breakpoint on thread \d+$/),
      '  at TestApp.Clock.Tick (testapp.dll)',
      '  at TestApp.Clock.Advance (testapp.dll)',
      '  at TestApp.Program.Main (testapp.dll)',
    ];
    expect(lines).toEqual([
      `attached to ${debuggee.pid}`,
      'breakpoint set on TestApp.Clock.Tick (testapp.dll)',
      ...hit,
      ...hit,
      'detached: all hits seen',
    ]);
    expect(await ended).toBe(100);
  });

  test('what the runtime refuses, it refuses with an error', () => {
    const output = run(path.join(root, 'test', 'runtime-ts', 'coreclr-misuse.mjs'), sdk, app);
    expect(output.trim().split('\n')).toEqual([
      'no runtime: RuntimeNotFoundError ERR_RUNTIME_NOT_FOUND',
      'before start: RuntimeStateError ERR_RUNTIME_STATE',
      'second start: RuntimeStateError ERR_RUNTIME_STATE',
      'no assembly: ArgumentError ERR_ARGUMENT',
      'null: NullArgumentError ERR_NULL_ARGUMENT',
      'NUL in text: ArgumentError ERR_NUL_IN_TEXT',
      'wrong interface: WrongInterfaceError ERR_WRONG_INTERFACE',
      'wrong token: WrongTokenError ERR_WRONG_TOKEN',
      'not an interface: HResultError E_NOINTERFACE',
      'stream that is full: HResultError STG_E_MEDIUMFULL',
      'stream written: 196 bytes',
      'released: ReleasedObjectError ERR_RELEASED',
      'after shutdown: RuntimeStateError ERR_RUNTIME_STATE',
    ]);
  });
});

const exitCode = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('exit', resolve));

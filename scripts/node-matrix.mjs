#!/usr/bin/env node
// Holds the built package against every Node.js that `engines` admits: the oldest, and the newest of each later line.
// Each generates everything and finds the committed outputs up to date, then runs the tests below, which cover the
// library, the configuration, native calls, and what reads a host's sources. The binaries come from npm, into a cache
// folder outside the repository.
// Needs `npm run build` and `npm run build:modules`.
//
//   node scripts/node-matrix.mjs [VERSION...]      default: the oldest of `engines`, 22 and 24
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const cache = path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'clr-bindgen', 'node');
const { engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const oldest = `${/^>=(\d+\.\d+)$/.exec(engines.node)[1]}.0`;
const versions = process.argv.length > 2 ? process.argv.slice(2) : [oldest, '22', '24'];
/** Vitest itself runs on the Node.js that is tested. */
const tests = [
  'test/cli/library.test.ts',
  'test/config/config.test.ts',
  'test/runtime-ts/bstr.test.ts',
  // The TypeScript examples, with CLR_BINDGEN_TEST_RUNTIME=1.
  'test/runtime-ts/coreclr.test.ts',
  'test/runtime-ts/misuse.test.ts',
  'test/runtime-ts/shapes.test.ts',
  'test/runtime-ts/strip-types.test.ts',
  'test/select/used-names.test.ts',
  'test/write',
];

let failed = 0;
for (const version of versions) {
  const node = binary(version);
  const found = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  const start = performance.now();
  const wrong = [
    ['generate --check', [path.join('dist', 'cli', 'main.js'), '--check', '--no-cache']],
    ['tests', [path.join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=dot', ...tests]],
  ].filter(([what, args]) => !succeeds(node, what, args));
  failed += wrong.length;
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`Node.js ${found}: ${wrong.length === 0 ? 'ok' : 'failed'} (${seconds} s)`);
}
process.exitCode = failed > 0 ? 1 : 0;

/** The path of a binary of the version, installed where the cache lacks it. A line such as `22` stays as first installed. */
function binary(version) {
  const folder = path.join(cache, version);
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const file = path.join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n');
  const npm = ['install', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${version}`];
  execFileSync('npm', npm, { cwd: folder, stdio: 'ignore', shell: process.platform === 'win32' });
  return file;
}

/** Runs Node.js in the repository; also what it starts finds this Node.js first. Shows the output of a failure. */
function succeeds(node, what, args) {
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
  const { status, stdout, stderr } = spawnSync(node, args, { cwd: root, env, encoding: 'utf8' });
  if (status === 0) return true;
  console.log(`${what} exited with ${status}\n${stdout}${stderr}`);
  return false;
}

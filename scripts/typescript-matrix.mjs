#!/usr/bin/env node
// Compiles the generated modules, as users have them, with the oldest supported TypeScript, versions between, and the
// newest. The compilers are installed into a cache folder outside the repository. Needs `npm run build`.
//
//   node scripts/typescript-matrix.mjs [VERSION...]      default: 5.0 5.4 5.9 latest
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const cache = path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'clr-bindgen', 'typescript');
const versions = process.argv.length > 2 ? process.argv.slice(2) : ['5.0', '5.4', '5.9', 'latest'];

const compilerOptions = {
  target: 'ES2022',
  lib: ['ES2022'],
  module: 'ESNext',
  moduleResolution: 'bundler',
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  // Users need neither Node's types nor skipLibCheck.
  types: [],
  paths: { 'clr-bindgen/runtime': [path.join(root, 'dist', 'runtime', 'index.d.ts')] },
};

let failed = 0;
for (const version of versions) {
  const folder = path.join(cache, version);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(path.join(folder, 'node_modules', 'typescript')) || version === 'latest') {
    writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n');
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', `typescript@${version}`], {
      cwd: folder,
      stdio: 'ignore',
    });
  }
  const project = path.join(folder, 'tsconfig.json');
  writeFileSync(project, JSON.stringify({ compilerOptions, include: [path.join(root, 'generated', 'typescript')] }));
  const found = JSON.parse(
    readFileSync(path.join(folder, 'node_modules', 'typescript', 'package.json'), 'utf8'),
  ).version;
  const result = spawnSync(path.join(folder, 'node_modules', '.bin', 'tsc'), ['-p', project], { encoding: 'utf8' });
  console.log(`TypeScript ${found}: ${result.status === 0 ? 'ok' : 'failed'}`);
  if (result.status !== 0) {
    failed++;
    console.log(result.stdout.split('\n').slice(0, 20).join('\n'));
  }
}
process.exitCode = failed > 0 ? 1 : 0;

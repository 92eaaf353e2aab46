import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importTypeScript } from '../../src/config/find-typescript.ts';
import { transpile } from '../../src/config/transpile.ts';
import { ensureBuilt, repository, runCli } from '../support/built-cli.ts';
import { watchCli } from '../support/watch-cli.ts';

let cwd: string;
beforeAll(ensureBuilt, 180_000);
beforeEach(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'config-ts-'));
  mkdirSync(path.join(cwd, 'node_modules'));
  symlinkSync(path.join(repository, 'node_modules', 'typescript'), path.join(cwd, 'node_modules', 'typescript'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function put(file: string, lines: readonly string[]): void {
  writeFileSync(path.join(cwd, file), lines.map((line) => `${line}\n`).join(''));
}

/** The list of outputs, or what is wrong. */
function outputs(...args: string[]): string {
  const { stdout, stderr } = runCli(['--list-outputs', ...args], { cwd });
  return stderr || stdout;
}

describe.each(['module', 'commonjs'])('a configuration in TypeScript, in a package of the type %s', (type) => {
  beforeEach(() => put('package.json', [JSON.stringify({ type })]));

  it.each(['ts', 'mts'])('is run as clr-bindgen.config.%s, with what it imports', (extension) => {
    put(`part.${extension}`, [
      'export interface Part { name: string }',
      'export const part: Part = { name: "ISymUnmanagedReader" };',
    ]);
    put(`clr-bindgen.config.${extension}`, [
      `import { part, type Part } from './part.${extension}';`,
      'const selected: Part = part;',
      "export default { out: 'x' as string, targets: ['cpp'], select: selected.name } satisfies object;",
    ]);
    expect(outputs()).toMatch(/^x\/cpp\/clr\.h\n[\s\S]*x\/cpp\/corsym\.h\n/);
  });

  it('is told where a key is wrong', () => {
    put('clr-bindgen.config.ts', [
      'interface Options { [key: string]: unknown }',
      '',
      "const native = { out: 'a', tragets: ['cpp'] };",
      'const defineConfig = (options: Options): Options => options;',
      'export default defineConfig({',
      "  'comments': 'ful',",
      '  outputs: [native, { out: "b", strict: true }],',
      '});',
    ]);
    const found = outputs();
    expect(found).toContain('clr-bindgen.config.ts:3:28 error CB110: unknown key `tragets` in `outputs.0`');
    expect(found).toContain('clr-bindgen.config.ts:6:3 error CB110: `comments` must be none, link, summary or full');
    expect(found).toContain('clr-bindgen.config.ts:7:33 error CB110: unknown key `strict` in `outputs.1`');
  });

  it('is told where it fails', () => {
    put('clr-bindgen.config.ts', [
      'interface Options { [key: string]: unknown }',
      'function choose(): Options {',
      "  throw new Error('no luck');",
      '}',
      'export default choose();',
    ]);
    expect(outputs()).toContain(
      'clr-bindgen.config.ts:3:9 error CB110: configuration `clr-bindgen.config.ts` failed: no luck',
    );
    put('clr-bindgen.config.ts', ['', 'export default { out: 1 1 };']);
    expect(outputs()).toMatch(/^clr-bindgen\.config\.ts:2:\d+ error CB110/);
    put('clr-bindgen.config.ts', ["import { x } from './nowhere.ts';", 'export default x;']);
    expect(outputs()).toMatch(/error CB110: .*nowhere\.ts/);
  });
});

it('a configuration in TypeScript passes over a compiler that is no library', () => {
  const folder = path.join(cwd, 'node_modules', 'typescript');
  rmSync(folder);
  mkdirSync(folder);
  put('node_modules/typescript/package.json', [
    JSON.stringify({ name: 'typescript', version: '7.0.2', main: 'main.js' }),
  ]);
  put('node_modules/typescript/main.js', ["throw new Error('not to be loaded');"]);
  put('clr-bindgen.config.mts', ["export default { out: 'x' as string, targets: ['cpp'], selec: 'IHostTask' };"]);
  expect(outputs()).toContain('clr-bindgen.config.mts:1:56 error CB110: unknown key `selec`; did you mean `select`?');
});

it('the compiler within ts-morph serves as well', async () => {
  const url = pathToFileURL(createRequire(import.meta.url).resolve('ts-morph')).href;
  const compiler = await importTypeScript(url);
  expect(transpile(compiler, 'a.ts', 'export default 1 as number;').outputText).toContain('export default 1;');
});

it.each(['ts', 'mjs'])('a changed configuration is taken up by --watch as .%s, too', async (extension) => {
  put('package.json', ['{ "type": "module" }']);
  const file = `clr-bindgen.config.${extension}`;
  put(file, ["export default { out: 'x', targets: ['cpp'], select: 'IHostTask' };"]);
  const watched = watchCli([], cwd);
  try {
    await watched.until(/watching for changes/);
    expect(existsSync(path.join(cwd, 'x/cpp/clr.h'))).toBe(true);
    put(file, ["export default { out: 'y', targets: ['cpp'], select: 'IHostTask' };"]);
    await watched.until(/watching for changes[\s\S]*watching for changes/);
    expect(existsSync(path.join(cwd, 'y/cpp/clr.h'))).toBe(true);
  } finally {
    expect(await watched.end()).toBe(0);
  }
});

it('a configuration in JavaScript is told where a key is wrong, and where it fails', () => {
  put('clr-bindgen.config.mjs', ['export default {', "  outt: 'a',", '};']);
  expect(outputs()).toContain('clr-bindgen.config.mjs:2:3 error CB110: unknown key `outt`; did you mean `out`?');
  put('clr-bindgen.config.mjs', ['', "export default (() => { throw new Error('no luck'); })();"]);
  expect(outputs()).toContain('clr-bindgen.config.mjs:2:31 error CB110');
  put('clr-bindgen.config.mjs', ["import { readFileSync } from 'node:fs';", "readFileSync('nowhere');"]);
  expect(outputs()).toContain('clr-bindgen.config.mjs:2:1 error CB110');
});

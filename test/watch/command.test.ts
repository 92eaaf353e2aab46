import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ensureBuilt, main, repository, runCli } from '../support/built-cli.ts';

let cwd: string;
let child: ChildProcess;
let told = '';
beforeAll(ensureBuilt, 180_000);
beforeEach(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'watch-command-'));
  cpSync(path.join(repository, 'metadata', 'docs', 'hosting'), path.join(cwd, 'docs'), { recursive: true });
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(cwd, { recursive: true, force: true });
});

/** Waits until the command has printed something. */
async function until(pattern: RegExp): Promise<string> {
  while (!pattern.test(told)) await new Promise((resolve) => child.stdout?.once('data', resolve));
  const found = told;
  told = '';
  return found;
}

it('generate --watch prints one line a run, takes up a changed configuration, and ends at SIGINT with 0', async () => {
  const configuration = path.join(cwd, 'clr-bindgen.config.json');
  writeFileSync(configuration, '{ "docs": "docs", "targets": ["cpp"] }');
  child = spawn(process.execPath, [main, '--watch'], { cwd, env: { ...process.env, NO_COLOR: '1' } });
  child.stdout?.setEncoding('utf8').on('data', (data: string) => {
    told += data;
  });
  child.stderr?.resume();
  expect(await until(/watching.*\n/)).toMatch(/^\d+ pages: \d+ files written; .*\nwatching for changes/);

  writeFileSync(path.join(cwd, 'docs', 'frob.md'), '# Frob Structure\n\nA frob.\n');
  expect(await until(/\n/)).toMatch(/^docs\/frob\.md changed: \d+ files? written; \d+ ms\n$/);

  writeFileSync(configuration, '{ "docs": "docs", "targets": ["cpp"], "comments": "none" }');
  await until(/watching.*\n/);
  expect(runCli(['--check'], { cwd }).status).toBe(0);

  const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve([code, signal])));
  child.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
});

it('generate --watch keeps the settings of a configuration that is gone, and takes it up when it is back', async () => {
  const configuration = path.join(cwd, 'clr-bindgen.config.json');
  writeFileSync(configuration, '{ "docs": "docs", "targets": ["cpp"], "out": "made" }');
  child = spawn(process.execPath, [main, '--watch'], { cwd, env: { ...process.env, NO_COLOR: '1' } });
  child.stdout?.setEncoding('utf8').on('data', (data: string) => {
    told += data;
  });
  child.stderr?.resume();
  await until(/watching.*\n/);

  rmSync(configuration);
  expect(await until(/watching.*\n/)).toMatch(
    /^clr-bindgen\.config\.json: the configuration is gone; its last settings hold until it is back\n\d+ pages: /,
  );
  expect(readdirSync(cwd).sort()).toEqual(['docs', 'made']);

  writeFileSync(configuration, '{ "docs": "docs", "targets": ["cpp"], "out": "other" }');
  await until(/watching.*\n/);
  expect(readdirSync(cwd).sort()).toEqual(['clr-bindgen.config.json', 'docs', 'made', 'other']);

  const ended = new Promise((resolve) => child.on('exit', (code) => resolve(code)));
  child.kill('SIGINT');
  expect(await ended).toBe(0);
});

it('generate --watch --check is refused', () => {
  const { status, stderr } = runCli(['--watch', '--check'], { cwd });
  expect([status, stderr]).toEqual([2, expect.stringContaining("'--watch' cannot be used with option '--check'")]);
  child = spawn('true');
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { ensureBuilt, listFiles, main, repository } from '../support/built-cli.ts';

beforeAll(ensureBuilt, 180_000);

const flag = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission';

it('generates with no more permissions than to read, and to write its output folder', () => {
  const cwd = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'permission-')));
  const permissions = [flag, '--allow-fs-read=*', `--allow-fs-write=${path.join(cwd, 'out')}${path.sep}*`];
  const { status, stderr } = spawnSync(process.execPath, [...permissions, main, '--out', 'out', '--no-cache'], {
    cwd,
    encoding: 'utf8',
  });
  expect(stderr).not.toMatch(/error|ERR_/);
  expect(status).toBe(0);
  expect(listFiles(path.join(cwd, 'out'))).toEqual(listFiles(path.join(repository, 'generated')));
});

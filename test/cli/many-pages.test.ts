import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensureBuilt, runCli } from '../support/built-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'many-pages-'));
  mkdirSync(path.join(cwd, 'docs'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

it('takes more pages than those for which V8 keeps its defaults, and V8 knows the option', () => {
  ensureBuilt();
  for (let page = 0; page <= 10_000; page++) {
    writeFileSync(path.join(cwd, 'docs', `page-${page}.md`), `# Page ${page}\n\nA page about nothing.\n`);
  }
  const { status, stdout, stderr } = runCli(['--docs', 'docs', '--out', 'out', '--no-cache'], { cwd });
  expect([status, stderr]).toEqual([0, expect.not.stringContaining('--heap')]);
  expect(stdout).toContain('10,001 pages read');
}, 240_000);

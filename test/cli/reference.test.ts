import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliResult, ensureBuilt, listFiles, repository, runCli } from '../support/built-cli.ts';
import { hasReference, reference } from '../support/corpus.ts';

describe.skipIf(!hasReference)('the whole reference', () => {
  let cwd: string;
  let first: CliResult;
  beforeAll(() => {
    ensureBuilt();
    cwd = mkdtempSync(path.join(os.tmpdir(), 'reference-'));
    first = runCli(['--docs', reference, '--out', 'out', '--stats'], { cwd });
  }, 300_000);
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  it('is generated without an error, in less than 600 MB', () => {
    expect(first.stderr).not.toMatch(/^.*error CB/m);
    expect(first.status).toBe(0);
    expect(first.stdout).toContain('2,188 pages read; ');
    const [, peak] = /^ {2}peak +(\d+) MB$/m.exec(first.stdout) ?? [];
    expect(Number(peak)).toBeLessThan(600);
  });

  it('accounts for each of its 2,188 pages', () => {
    const table = first.stdout.slice(0, first.stdout.indexOf('\nmodel\n'));
    const rows = [...table.matchAll(/^ {2}(.+?) +([\d,]+)$/gm)].map(([, kind, count]) => [
      kind,
      Number(count?.replace(',', '')),
    ]);
    expect(rows.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(2188);
    expect(Object.fromEntries(rows)).toMatchObject({
      interfaces: 307,
      enumerations: 146,
      coclasses: 5,
      'function pointers': 6,
    });
    expect(first.stderr).not.toContain('CB111');
  });

  it('gives the same bytes for CRLF pages', () => {
    const snapshot = path.resolve(reference, '..', '..', '..');
    for (const file of listFiles(snapshot).filter((name) => name.endsWith('.md'))) {
      const target = path.join(cwd, 'tree', file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, readFileSync(path.join(snapshot, file), 'utf8').replaceAll('\n', '\r\n'));
    }
    const docs = path.join(cwd, 'tree', 'docs', 'framework', 'unmanaged-api');
    expect(readFileSync(path.join(docs, 'index.md'), 'utf8')).toContain('\r\n');
    expect(runCli(['--docs', docs, '--out', 'crlf'], { cwd }).status).toBe(0);
    expectSameFiles('crlf');
  });

  function expectSameFiles(other: string): void {
    const files = listFiles(path.join(cwd, 'out'));
    expect(listFiles(path.join(cwd, other))).toEqual(files);
    const differing = files.filter(
      (file) => !readFileSync(path.join(cwd, 'out', file)).equals(readFileSync(path.join(cwd, other, file))),
    );
    expect(differing).toEqual([]);
  }

  it('is what metadata/model holds (`npm run embed` writes it)', () => {
    const script = path.join(repository, 'scripts', 'embed.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, '--check', reference], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });
});

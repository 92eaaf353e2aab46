import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt, runCli } from '../support/built-cli.ts';
import { flawless } from './docs.ts';

const cwd = mkdtempSync(path.join(tmpdir(), 'clr-bindgen-lint-command-'));
const page = 'iqueue-pop-method.md';

beforeAll(() => {
  ensureBuilt();
  mkdirSync(path.join(cwd, 'docs'));
  writeFileSync(path.join(cwd, 'package.json'), '{}');
  const text = (flawless[page] as string).replace('ppItem);', 'ppItem').replace('\n', '\r\n');
  writeFileSync(path.join(cwd, 'docs', page), text);
}, 120_000);
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

function lint(...args: string[]) {
  return runCli(['lint', '--docs', 'docs', ...args], { cwd });
}

function configure(content: object): void {
  writeFileSync(path.join(cwd, 'clr-bindgen.config.json'), JSON.stringify(content));
}

describe('generate lint', () => {
  it('reports to the standard output and ends well with warnings', () => {
    const { status, stdout, stderr } = lint();
    expect(stdout).toContain(`docs/${page}`);
    expect(stdout).toContain('warning CB306');
    expect(stdout).toMatch(/1 pages? read/);
    expect([status, stderr]).toEqual([0, '']);
  });

  it('fails on warnings where they count', () => {
    expect(lint('--strict').status).toBe(1);
  });

  it('has a report for machines', () => {
    const { diagnostics, outcome, pages } = JSON.parse(lint('--reporter', 'json').stdout);
    expect([outcome, pages]).toEqual(['done', 1]);
    expect(diagnostics.map(({ code }: { code: string }) => code)).toContain('CB306');
    expect(JSON.parse(lint('--reporter', 'sarif').stdout)).toMatchObject({ version: '2.1.0' });
    expect(lint('--reporter', 'msvc').stdout).toContain(`docs/${page}(`);
    expect(lint('--reporter', 'github').stdout).toContain(`::warning file=docs/${page}`);
  });

  it('writes a patch to the standard output, the report beside it', () => {
    const { status, stdout, stderr } = lint('--fix');
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`^--- a/docs/${page}\n\\+\\+\\+ b/docs/${page}\n@@ `));
    expect(stdout).toContain('+HRESULT Pop([out] IUnknown **ppItem);\n');
    expect(stderr).toContain('CB306');
  });

  it('writes a patch to a file', () => {
    const { stdout } = lint('--fix', 'cure.patch');
    expect(stdout).toMatch(/findings? cured/);
    expect(readFileSync(path.join(cwd, 'cure.patch'), 'utf8')).toContain('+HRESULT Pop([out] IUnknown **ppItem);\n');
  });

  it('keeps to itself what the configuration accepts, with a reason', () => {
    configure({ lint: { ignore: [{ code: 'CB306', page: '*-pop-method.md', reason: 'a test' }] } });
    const accepted = JSON.parse(lint('--reporter', 'json').stdout);
    expect(accepted.suppressed).toBe(1);
    expect(accepted.diagnostics.map(({ code }: { code: string }) => code)).not.toContain('CB306');
    configure({ lint: { ignore: [{ code: 'CB306' }] } });
    const { status, stdout } = lint();
    expect(stdout).toContain('error CB891');
    expect(status).toBe(1);
    configure({ lint: { ignore: 'CB306' } });
    expect(lint().status).toBe(2);
    configure({});
  });

  it('tells wrong usage', () => {
    expect(runCli(['lint', '--docs', 'nowhere'], { cwd }).status).toBe(2);
    expect(lint('--reporter', 'none').status).toBe(2);
    expect(runCli(['lint', '--help'], { cwd }).stdout).toContain('--fix [file]');
  });
});

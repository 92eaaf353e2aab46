import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureBuilt, listFiles, main, repository, runCli } from '../support/built-cli.ts';

let cwd: string;
beforeAll(ensureBuilt, 180_000);
beforeEach(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'interrupted-'));
  cpSync(path.join(repository, 'metadata', 'docs', 'hosting'), path.join(cwd, 'docs'), { recursive: true });
});
afterEach(() => {
  chmodSync(path.join(cwd, 'out'), 0o755);
  rmSync(cwd, { recursive: true, force: true });
});

const args = ['--docs', 'docs', '--out', 'out'];

function contents(folder: string): Map<string, string> {
  return new Map(listFiles(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
}

/** Every file has its old content or its new one, and none is left over from writing. */
function expectWhole(before: Map<string, string>, after: Map<string, string>): void {
  for (const [file, text] of contents(path.join(cwd, 'out'))) {
    if (file === 'manifest.json') JSON.parse(text);
    else if (!file.endsWith('.tmp')) expect([before.get(file), after.get(file)]).toContain(text);
  }
}

describe('a run that cannot finish', () => {
  it('leaves whole files when it is killed at any moment, and the next run repairs', async () => {
    runCli(args, { cwd });
    const before = contents(path.join(cwd, 'out'));
    runCli([...args.slice(0, 2), '--out', 'expected', '--comments', 'none'], { cwd });
    const after = contents(path.join(cwd, 'expected'));
    expect([...after].filter(([file, text]) => before.get(file) !== text).length).toBeGreaterThan(2);
    const next = [...args, '--comments', 'none'];
    for (let reached = 0, delay = 100; reached < 8 && delay < 20_000; delay *= 1.15) {
      runCli(args, { cwd });
      const child = spawn(process.execPath, [main, ...next], { cwd, stdio: 'ignore' });
      const timer = setTimeout(() => child.kill('SIGKILL'), delay);
      const killed = await new Promise<boolean>((done) => child.on('exit', (_, signal) => done(signal === 'SIGKILL')));
      clearTimeout(timer);
      expectWhole(before, after);
      if (!killed) break;
      reached += 1;
    }
    expect(runCli(next, { cwd }).status).toBe(0);
    expect(contents(path.join(cwd, 'out'))).toEqual(after);
  });

  it('says so and leaves no half a file when there is no room', () => {
    runCli(args, { cwd });
    const before = contents(path.join(cwd, 'out'));
    // What a full disk does: a write is cut short, the next one fails.
    const script = `ulimit -f 8; exec "$0" "$@"`;
    const limited = spawnSync('bash', ['-c', script, process.execPath, main, ...args, '--comments', 'none'], {
      cwd,
      encoding: 'utf8',
    });
    expect(limited.status).toBe(1);
    expect(limited.stderr).toMatch(/error CB701: cannot write `out\/.*`: it would be larger than the system allows/);
    const whole = contents(path.join(cwd, 'out'));
    expect([...whole.keys()].filter((file) => file.endsWith('.tmp'))).toEqual([]);
    for (const file of before.keys()) expect(whole.has(file)).toBe(true);
    runCli([...args.slice(0, 2), '--out', 'expected', '--comments', 'none'], { cwd });
    expectWhole(before, contents(path.join(cwd, 'expected')));
    expect(runCli(args, { cwd }).status).toBe(0);
    expect(contents(path.join(cwd, 'out'))).toEqual(before);
  });

  it('says so when the output folder is read-only', () => {
    mkdirSync(path.join(cwd, 'out'));
    writeFileSync(path.join(cwd, 'out', 'mine.txt'), 'mine');
    // Nothing is read-only to root, so the generator then runs as another user.
    const isRoot = process.getuid?.() === 0;
    chmodSync(cwd, 0o755);
    chmodSync(path.join(cwd, 'out'), 0o555);
    const { status, stderr } = runCli(args, { cwd, ...(isRoot && { uid: 65534, gid: 65534 }) });
    expect(status).toBe(1);
    expect(stderr).toContain('error CB701: cannot write `out/manifest.json`: permission denied');
    expect(listFiles(path.join(cwd, 'out'))).toEqual(['mine.txt']);
  });
});

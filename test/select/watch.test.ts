import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type WatchRun, watch } from '../../src/watch/watch.ts';

it('--watch follows the sources of a used: pattern', async () => {
  const cwd = mkdtempSync(path.join(os.tmpdir(), 'watch-used-'));
  const abort = new AbortController();
  const runs: WatchRun[] = [];
  let notify = () => {};
  const next = () =>
    new Promise<void>((resolve) => {
      notify = resolve;
    });
  try {
    mkdirSync(path.join(cwd, 'src'));
    writeFileSync(path.join(cwd, 'src/host.cpp'), 'IHostTask *task;\n');
    let isReady = () => {};
    const ready = new Promise<void>((resolve) => {
      isReady = resolve;
    });
    const ended = watch({
      generate: { cwd, out: 'src/clr', targets: ['cpp'], select: ['used:src/**/*.cpp'] },
      signal: abort.signal,
      onReady: isReady,
      onRun: (run) => {
        runs.push(run);
        notify();
      },
    });
    await ready;
    const model = () => readFileSync(path.join(cwd, 'src/clr/model.json'), 'utf8');
    expect(model()).not.toContain('"ICLRMetaHost"');
    const after = next();
    writeFileSync(path.join(cwd, 'src/more.cpp'), 'ICLRMetaHost *host;\n');
    await after;
    expect(runs.at(-1)?.changed).toEqual([path.join(cwd, 'src/more.cpp')]);
    expect(model()).toContain('"ICLRMetaHost"');
    abort.abort();
    expect(await ended).toBe('aborted');
  } finally {
    abort.abort();
    rmSync(cwd, { recursive: true, force: true });
  }
});

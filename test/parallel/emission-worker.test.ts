import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { FileMemory } from '../../src/cache/file-memory.ts';
import { targets as registry } from '../../src/emit/targets.ts';
import type { PlatformTypes } from '../../src/model/canonical.ts';
import type { EmissionRequest } from '../../src/parallel/emission-request.ts';
import type { EmissionWorker } from '../../src/parallel/emission-worker.ts';
import { emitTargets } from '../../src/parallel/emit-targets.ts';
import { readMetadata } from '../../src/read/metadata.ts';
import { hashText } from '../../src/write/text-hash.ts';
import { TextHashes } from '../../src/write/text-hashes.ts';
import { embedded as model, root, templates } from '../select/embedded-model.ts';
import { ensureBuilt } from '../support/built-cli.ts';

const { facts } = (await readMetadata(path.join(root, 'metadata'))).value;
const platformTypes = facts['platform-types'] as PlatformTypes;
const targets = [...registry.values()];
const names = targets.map(({ name }) => name);

/** As it is built: there is no worker where the sources run as they are. */
let Built: typeof EmissionWorker;

beforeAll(async () => {
  await ensureBuilt();
  const file = path.join(root, 'dist', 'parallel', 'emission-worker.js');
  ({ EmissionWorker: Built } = (await import(pathToFileURL(file).href)) as { EmissionWorker: typeof EmissionWorker });
}, 180_000);

function started(of: readonly string[]): EmissionWorker {
  const worker = Built.start({ targets: of, cwd: root });
  if (worker === undefined) throw new Error('there is one processor only');
  return worker;
}

/** Everything that comes of an emission: files, findings, hashes, and what a later run finds the files by. */
async function emitted(worker?: EmissionWorker) {
  const memory = new FileMemory();
  const hashes = new TextHashes();
  const options = { comments: 'full', templates, generator: '1.0.0', cpp: { c: true } } as const;
  const { value, diagnostics } = await emitTargets(targets, model, { platformTypes, options, memory, hashes, worker });
  const files = value.map(({ path, text }) => ({ path, text }));
  for (const { path, text } of files) expect(hashes.find(path, text) ?? hashText(text)).toBe(hashText(text));
  const keys = [...memory.latest].map(([file, { key, diagnostics, text }]) => ({
    file,
    key,
    diagnostics,
    text: text(),
  }));
  const said = diagnostics.map(({ code, message }) => `${code} ${message}`);
  return { files, said, rendered: memory.rendered, keys: keys.sort((a, b) => (a.file < b.file ? -1 : 1)) };
}

describe.skipIf(os.availableParallelism() < 2)('a worker that emits targets', () => {
  it.each([names.slice(0, -1), names.slice(1), names].map((of) => ({ of })))(
    'gives what this thread gives: $of',
    async ({ of }) => {
      const worker = started(of);
      const emit = vi.spyOn(worker, 'emit');
      expect(await emitted(worker)).toEqual(await emitted());
      expect((await emit.mock.results[0]?.value)?.results).toHaveLength(worker.targets.length);
      await worker.end();
    },
  );

  it('is made up for where it fails', async () => {
    const worker = started(names);
    const nothing = worker.emit({} as EmissionRequest);
    expect(await nothing).toBeUndefined();
    expect(await emitted(worker)).toEqual(await emitted());
    await worker.end();
  });

  it('is made up for where it has ended', async () => {
    const worker = started(names);
    await worker.end();
    expect(await emitted(worker)).toEqual(await emitted());
  });
});

it('there is none on one processor', () => {
  const spy = vi.spyOn(os, 'availableParallelism').mockReturnValue(1);
  expect(Built.start({ targets: names, cwd: root })).toBeUndefined();
  spy.mockRestore();
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCacheFile, writeCacheFile } from '../../src/cache/cache-file.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'cache-file-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a cache file', () => {
  it('is read as it was written', () => {
    const file = path.join(folder, 'made', 'for', 'it.run');
    expect(writeCacheFile(file, [Buffer.from('one '), Buffer.from('two')])).toBeUndefined();
    expect(readCacheFile(file)).toEqual({ content: Buffer.from('one two') });
  });

  it('is written without what a run that was killed has left beside it', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(path.join(folder, `.a.pages.${pid}-1.tmp`), 'half');
    expect(writeCacheFile(path.join(folder, 'a.run'), [Buffer.from('a')])).toBeUndefined();
    expect(readdirSync(folder)).toEqual(['a.run']);
  });

  it.skipIf(process.platform === 'win32')('says why its folder cannot be made', () => {
    writeFileSync(path.join(folder, 'file'), '');
    expect(writeCacheFile(path.join(folder, 'file', 'a.run'), [])).toBe('a file is in the place of a folder');
    expect(writeCacheFile('/proc/clr-bindgen/a.run', [])).toBeTypeOf('string');
  });
});

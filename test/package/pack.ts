import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { repository } from '../support/built-cli.ts';

/** What `npm pack` says of the tarball that it makes; sizes in bytes. */
export interface Packed {
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
  /** The tarball itself. */
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Whether everything that is packed has been built: `npm test` does that, running a single test does not. */
export const isBuilt =
  process.env.CI === 'true' ||
  ['dist/index.js', 'dist/typescript/index.js'].every((file) => existsSync(path.join(repository, file)));

/** Packs the built package as it is, without building it again. */
export function pack(): Packed {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'packed-'));
  try {
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const { stdout } = spawnSync('npm', args, {
      cwd: repository,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    const [packed] = JSON.parse(stdout);
    return { ...packed, data: new Uint8Array(readFileSync(path.join(folder, packed.filename))) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

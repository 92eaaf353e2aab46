import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
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

/** Places in `node_modules` of the packages that an installation of this one brings along, by the lock file. */
export function installedPlaces(): string[] {
  const read = (file: string) => JSON.parse(readFileSync(path.join(repository, file), 'utf8'));
  const { packages } = read('package-lock.json');
  const found = new Set<string>();
  const visit = (name: string, from: string): void => {
    const inner = `${from}/node_modules/${name}`;
    const place = packages[inner] ? inner : `node_modules/${name}`;
    if (found.has(place)) return;
    found.add(place);
    const { dependencies, optionalDependencies } = packages[place];
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) visit(next, place);
  };
  for (const name of Object.keys(read('package.json').dependencies)) visit(name, '');
  return [...found];
}

/** Installs the tarball into a project's `node_modules`, beside the packages that it depends on and no other. */
export function installPacked(project: string): void {
  const modules = path.join(project, 'node_modules');
  const own = path.join(modules, 'clr-bindgen');
  mkdirSync(own, { recursive: true });
  mkdirSync(path.join(modules, '.bin'));
  const tarball = path.join(project, 'clr-bindgen.tgz');
  writeFileSync(tarball, pack().data);
  const { status, stderr } = spawnSync('tar', ['-xzf', tarball, '-C', own, '--strip-components=1'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  rmSync(tarball);
  for (const place of installedPlaces().filter((one) => one.lastIndexOf('node_modules/') === 0)) {
    mkdirSync(path.dirname(path.join(project, place)), { recursive: true });
    symlinkSync(path.join(repository, place), path.join(project, place), 'junction');
  }
  const command = path.join(own, 'dist', 'cli', 'main.js');
  chmodSync(command, 0o755);
  symlinkSync(command, path.join(modules, '.bin', 'generate'));
}

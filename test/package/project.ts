import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { repository } from '../support/built-cli.ts';

/** Installed packages of the repository. */
const installed = path.join(repository, 'node_modules');

/** What a command of a project ended with. */
export interface Ended {
  readonly status: number | null;
  /** Of both streams. */
  readonly output: string;
}

/**
 * A copy of an example in an empty folder, with the packed package installed as npm would: unpacked into `node_modules`,
 * its command linked. What it depends on is linked from the repository, and nothing else is there.
 */
export class ExampleProject {
  readonly folder: string;

  /**
   * @param example Folder below `examples`.
   * @param tarball The package.
   * @param folder Where to; must not exist.
   */
  constructor(example: string, tarball: string, folder: string) {
    this.folder = folder;
    const source = path.join(repository, 'examples', example);
    // What somebody built or installed there is no part of the example.
    const isPart = (file: string) =>
      !/^(?:node_modules|dist|build|bin|obj|generated|src.clr)(?:[\\/]|$)/.test(path.relative(source, file));
    cpSync(source, folder, { recursive: true, filter: isPart });
    this.#install(tarball);
  }

  #install(tarball: string): void {
    const own = path.join(this.folder, 'node_modules', 'clr-bindgen');
    mkdirSync(own, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '-C', own, '--strip-components=1']);
    const description = JSON.parse(readFileSync(path.join(own, 'package.json'), 'utf8')) as PackageDescription;
    const project = JSON.parse(this.read('package.json')) as PackageDescription;
    const wanted = { ...description.dependencies, ...project.dependencies, ...project.devDependencies };
    for (const name of Object.keys(wanted)) if (name !== 'clr-bindgen') this.#link(name);
    for (const [command, file] of Object.entries(description.bin ?? {})) {
      const target = path.join(own, file);
      chmodSync(target, 0o755);
      this.#linkCommand(command, target);
    }
  }

  #link(name: string): void {
    const target = path.join(installed, name);
    const link = path.join(this.folder, 'node_modules', name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(target, link, 'junction');
    const { bin = {} } = JSON.parse(readFileSync(path.join(target, 'package.json'), 'utf8')) as PackageDescription;
    const commands = typeof bin === 'string' ? { [path.basename(name)]: bin } : bin;
    for (const [command, file] of Object.entries(commands)) this.#linkCommand(command, path.join(target, file));
  }

  #linkCommand(name: string, target: string): void {
    const folder = path.join(this.folder, 'node_modules', '.bin');
    mkdirSync(folder, { recursive: true });
    symlinkSync(target, path.join(folder, name));
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }

  write(file: string, text: string): void {
    writeFileSync(path.join(this.folder, file), text);
  }

  /** Gives a file the time of now and leaves what is in it. */
  touch(file: string): void {
    const now = new Date();
    utimesSync(path.join(this.folder, file), now, now);
  }

  run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Ended {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...process.env, CI: '', NO_COLOR: '1', ...env },
    });
    return { status, output: error ? String(error) : stdout + stderr };
  }

  /** Writes a command that counts its runs and calls the generator; its path. */
  countingGenerator(): string {
    const file = path.join(this.folder, 'generate.sh');
    const generator = path.join(this.folder, 'node_modules', '.bin', 'clr-bindgen');
    writeFileSync(file, `#!/bin/sh\necho run >> "${this.#runs}"\nexec "${process.execPath}" "${generator}" "$@"\n`);
    chmodSync(file, 0o755);
    return file;
  }

  /** How often the counting generator ran since this was asked last. */
  runs(): number {
    if (!existsSync(this.#runs)) return 0;
    const count = readFileSync(this.#runs, 'utf8').split('\n').length - 1;
    rmSync(this.#runs);
    return count;
  }

  get #runs(): string {
    return path.join(this.folder, 'runs');
  }
}

interface PackageDescription {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
}

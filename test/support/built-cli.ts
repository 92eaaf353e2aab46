import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

const dist = path.join(repository, 'dist');
/** The built command line. */
export const main = path.join(dist, 'cli', 'main.js');
const stamp = path.join(dist, '.built-for-tests');
const lock = path.join(repository, 'node_modules', '.cache', 'clr-bindgen-build.lock');

/** Builds `dist` if a source is newer; test files run side by side, so only one builds and the others wait. */
export function ensureBuilt(): void {
  mkdirSync(path.dirname(lock), { recursive: true });
  const deadline = Date.now() + 120_000;
  while (!tryLock()) {
    if (Date.now() > deadline) throw new Error(`another build holds ${lock}`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  try {
    if (isFresh()) return;
    const started = new Date();
    const shell = process.platform === 'win32';
    const build = spawnSync('npm', ['run', 'build'], { cwd: repository, encoding: 'utf8', shell });
    if (build.status !== 0 && (process.env.CI || !existsSync(main))) throw new Error(build.stdout + build.stderr);
    writeFileSync(stamp, '');
    // Sources that were saved during the build are newer than what was built.
    utimesSync(stamp, started, started);
  } finally {
    rmdirSync(lock);
  }
}

function tryLock(): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    // A run that was killed leaves its lock behind.
    if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 120_000) rmdirSync(lock);
    return false;
  }
}

function isFresh(): boolean {
  if (!existsSync(main)) return false;
  const built = Math.max(statSync(main).mtimeMs, existsSync(stamp) ? statSync(stamp).mtimeMs : 0);
  const entries = readdirSync(path.join(repository, 'src'), { recursive: true, withFileTypes: true });
  return entries.every(
    (entry) => entry.isDirectory() || statSync(path.join(entry.parentPath, entry.name)).mtimeMs < built,
  );
}

export interface CliResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line. */
export function runCli(args: readonly string[], options: SpawnSyncOptions = {}): CliResult {
  const result = spawnSync(process.execPath, [main, ...args], {
    timeout: 120_000,
    maxBuffer: 256 * 1024 * 1024,
    ...options,
    env: { ...process.env, NO_COLOR: '1', CI: '', ...options.env },
    encoding: 'utf8',
  });
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

/** Every file below a folder, relative, in order. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

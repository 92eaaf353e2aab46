import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('shapes.cpp', import.meta.url));

/** Whether a C++ compiler is there; tests that need one are skipped visibly without it. */
export const hasCompiler = spawnSync('g++', ['--version']).status === 0;

/** Compiles shapes.cpp, once for its content, and returns the library's path. */
export function shapesLibrary(): string {
  const hash = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16);
  const folder = path.join(tmpdir(), 'clr-bindgen-tests');
  const library = path.join(folder, `libshapes-${hash}.so`);
  if (existsSync(library)) return library;
  mkdirSync(folder, { recursive: true });
  const building = `${library}.${process.pid}`;
  execFileSync('g++', ['-std=c++17', '-O1', '-shared', '-fPIC', '-pthread', '-o', building, source], {
    stdio: 'inherit',
  });
  renameSync(building, library);
  return library;
}

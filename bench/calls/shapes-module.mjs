// The module of the test interface (test/runtime-ts/shapes) as JavaScript, and the library behind it.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Compiles shapes.cpp and the emitted shapes.ts against `dist`, and imports the module. */
export async function shapesModule() {
  const folder = path.join(tmpdir(), 'clr-bindgen-bench');
  mkdirSync(folder, { recursive: true });
  const library = path.join(folder, 'libshapes.so');
  if (!existsSync(library)) {
    const source = path.join(root, 'test', 'runtime-ts', 'shapes', 'shapes.cpp');
    execFileSync('g++', ['-std=c++17', '-O2', '-shared', '-fPIC', '-pthread', '-o', library, source], {
      stdio: 'inherit',
    });
  }
  const source = readFileSync(path.join(root, 'test', 'fixtures', 'emit', 'typescript', 'shapes', 'shapes.ts'), 'utf8');
  const runtime = pathToFileURL(path.join(root, 'dist', 'runtime', 'index.js')).href;
  const { outputText } = ts.transpileModule(source.replaceAll(/'[./]*src\/runtime\/index\.ts'/g, `'${runtime}'`), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const file = path.join(folder, 'shapes.mjs');
  writeFileSync(file, outputText);
  return { library, module: await import(pathToFileURL(file).href), runtime: await import(runtime) };
}

// Whether what was generated compiles, asked of real compilers.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const repository = path.resolve(import.meta.dirname, '..', '..');

async function errorsOf(program, args, cwd) {
  try {
    await run(program, args, { cwd, maxBuffer: 1 << 28, timeout: 300_000 });
    return '';
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    const output = `${error.stdout ?? ''}${error.stderr ?? ''}`.trim();
    return output === '' ? String(error) : output.slice(0, 20_000);
  }
}

/** Every header in one C++ source, and the definitions in another; empty if all compile, undefined without a compiler. */
export async function cppErrors(out, compiler = 'g++') {
  const folder = path.join(out, 'cpp');
  const headers = readdirSync(folder).filter((name) => name.endsWith('.h'));
  const source = path.join(out, 'all.cpp');
  writeFileSync(source, headers.map((name) => `#include "cpp/${name}"\n`).join(''));
  const flags = ['-std=c++17', '-trigraphs', '-Wall', '-Wno-trigraphs', '-Werror', '-fsyntax-only'];
  const errors = await errorsOf(compiler, [...flags, source], out);
  if (errors !== '' || !existsSync(path.join(folder, 'clr_i.c'))) return errors;
  return errorsOf(compiler === 'g++' ? 'gcc' : 'clang', ['-fsyntax-only', path.join(folder, 'clr_i.c')], out);
}

/** Syntax errors of the TypeScript modules; with `types` all errors. */
export async function typescriptErrors(out, types) {
  const folder = path.join(out, 'typescript');
  if (!types) {
    const { default: typescript } = await import('typescript');
    for (const name of readdirSync(folder)) {
      const text = readFileSync(path.join(folder, name), 'utf8');
      const source = typescript.createSourceFile(name, text, typescript.ScriptTarget.ES2022);
      const [first] = source.parseDiagnostics;
      if (first) {
        const line = source.getLineAndCharacterOfPosition(first.start).line + 1;
        return `${name}:${line}: ${typescript.flattenDiagnosticMessageText(first.messageText, ' ')}`;
      }
    }
    return '';
  }
  const modules = path.join(out, '..', 'node_modules');
  if (!existsSync(modules)) symlinkSync(path.join(repository, 'node_modules'), modules);
  const configuration = path.join(out, '..', 'tsconfig.json');
  writeFileSync(
    configuration,
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        target: 'es2022',
        module: 'nodenext',
        types: ['node'],
        allowImportingTsExtensions: true,
        paths: { 'clr-bindgen/runtime': [path.join(repository, 'dist', 'runtime', 'index.d.ts')] },
      },
      include: [folder],
    }),
  );
  const tsc = path.join(repository, 'node_modules', 'typescript', 'bin', 'tsc');
  return errorsOf(process.execPath, [tsc, '-p', configuration], out);
}

/** Errors of the Rust crate; undefined without a compiler. */
export function rustErrors(out) {
  const args = ['--crate-type=lib', '--edition', '2021', '--emit=metadata', '--cap-lints', 'allow'];
  return errorsOf('rustc', [...args, '--out-dir', path.join(out, '..'), path.join(out, 'rust', 'lib.rs')], out);
}

/** Errors of the C# sources; undefined unless tests may use the SDK of .NET. */
export async function csharpErrors(out) {
  if (!process.env.CLR_BINDGEN_TEST_RUNTIME) return undefined;
  const { compileCSharp, installSdk } = await import('../../scripts/test-sdk.mjs');
  const sources = readdirSync(path.join(out, 'csharp')).map((name) => path.join(out, 'csharp', name));
  const folder = path.join(out, '..');
  try {
    compileCSharp(installSdk(), folder, ['-target:library', '-unsafe', `-out:${folder}/clr.dll`, ...sources]);
    return '';
  } catch (error) {
    return `${error.stdout ?? ''}${error.stderr ?? ''}${error.message}`.slice(0, 20_000);
  }
}

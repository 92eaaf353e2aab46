import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fences, read } from '../docs/markdown.ts';
import { profiling, root, runtimeTests, type TestSdk, testSdk } from './example.ts';

/** The block of a page that begins with a text. */
function block(page: string, start: string): string {
  const found = fences(read(page)).find(({ text }) => text.startsWith(start));
  if (found === undefined) throw new Error(`${page} has no block that begins with ${start}`);
  return found.text;
}

describe.skipIf(!runtimeTests)('what the docs show, on a real CLR', () => {
  let folder: string;
  let sdk: TestSdk;
  beforeAll(() => {
    sdk = testSdk();
    folder = mkdtempSync(path.join(tmpdir(), 'clr-docs-'));
    mkdirSync(path.join(folder, 'node_modules'));
    symlinkSync(root, path.join(folder, 'node_modules', 'clr-bindgen'), 'junction');
    symlinkSync(path.join(root, 'generated'), path.join(folder, 'generated'), 'junction');
    for (const name of ['koffi', '@types']) {
      symlinkSync(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name), 'junction');
    }
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
    writeFileSync(path.join(folder, 'tsconfig.json'), block('README.md', '{\n  "compilerOptions"'));
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (program: string, args: readonly string[], more: Record<string, string> = {}) => {
    const env = { ...process.env, DOTNET_ROOT: sdk.sdk, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1', ...more };
    return execFileSync(program, args, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  };
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');

  it('README: the reader lists the types of an assembly', () => {
    writeFileSync(
      path.join(folder, 'reader.mts'),
      block('README.md', "import { CoreClr } from 'clr-bindgen/runtime';"),
    );
    run(process.execPath, [tsc]);
    expect(run(process.execPath, ['reader.mjs']).split('\n')).toContain('System.Console');
  });

  it('README: the profiler counts what the JIT compiles', () => {
    writeFileSync(path.join(folder, 'profiler.cpp'), block('README.md', '#include <corprof_default.h>'));
    const library = path.join(folder, 'libprofiler.so');
    const options = ['-std=c++17', '-shared', '-fPIC', '-I', path.join(root, 'generated', 'cpp')];
    run('g++', [...options, 'profiler.cpp', '-o', library]);
    const application = ['exec', path.join(sdk.app, 'testapp.dll'), 'exit', '0'];
    const report = path.join(folder, 'report.txt');
    const command = `"$0" "$@" 2> ${report}`;
    run('sh', ['-c', command, sdk.dotnet, ...application], profiling(library, ''));
    expect(readFileSync(report, 'utf8')).toMatch(/^[1-9]\d* functions compiled$/m);
  });

  it('guide: the look-up prints what the page says', () => {
    const source = block('docs/guide.md', "import { CoreClr, HResultError } from 'clr-bindgen/runtime';");
    writeFileSync(path.join(folder, 'look-up.ts'), source);
    const options = [
      '--rewriteRelativeImportExtensions',
      '--target',
      'es2022',
      '--lib',
      'esnext',
      '--module',
      'nodenext',
    ];
    run(process.execPath, [tsc, ...options, '--types', 'node', '--skipLibCheck', '--outDir', 'out', 'look-up.ts']);
    expect(run(process.execPath, [path.join('out', 'look-up.js')])).toBe(
      block('docs/guide.md', 'System.Private.CoreLib'),
    );
  });
});

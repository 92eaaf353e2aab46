import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cppTarget } from '../../src/emit/cpp/target.ts';
import type { CppOptions, OutputFile } from '../../src/emit/output-file.ts';
import { buildModel } from '../../src/model/build-model.ts';
import type { Model } from '../../src/model/model.ts';
import { createTypeTable } from '../../src/model/type-table.ts';
import { readMetadata } from '../../src/read/metadata.ts';
import { readTemplates } from '../../src/read/read-templates.ts';

/** Root of the repository. */
export const root = path.resolve(import.meta.dirname, '..', '..');

/** The model of all facts in `metadata/`, and its types. */
export async function factsModel() {
  const { facts, overrides } = (await readMetadata(path.join(root, 'metadata'))).value;
  const model = buildModel({ trees: [], facts, overrides, comments: 'none' }).value;
  return { model, types: createTypeTable(model, facts['platform-types']) };
}

/** The C++ headers of a model as the target emits them. */
export function emitHeaders(
  { model, types }: { model: Model; types: ReturnType<typeof createTypeTable> },
  cpp: CppOptions = {},
): readonly OutputFile[] {
  const templates = readTemplates(path.join(root, 'templates'), undefined, root).value;
  const result = cppTarget.emit(model, types, { comments: 'link', templates, generator: 'test', cpp });
  const errors = result.diagnostics.filter((one) => one.severity === 'error');
  if (errors.length > 0) throw new Error(errors.map((one) => `${one.location?.file}: ${one.message}`).join('\n'));
  return result.value;
}

/** A folder for headers and sources that goes with `remove`. */
export class CompileFolder {
  readonly path = mkdtempSync(path.join(tmpdir(), 'clr-headers-'));

  write(name: string, text: string): string {
    const file = path.join(this.path, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  writeAll(files: readonly OutputFile[]): void {
    for (const file of files) this.write(file.path, file.text);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Whether a program runs here. */
export function hasProgram(name: string): boolean {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Runs a program; its output and whether it succeeded. */
export function run(program: string, args: readonly string[]): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    execFile(program, [...args], { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      resolve({ ok: error === null, output: `${stdout}${stderr}` });
    });
  });
}

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { type InitPlan, planInit } from '../init/plan-init.ts';
import { packageRoot } from '../read/package-root.ts';
import { writeFileAtomic } from '../write/atomic-file.ts';
import { type NewFile, planNewFiles, writeNewFiles } from '../write/new-files.ts';
import { exitCodes } from './exit-code.ts';
import type { InitFlags } from './setup-commands.ts';
import { showDiagnostics } from './show-diagnostics.ts';

/** Files that say what a project is and what its build does. */
const tellingFile =
  /^(?:package\.json|tsconfig\.json|CMakeLists\.txt|.*\.(?:vcx|cs)proj|(?:vite|rolldown|rollup|webpack|rspack)\.config\.[cm]?[jt]s)$/i;

/**
 * `generate init`: shows what the project in the working directory needs, asks, and writes it. A file that is there
 * already is never replaced, so a second run changes nothing.
 *
 * @returns The exit code; 2 without a terminal to ask on and without `--yes`.
 */
export async function runInit({ yes = false }: InitFlags): Promise<number> {
  const cwd = process.cwd();
  const packageFile = path.join(cwd, 'package.json');
  const names = namesIn(cwd);
  const telling = names.filter((name) => tellingFile.test(name));
  const texts = new Map(telling.map((name) => [name, readFileSync(path.join(cwd, name), 'utf8')]));
  const plan = planInit(
    { names, texts },
    { cmake: glue('cmake/clr-bindgen.cmake'), msbuild: glue('msbuild/clr-bindgen.targets') },
  );
  const files = planNewFiles(plan.files, cwd);
  const changes = files
    .filter(({ state }) => state === 'new')
    .flatMap((file) => [`write   ${file.path}`, ...shown(file)]);
  if (plan.packageJson !== undefined) changes.push('change  package.json: script "prebuild" runs clr-bindgen');
  const kept = files.filter(({ state }) => state === 'different').map((file) => `keep    ${file.path}: it is yours`);

  print([`Found ${plan.detected.join(', ') || 'no package.json, CMakeLists.txt or project file'}.`]);
  print([...changes, ...kept].map((line) => `  ${line}`));
  if (changes.length === 0) {
    print(plan.steps.length > 0 ? leftToDo(plan) : ['Everything is there already.']);
    return exitCodes.done;
  }
  if (!yes && !process.stdin.isTTY) {
    process.stderr.write('error: there is no terminal to ask on; give --yes to write this\n');
    return exitCodes.usage;
  }
  if (!yes && !(await agreed())) return exitCodes.done;
  const { diagnostics } = writeNewFiles(files, cwd);
  if (diagnostics.length > 0) {
    await showDiagnostics(diagnostics, 'pretty', []);
    return exitCodes.failed;
  }
  if (plan.packageJson !== undefined) writeFileAtomic(packageFile, plan.packageJson);
  if (plan.steps.length > 0) print(leftToDo(plan));
  return exitCodes.done;
}

/** The names in a folder, and those of the files in its `src`. */
function namesIn(folder: string): readonly string[] {
  const src = path.join(folder, 'src');
  const sources = existsSync(src) && statSync(src).isDirectory() ? readdirSync(src) : [];
  return [...readdirSync(folder), ...sources.map((name) => `src/${name}`)];
}

function leftToDo({ steps }: InitPlan): readonly string[] {
  return ['Left to do:', ...steps.map((step) => `  ${step}`)];
}

/** The lines of a file that is to be written; of a long one, which is copied as it is, how many. */
function shown({ text }: NewFile): readonly string[] {
  const lines = text.trimEnd().split('\n');
  return lines.length > 12 ? [`          (${lines.length} lines)`] : lines.map((line) => `          ${line}`);
}

function glue(file: string): string {
  return readFileSync(path.join(packageRoot, file), 'utf8').replaceAll('\r\n', '\n');
}

async function agreed(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(?:es)?$/i.test((await terminal.question('Go ahead? [y/N] ')).trim());
  } finally {
    terminal.close();
  }
}

function print(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

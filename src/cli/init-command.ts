import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { planInit } from '../init/plan-init.ts';
import { templatesFolder } from '../read/read-sources.ts';
import { writeFileAtomic } from '../write/atomic-file.ts';
import { planNewFiles, writeNewFiles } from '../write/new-files.ts';
import { exitCodes } from './exit-code.ts';
import type { InitFlags } from './setup-commands.ts';
import { showDiagnostics } from './show-diagnostics.ts';

/**
 * `generate init`: shows what the project in the working directory needs, asks, and writes it. A file that is there
 * already is never replaced, so a second run changes nothing.
 *
 * @returns The exit code; 2 without a terminal to ask on and without `--yes`.
 */
export async function runInit({ yes = false }: InitFlags): Promise<number> {
  const cwd = process.cwd();
  const packageFile = path.join(cwd, 'package.json');
  const plan = planInit(
    {
      names: readdirSync(cwd),
      ...(existsSync(packageFile) && { packageJson: readFileSync(packageFile, 'utf8') }),
    },
    { cmake: glue('clr-bindgen.cmake'), msbuild: glue('clr-bindgen.targets') },
  );
  const files = planNewFiles(plan.files, cwd);
  const changes = files.filter(({ state }) => state === 'new').map((file) => `write   ${file.path}`);
  if (plan.packageJson !== undefined) changes.push('change  package.json: script "prebuild" runs clr-bindgen');
  const kept = files.filter(({ state }) => state === 'different').map((file) => `keep    ${file.path}: it is yours`);

  print([`Found ${plan.detected.join(', ') || 'no package.json, CMakeLists.txt or project file'}.`]);
  print([...changes, ...kept].map((line) => `  ${line}`));
  if (changes.length === 0) {
    print(['Everything is there already.']);
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
  if (plan.steps.length > 0) print(['Left to do:', ...plan.steps.map((step) => `  ${step}`)]);
  return exitCodes.done;
}

function glue(name: string): string {
  return readFileSync(path.join(templatesFolder, 'init', name), 'utf8').replaceAll('\r\n', '\n');
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

import path from 'node:path';
import type { Command } from 'commander';
import { counted } from '../diagnostics/count.ts';
import type { LintResult } from '../lint/lint.ts';
import { exitCodes } from './exit-code.ts';
import type { GenerateFlags } from './program.ts';

/** What the command line gave for `generate lint`; paths as written. */
export interface LintFlags extends Pick<GenerateFlags, 'docs' | 'reporter' | 'strict' | 'config'> {
  /** Where the patch goes; true for the standard output. */
  readonly fix?: string | true;
}

const help = `
Options that it shares with generate:
  -d, --docs <folder>    folder of docs pages (repeatable)
  --reporter <name>      pretty, json, github, sarif or msvc (default: pretty)
  --strict               let warnings fail the run
  -c, --config <file>    configuration file; its \`lint.ignore\` lists findings that are accepted, each with a reason

Examples:
  $ generate lint --docs docs/framework/unmanaged-api
  $ generate lint --docs docs/api --reporter sarif > lint.sarif
  $ generate lint --docs docs/api --fix > lint.patch; git apply lint.patch

Exit codes: 0 done; 1 errors, with --strict also warnings; 2 wrong usage.`;

/** Describes `generate lint`. */
export function describeLint(command: Command): Command {
  return command
    .description('hold docs against themselves and against the headers, and make patches of what can be cured')
    .option('--fix [file]', 'write a patch of the mechanical cures to the file, or to the standard output')
    .addHelpText('after', help);
}

/**
 * `generate lint`: reports to the standard output; with a patch there, to the standard error stream.
 *
 * @returns The exit code.
 */
export async function runLint(flags: LintFlags): Promise<number> {
  const cwd = process.cwd();
  const [{ loadSettings }, { showDiagnostics }] = await Promise.all([
    import('./settings.ts'),
    import('./show-diagnostics.ts'),
  ]);
  const { value: settings, diagnostics } = await loadSettings(flags, cwd);
  const reporter = settings.reporter ?? 'pretty';
  const stream = flags.fix === true ? process.stderr : process.stdout;
  if (diagnostics.length > 0) {
    await showDiagnostics(diagnostics, reporter === 'json' ? 'pretty' : reporter, [], stream);
    return exitCodes.usage;
  }
  const { lint } = await import('../lint/lint.ts');
  const result = await lint({
    cwd,
    ...(settings.docs && { docs: settings.docs }),
    ...(settings.lint?.ignore && { ignore: settings.lint.ignore }),
    ...(settings.strict !== undefined && { strict: settings.strict }),
  });
  const exitCode = exitCodes[result.outcome];
  if (reporter === 'json') stream.write(jsonReport(result, exitCode));
  else await showDiagnostics(result.diagnostics, reporter, result.trees, stream);
  const closing = flags.fix === undefined ? '' : await writePatch(result, flags.fix, cwd);
  if (reporter === 'pretty') stream.write(`${closing}${closingLine(result)}`);
  return exitCode;
}

/** Writes the patch and says what it cures. */
async function writePatch(result: LintResult, target: string | true, cwd: string): Promise<string> {
  const { fixPatch } = await import('../lint/fix/patch.ts');
  const { patch, cured, left } = fixPatch(result.diagnostics, result.trees);
  if (target === true) process.stdout.write(patch);
  else {
    const { writeFileAtomic } = await import('../write/atomic-file.ts');
    writeFileAtomic(path.resolve(cwd, target), patch);
  }
  const rest = left > 0 ? `, ${left} left for another run` : '';
  return `patch: ${counted(cured, 'finding')} cured${rest}\n`;
}

function closingLine({ trees, suppressed }: LintResult): string {
  const pages = trees.reduce((sum, { files }) => sum + files.length, 0);
  return `${counted(pages, 'page')} read${suppressed > 0 ? `; ${counted(suppressed, 'finding')} suppressed` : ''}\n`;
}

function jsonReport({ outcome, diagnostics, suppressed, trees }: LintResult, exitCode: number): string {
  const pages = trees.reduce((sum, { files }) => sum + files.length, 0);
  return `${JSON.stringify({ version: 1, outcome, exitCode, pages, suppressed, diagnostics }, null, 2)}\n`;
}

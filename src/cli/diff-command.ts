import { type Command, Option } from 'commander';
import type { TextStyle } from '../diff/report/text.ts';
import { exitCodes } from './exit-code.ts';

/** What the command line gave for `generate diff`; paths as written. */
export interface DiffFlags {
  readonly git?: string;
  readonly format: 'text' | 'markdown' | 'json';
  readonly failOn?: 'abi' | 'source' | 'any';
}

const examples = `
Examples:
  $ generate diff ../docs-2019/api ../docs/api                  two docs folders
  $ generate diff released/model.json generated/model.json      two model files
  $ generate diff --git v1.0..main docs/api                     one docs folder in two revisions, without a checkout
  $ generate diff --git main... --format markdown --fail-on abi docs/api

Exit codes: 0 done; 1 errors in the input; 2 wrong usage; 3 there are changes of the kind that --fail-on names.`;

/** Describes `generate diff`. */
export function describeDiff(command: Command): Command {
  return command
    .description('show what changed between two docs folders, model files or git revisions, by what it breaks')
    .usage('[options] OLD NEW\n       generate diff [options] --git OLD..NEW [FOLDER]')
    .argument('[old]', 'docs folder or model file (.json); with --git the docs folder (default: .)')
    .argument('[new]', 'docs folder or model file (.json)')
    .option('--git <range>', 'compare two revisions: `OLD..NEW`, or `OLD...NEW` for what NEW changed since it left OLD')
    .addOption(
      new Option('--format <name>', 'form of the report').choices(['text', 'markdown', 'json']).default('text'),
    )
    .addOption(
      new Option('--fail-on <grade>', 'exit with 3 on changes that break the ABI, source code, or on any').choices([
        'abi',
        'source',
        'any',
      ]),
    )
    .addHelpText('after', examples);
}

/**
 * `generate diff`: compares and reports. The report goes to the standard output, errors in the input to the standard
 * error stream; warnings are the business of `generate lint`.
 *
 * @returns The exit code.
 */
export async function runDiff(old: string | undefined, next: string | undefined, flags: DiffFlags): Promise<number> {
  const wrong = wrongUsage(old, next, flags);
  if (wrong !== undefined) {
    process.stderr.write(`error: ${wrong}\n`);
    return exitCodes.usage;
  }
  const [{ diff }, { changesFrom, grades }, { showDiagnostics }] = await Promise.all([
    import('../diff/diff.ts'),
    import('../diff/change.ts'),
    import('./show-diagnostics.ts'),
  ]);
  const result = await diff(
    flags.git === undefined
      ? { old: old as string, new: next as string }
      : { git: flags.git, ...(old !== undefined && { docs: old }) },
  );
  const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) await showDiagnostics(errors, 'pretty', result.trees);
  if (result.outcome === 'usage') return exitCodes.usage;

  const { changes } = result;
  process.stdout.write(await report(result, flags.format));
  if (result.outcome === 'failed') return exitCodes.failed;
  const limit = flags.failOn === 'any' ? grades[grades.length - 1] : flags.failOn;
  return limit !== undefined && changesFrom(changes, limit).length > 0 ? exitCodes.drift : exitCodes.done;
}

function wrongUsage(old: string | undefined, next: string | undefined, flags: DiffFlags): string | undefined {
  if (flags.git === undefined) {
    return old === undefined || next === undefined
      ? 'diff needs two docs folders or model files, or --git OLD..NEW'
      : undefined;
  }
  return next === undefined ? undefined : 'diff --git takes one docs folder';
}

async function report(of: import('../diff/report/report.ts').DiffReport, format: DiffFlags['format']): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../diff/report/json.ts')).jsonReport(of);
    case 'markdown':
      return (await import('../diff/report/markdown.ts')).markdownReport(of);
    case 'text':
      return (await import('../diff/report/text.ts')).textReport(of, await terminalStyle());
  }
}

/** Colours where the standard output shows them. */
async function terminalStyle(): Promise<TextStyle> {
  const colors = (await import('./terminal-colors.ts')).terminalColors(process.stdout);
  const gradeColors = { abi: colors.red, source: colors.yellow, addition: colors.green, docs: colors.cyan };
  return {
    grade: (grade, text) => colors.bold(gradeColors[grade](text)),
    header: colors.bold,
    api: (text) => text,
    old: colors.red,
    new: colors.green,
    dim: colors.dim,
  };
}

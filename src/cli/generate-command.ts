import { reportJson } from '../diagnostics/reporters/json.ts';
import { generate } from '../generate.ts';
import type { GenerateResult } from '../generation.ts';
import { exitCodes } from './exit-code.ts';
import type { GenerateFlags } from './program.ts';
import { ProgressLine } from './progress-line.ts';
import { loadSettings, type Settings } from './settings.ts';
import { showDiagnostics } from './show-diagnostics.ts';
import { closingLine, driftText, statisticsText } from './summary.ts';

/**
 * `generate`: runs the generator and reports. Diagnostics and progress go to the standard error stream; what was asked
 * for (the JSON document, the list of outputs, the statistics, the drift) and the closing line to the standard output.
 *
 * @returns The exit code.
 */
export async function runGenerate(flags: GenerateFlags): Promise<number> {
  const cwd = process.cwd();
  const { value: settings, diagnostics: settingsDiagnostics } = await loadSettings(flags, cwd);
  const reporter = settings.reporter ?? 'pretty';
  // Counts from the start of the process.
  const elapsed = () => performance.now();
  if (settingsDiagnostics.length > 0) {
    const outcome = 'usage';
    const exitCode = exitCodes[outcome];
    if (reporter !== 'json') showDiagnostics(settingsDiagnostics, reporter, []);
    else print(reportJson({ outcome, exitCode, diagnostics: settingsDiagnostics, milliseconds: elapsed() }));
    return exitCode;
  }

  const result = await run(flags, settings, cwd, reporter === 'pretty');
  const exitCode = exitCodes[result.outcome];
  const peakMemory = process.resourceUsage().maxRSS * 1024;
  if (reporter === 'json') {
    const { outcome, diagnostics } = result;
    const milliseconds = elapsed();
    print(reportJson({ outcome, exitCode, diagnostics, milliseconds, result, ...(flags.stats && { peakMemory }) }));
    return exitCode;
  }
  showDiagnostics(result.diagnostics, reporter, result.trees);
  if (flags.stats) print(statisticsText(result.statistics, peakMemory));
  if (flags.listOutputs) {
    print(listOutputs(result));
    return exitCode;
  }
  if (flags.check) print(await drift(result));
  print(closingLine(result, flags.check === true, elapsed()));
  return exitCode;
}

async function run(flags: GenerateFlags, settings: Settings, cwd: string, pretty: boolean): Promise<GenerateResult> {
  const { configurationFile, reporter: _reporter, cache: _cache, ...options } = settings;
  const progress = pretty && process.stderr.isTTY ? new ProgressLine(process.stderr) : undefined;
  try {
    return await generate({
      ...options,
      cwd,
      mode: flags.listOutputs ? 'plan' : flags.check ? 'check' : 'write',
      ...(configurationFile !== undefined && { inputs: [configurationFile] }),
      ...(progress && { onProgress: (at) => progress.update(at) }),
    });
  } finally {
    progress?.clear();
  }
}

/** Paths of the outputs that a run writes or keeps, one a line. */
function listOutputs({ plan, out }: GenerateResult): string {
  const outputs = (plan?.actions ?? []).filter(({ kind }) => kind !== 'remove');
  return outputs.map(({ path }) => `${out}/${path}\n`).join('');
}

async function drift({ plan, out }: GenerateResult): Promise<string> {
  if (plan === undefined || plan.actions.every(({ kind }) => kind === 'keep')) return '';
  const { unifiedDiff } = await import('../write/unified-diff.ts');
  return driftText(
    plan,
    out,
    plan.actions.map(unifiedDiff).filter((lines) => lines.length > 0),
  );
}

function print(text: string): void {
  process.stdout.write(text);
}

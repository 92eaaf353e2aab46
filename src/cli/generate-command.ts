import os from 'node:os';
import path from 'node:path';
import { defaultCacheFolder } from '../cache/cache-folder.ts';
import { replayRun } from '../cache/replay-run.ts';
import type { ReplayedRun } from '../cache/run-record.ts';
import type { GenerateOptions, GenerateResult } from '../generation.ts';
import { exitCodes } from './exit-code.ts';
import type { GenerateFlags } from './program.ts';
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
    if (reporter !== 'json') {
      await showDiagnostics(settingsDiagnostics, reporter, []);
      return exitCode;
    }
    const { reportJson } = await import('../diagnostics/reporters/json.ts');
    print(reportJson({ outcome, exitCode, diagnostics: settingsDiagnostics, milliseconds: elapsed() }));
    return exitCode;
  }

  if (flags.watch) {
    const { runWatch } = await import('./watch-command.ts');
    return runWatch(flags, settings, cwd, (changed) => optionsOf(flags, changed, cwd));
  }
  const result = await run(optionsOf(flags, settings, cwd), reporter === 'pretty');
  const exitCode = exitCodes[result.outcome];
  const peakMemory = process.resourceUsage().maxRSS * 1024;
  if (reporter === 'json') {
    const { reportJson } = await import('../diagnostics/reporters/json.ts');
    const { outcome, diagnostics } = result;
    const milliseconds = elapsed();
    print(reportJson({ outcome, exitCode, diagnostics, milliseconds, result, ...(flags.stats && { peakMemory }) }));
    return exitCode;
  }
  await showDiagnostics(result.diagnostics, reporter, result.trees ?? []);
  // The log is the output.
  if (reporter === 'sarif') return exitCode;
  if (flags.stats) print(statisticsText(result.statistics, peakMemory));
  if (flags.listOutputs) {
    print(listOutputs(result));
    return exitCode;
  }
  if (flags.check) print(await drift(result));
  print(closingLine(result, flags.check === true, elapsed()));
  return exitCode;
}

/** A run, or the last one told again. */
type Result = GenerateResult | (ReplayedRun & { readonly trees?: undefined });

async function run(options: GenerateOptions, pretty: boolean): Promise<Result> {
  const { cacheFolder } = options;
  // What generates is loaded only where there is something to generate.
  const replayed = cacheFolder === undefined ? undefined : replayRun({ ...options, cacheFolder });
  if (replayed) return replayed;
  const { generate } = await import('../generate.ts');
  if (!pretty || !process.stderr.isTTY) return generate(options);
  const { ProgressLine } = await import('./progress-line.ts');
  const progress = new ProgressLine(process.stderr);
  try {
    return await generate({ ...options, onProgress: (at) => progress.update(at) });
  } finally {
    progress.clear();
  }
}

function optionsOf(flags: GenerateFlags, settings: Settings, cwd: string): GenerateOptions {
  const { configurationFile, reporter: _reporter, cache, ...options } = settings;
  const cached = flags.cache !== false && cache !== false;
  return {
    ...options,
    cwd,
    mode: flags.listOutputs ? 'plan' : flags.check ? 'check' : 'write',
    ...(configurationFile !== undefined && { inputs: [configurationFile] }),
    ...(cached && { cacheFolder: cacheFolderOf(flags, cwd) }),
  };
}

function cacheFolderOf({ cacheDir }: GenerateFlags, cwd: string): string {
  if (cacheDir !== undefined) return path.resolve(cwd, cacheDir);
  return defaultCacheFolder({ cwd, platform: process.platform, home: os.homedir(), env: process.env });
}

/** Paths of the outputs that a run writes or keeps, one a line. */
function listOutputs({ plan, out }: Result): string {
  const outputs = (plan?.actions ?? []).filter(({ kind }) => kind !== 'remove');
  return outputs.map(({ path }) => `${out}/${path}\n`).join('');
}

async function drift({ plan, out }: Result): Promise<string> {
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

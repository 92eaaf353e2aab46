import os from 'node:os';
import path from 'node:path';
import { defaultCacheFolder } from '../cache/cache-folder.ts';
import { replayRun } from '../cache/replay-run.ts';
import type { ReplayedRun } from '../cache/run-record.ts';
import { clock } from '../clock.ts';
import { generateOutputs } from '../generate-outputs.ts';
import type { GenerateOptions, GenerateResult } from '../generation.ts';
import { exitCodes } from './exit-code.ts';
import type { GenerateFlags } from './program.ts';
import { type GenerateSettings, loadGenerateSettings } from './settings.ts';
import { showDiagnostics } from './show-diagnostics.ts';
import { closingLine, cureText, driftText, statisticsText } from './summary.ts';

/**
 * `generate`: runs the generator and reports. Diagnostics and progress go to the standard error stream; what was asked
 * for (the JSON document, the list of outputs, the statistics, the drift) and the closing line to the standard output.
 *
 * @returns The exit code.
 */
export async function runGenerate(flags: GenerateFlags): Promise<number> {
  const cwd = process.cwd();
  const { value: settings, diagnostics: settingsDiagnostics } = await loadGenerateSettings(flags, cwd);
  const reporter = settings.reporter ?? 'pretty';
  if (settingsDiagnostics.length > 0) {
    const outcome = 'usage';
    const exitCode = exitCodes[outcome];
    if (reporter !== 'json') {
      await showDiagnostics(settingsDiagnostics, reporter, []);
      return exitCode;
    }
    const { reportJson } = await import('../diagnostics/reporters/json.ts');
    print(reportJson({ outcome, exitCode, diagnostics: settingsDiagnostics, milliseconds: clock() }));
    return exitCode;
  }

  if (flags.watch) {
    const { runWatch } = await import('./watch-command.ts');
    return runWatch(flags, settings, cwd, (changed) => optionsOf(flags, changed, cwd));
  }
  const { depfile } = settings.chosen;
  const { outcome, diagnostics, results } = await generateOutputs(
    optionsOf(flags, settings, cwd),
    async ({ name, ...options }) => {
      const begun = clock();
      const result = await run(options, reporter === 'pretty');
      // Not a copy: of a run that was told again, not all is read from its record.
      return Object.assign(result, { name, milliseconds: clock() - begun });
    },
    { cwd, ...(depfile !== undefined && { depfile }) },
  );
  const exitCode = exitCodes[outcome];
  const peakMemory = process.resourceUsage().maxRSS * 1024;
  if (reporter === 'json') {
    const { reportJson } = await import('../diagnostics/reporters/json.ts');
    const milliseconds = clock();
    print(reportJson({ outcome, exitCode, diagnostics, milliseconds, results, ...(flags.stats && { peakMemory }) }));
    return exitCode;
  }
  await showDiagnostics(
    diagnostics,
    reporter,
    results.flatMap(({ trees = [] }) => trees),
  );
  // The log is the output.
  if (reporter === 'sarif') return exitCode;
  for (const result of results) {
    const folder = results.length > 1 ? `${result.out}: ` : '';
    if (flags.stats) print((folder && `${result.out}\n`) + statisticsText(result.statistics, peakMemory));
    if (flags.listOutputs) {
      print(listOutputs(result));
      continue;
    }
    if (flags.check) print(await drift(result));
    // Of one output the time counts from the start of the process.
    print(folder + closingLine(result, flags.check === true, folder ? result.milliseconds : clock()));
  }
  if (flags.check && !flags.listOutputs && results.some(({ plan }) => isOutOfDate(plan))) {
    print(cureText(process.argv.slice(2)));
  }
  return exitCode;
}

/** A run, or the last one told again. */
type Result = GenerateResult | (ReplayedRun & { readonly trees?: undefined });

async function run(options: GenerateOptions, pretty: boolean): Promise<Result> {
  const { cacheFolder } = options;
  // What generates is loaded only where there is something to generate.
  const replayed = cacheFolder === undefined ? undefined : await replayRun({ ...options, cacheFolder });
  if (replayed) return replayed;
  const { generate } = await import('../generate.ts');
  const { limitHeapGrowth } = await import('./v8-options.ts');
  const isShown = pretty && process.stderr.isTTY;
  const progress = isShown ? new (await import('./progress-line.ts')).ProgressLine(process.stderr) : undefined;
  let limited = false;
  try {
    return await generate({
      ...options,
      onProgress: (at) => {
        progress?.update(at);
        if (limited || (at.total ?? 0) <= manyPages) return;
        limited = true;
        limitHeapGrowth();
      },
    });
  } finally {
    progress?.clear();
  }
}

/** With more pages than this a run holds hundreds of megabytes. */
const manyPages = 10_000;

/** What the run for an output is asked for, and the name of that output. */
export type NamedOptions = GenerateOptions & { readonly cwd: string; readonly name?: string };

function optionsOf(flags: GenerateFlags, settings: GenerateSettings, cwd: string): readonly NamedOptions[] {
  const { configurationFile, strict, cache, chosen } = settings;
  const cached = flags.cache !== false && cache !== false;
  return chosen.outputs.map((output) => ({
    ...output,
    ...(strict !== undefined && { strict }),
    cwd,
    mode: flags.listOutputs ? 'plan' : flags.check ? 'check' : 'write',
    ...(configurationFile !== undefined && { inputs: [configurationFile] }),
    ...(cached && { cacheFolder: cacheFolderOf(flags, cwd) }),
  }));
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

/** Whether a plan has something to write or to remove. */
function isOutOfDate(plan: Result['plan']): plan is NonNullable<Result['plan']> {
  return plan?.actions.some(({ kind }) => kind !== 'keep') === true;
}

async function drift({ plan, out }: Result): Promise<string> {
  if (!isOutOfDate(plan)) return '';
  const { unifiedDiff } = await import('../write/unified-diff.ts');
  const { manifestName } = await import('../write/manifest.ts');
  const changed = plan.actions.filter(({ kind }) => kind === 'change');
  // The hashes in the manifest differ because the files do; alone they are worth showing.
  const shown = changed.length > 1 ? changed.filter(({ path }) => path !== manifestName) : changed;
  return driftText(plan, out, shown.map(unifiedDiff));
}

function print(text: string): void {
  process.stdout.write(text);
}

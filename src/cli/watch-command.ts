import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { counted } from '../diagnostics/count.ts';
import { writeSharedDepfile } from '../generate-outputs.ts';
import type { GenerateResult } from '../generation.ts';
import { displayPath } from '../read/display-path.ts';
import { type WatchRun, watch } from '../watch/watch.ts';
import { exitCodes } from './exit-code.ts';
import type { NamedOptions } from './generate-command.ts';
import type { GenerateFlags } from './program.ts';
import { type GenerateSettings, loadGenerateSettings } from './settings.ts';
import { showDiagnostics } from './show-diagnostics.ts';
import { duration } from './summary.ts';
import { terminalColors } from './terminal-colors.ts';

/**
 * `generate --watch`: generates, and again after every change until SIGINT or SIGTERM. Each run prints one line; its
 * findings are printed when they are new.
 *
 * @param optionsOf What the runs for the outputs of some settings are asked for.
 * @returns The exit code.
 */
export async function runWatch(
  flags: GenerateFlags,
  settings: GenerateSettings,
  cwd: string,
  optionsOf: (settings: GenerateSettings) => readonly NamedOptions[],
): Promise<number> {
  const abort = new AbortController();
  const stop = () => abort.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  let current = settings;
  try {
    for (;;) {
      const ended = await watchOutputs(optionsOf(current), current, cwd, abort.signal);
      if (ended === 'aborted') return exitCodes.done;
      const { value, diagnostics } = await loadGenerateSettings(flags, cwd);
      await showDiagnostics(diagnostics, textReporter(current), []);
      const { configurationFile } = current;
      // With a configuration that is broken or gone the last good one goes on.
      const gone = configurationFile !== undefined && value.configurationFile === undefined && diagnostics.length === 0;
      if (gone) {
        const shown = displayPath(configurationFile, cwd);
        process.stdout.write(`${shown}: the configuration is gone; its last settings hold until it is back\n`);
      } else if (diagnostics.length === 0) current = value;
    }
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

/** Watches for all outputs, until the signal, or until the configuration changes. */
async function watchOutputs(
  outputs: readonly NamedOptions[],
  settings: GenerateSettings,
  cwd: string,
  signal: AbortSignal,
): Promise<'aborted' | 'stopAt'> {
  const reporter = textReporter(settings);
  const { configurationFile, chosen } = settings;
  const end = new AbortController();
  const back = whenBack(configurationFile, end.signal);
  void back.then((isBack) => isBack && end.abort());
  const latest = new Map<number, GenerateResult>();
  let starting = outputs.length;
  const watches = outputs.map(async ({ name: _name, cacheFolder: _cacheFolder, ...generate }, index) => {
    const ended = await watch({
      generate,
      signal: AbortSignal.any([signal, end.signal]),
      ...(configurationFile !== undefined && { stopAt: configurationFile }),
      onRun: (run) => {
        latest.set(index, run.result);
        if (chosen.depfile !== undefined && latest.size === outputs.length) {
          writeSharedDepfile(chosen.depfile, [...latest.values()], cwd);
        }
        void report(run, cwd, reporter, outputs.length > 1);
      },
      onReady: () => {
        starting -= 1;
        if (starting === 0) process.stdout.write('watching for changes; press Ctrl+C to stop\n');
      },
    });
    end.abort();
    return ended;
  });
  try {
    const ended = await Promise.all(watches);
    if (signal.aborted) return 'aborted';
    end.abort();
    return ended.includes('stopAt') || (await back) ? 'stopAt' : 'aborted';
  } finally {
    end.abort();
  }
}

/** Milliseconds between two looks for a file that is gone. */
const lookInterval = 250;

/**
 * Waits for a configuration that is gone, as a watcher takes a file for known that comes while it starts.
 *
 * @returns Whether the file has come before the signal; false at once for a file that is there, or none.
 */
async function whenBack(file: string | undefined, signal: AbortSignal): Promise<boolean> {
  if (file === undefined || existsSync(file)) return false;
  while (!signal.aborted) {
    await setTimeout(lookInterval);
    if (existsSync(file)) return true;
  }
  return false;
}

type TextReporter = Exclude<NonNullable<GenerateSettings['reporter']>, 'json'>;

function textReporter({ reporter = 'pretty' }: GenerateSettings): TextReporter {
  return reporter === 'json' ? 'pretty' : reporter;
}

async function report(run: WatchRun, cwd: string, reporter: TextReporter, several: boolean): Promise<void> {
  process.stdout.write((several ? `${run.result.out}: ` : '') + watchLine(run, cwd));
  if (run.news.length > 0) await showDiagnostics(run.news, reporter, run.result.trees);
}

/** `docs/a.md changed: 2 files written; 64 ms`. */
function watchLine({ result, changed, kept, milliseconds }: WatchRun, cwd: string): string {
  const [first] = changed;
  const what =
    first === undefined
      ? counted(result.statistics.pages, 'page')
      : changed.length === 1
        ? `${displayPath(path.resolve(first), cwd)} changed`
        : `${counted(changed.length, 'file')} changed`;
  const { written, removed } = result.counts;
  const done = kept
    ? terminalColors(process.stdout).yellow('outputs kept as they were, for the input looks broken')
    : `${counted(written, 'file')} written${removed > 0 ? `, ${removed} removed` : ''}`;
  return `${what}: ${done}; ${duration(milliseconds)}\n`;
}

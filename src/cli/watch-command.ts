import path from 'node:path';
import picocolors from 'picocolors';
import { counted } from '../diagnostics/count.ts';
import type { GenerateOptions } from '../generation.ts';
import { displayPath } from '../read/display-path.ts';
import { type WatchRun, watch } from '../watch/watch.ts';
import { exitCodes } from './exit-code.ts';
import type { GenerateFlags } from './program.ts';
import { loadSettings, type Settings } from './settings.ts';
import { showDiagnostics } from './show-diagnostics.ts';
import { duration } from './summary.ts';

/**
 * `generate --watch`: generates, and again after every change until SIGINT or SIGTERM. Each run prints one line; its
 * findings are printed when they are new.
 *
 * @param optionsOf What a run is asked for with some settings.
 * @returns The exit code.
 */
export async function runWatch(
  flags: GenerateFlags,
  settings: Settings,
  cwd: string,
  optionsOf: (settings: Settings) => GenerateOptions,
): Promise<number> {
  const abort = new AbortController();
  const stop = () => abort.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  let current = settings;
  try {
    for (;;) {
      const { cacheFolder: _, ...options } = optionsOf(current);
      const reporter = textReporter(current);
      const ended = await watch({
        generate: { ...options, cwd },
        signal: abort.signal,
        ...(current.configurationFile !== undefined && { stopAt: current.configurationFile }),
        onRun: (run) => void report(run, cwd, reporter),
        onReady: () => process.stdout.write('watching for changes; press Ctrl+C to stop\n'),
      });
      if (ended === 'aborted') return exitCodes.done;
      const { value, diagnostics } = await loadSettings(flags, cwd);
      await showDiagnostics(diagnostics, reporter, []);
      // With a broken configuration the last good one goes on.
      if (diagnostics.length === 0) current = value;
    }
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

type TextReporter = Exclude<NonNullable<Settings['reporter']>, 'json'>;

function textReporter({ reporter = 'pretty' }: Settings): TextReporter {
  return reporter === 'json' ? 'pretty' : reporter;
}

async function report(run: WatchRun, cwd: string, reporter: TextReporter): Promise<void> {
  process.stdout.write(watchLine(run, cwd));
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
    ? picocolors.yellow('outputs kept as they were, for the input looks broken')
    : `${counted(written, 'file')} written${removed > 0 ? `, ${removed} removed` : ''}`;
  return `${what}: ${done}; ${duration(milliseconds)}\n`;
}

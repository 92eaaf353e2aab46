import path from 'node:path';
import type { FSWatcher } from 'chokidar';
import type { GenerateOptions } from '../generation.ts';
import { packageRoot } from '../read/package-root.ts';
import { usedFolder } from '../select/pattern.ts';
import { ChangeQueue } from './change-queue.ts';
import { type WatchRun, WatchSession } from './watch-session.ts';

export type { WatchRun } from './watch-session.ts';

/** What a watch is asked for. */
export interface WatchOptions {
  readonly generate: GenerateOptions & { readonly cwd: string };
  readonly onRun: (run: WatchRun) => void;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  /** A file, absolute, whose change ends the watch, such as the configuration. */
  readonly stopAt?: string;
  /** Called when the watch is ready for changes. */
  readonly onReady?: () => void;
}

/**
 * Generates, then again whenever the docs, their INCLUDE targets, the metadata or the templates change: one run for
 * changes that come together, however many. A run that finds new errors, or a page that looks half-written, leaves the
 * outputs as they are.
 *
 * @returns `aborted` by the signal, or `stopAt` when that file changed. No run is going on then.
 */
export async function watch(options: WatchOptions): Promise<'aborted' | 'stopAt'> {
  const { generate, onRun, signal } = options;
  const session = new WatchSession(generate);
  const queue = new ChangeQueue();
  const out = path.resolve(generate.cwd, generate.out ?? 'generated');
  // An ES module, which the command line, being CommonJS, loads so in each version of Node.js without a warning.
  const { watch: watchPaths } = await import('chokidar');
  const watcher = watchPaths(watchedPaths(options), {
    ignoreInitial: true,
    ignored: (file) => isIgnored(file, out),
  });
  watcher.on('all', (event, file) => queue.add(path.resolve(file), event === 'change'));
  // A watcher that fails at one folder (removed, too many) goes on at the others.
  watcher.on('error', () => {});
  signal.addEventListener('abort', () => queue.close());
  try {
    const ready = new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
    onRun(await session.run([], false));
    watchIncludes(watcher, session);
    await Promise.race([ready, queue.closed]);
    options.onReady?.();
    for await (const batch of queue) {
      if (options.stopAt !== undefined && batch.files.includes(options.stopAt)) return 'stopAt';
      onRun(await session.run(batch.files, batch.contentOnly, batch.since));
      watchIncludes(watcher, session);
    }
    return 'aborted';
  } finally {
    await watcher.close();
  }
}

function watchedPaths({ generate, stopAt }: WatchOptions): string[] {
  const { cwd, docs = [], templates, base, select = [] } = generate;
  const metadata = path.join(packageRoot, 'metadata');
  const own = docs.length === 0 ? ['docs', 'facts', 'overrides', 'model'] : ['facts', 'overrides'];
  return [
    ...docs.map((folder) => path.resolve(cwd, folder)),
    ...select.flatMap((pattern) => usedFolder(pattern) ?? []).map((folder) => path.resolve(cwd, folder)),
    ...own.map((folder) => path.join(metadata, folder)),
    path.join(packageRoot, 'templates'),
    ...(templates === undefined ? [] : [path.resolve(cwd, templates)]),
    ...(base === undefined || base === 'embedded' ? [] : [path.resolve(cwd, base)]),
    ...(stopAt === undefined ? [] : [stopAt]),
  ];
}

/** INCLUDE targets lie outside of the docs folders, as a rule. */
function watchIncludes(watcher: FSWatcher, { includes }: WatchSession): void {
  const watched = watcher.getWatched();
  const unwatched = [...includes].filter((file) => !watched[path.dirname(file)]?.includes(path.basename(file)));
  if (unwatched.length > 0) watcher.add(unwatched);
}

function isIgnored(file: string, out: string): boolean {
  const absolute = path.resolve(file);
  if (absolute === out || absolute.startsWith(out + path.sep)) return true;
  return /[\\/](?:node_modules|\.git)$/.test(absolute) && !packageRoot.startsWith(absolute);
}

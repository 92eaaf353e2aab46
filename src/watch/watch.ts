import path from 'node:path';
import { type FSWatcher, watch as watchPaths } from 'chokidar';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { generateWith } from '../generate.ts';
import type { GenerateOptions, GenerateResult } from '../generation.ts';
import { packageRoot } from '../read/package-root.ts';
import { usedFolder } from '../select/pattern.ts';
import { ChangeQueue } from './change-queue.ts';
import { createProcessMemory } from './process-memory.ts';

/** One regeneration. */
export interface WatchRun {
  readonly result: GenerateResult;
  /** Absolute paths of the files that changed; empty for the first run. */
  readonly changed: readonly string[];
  /** Findings that the run before did not have. */
  readonly news: readonly Diagnostic[];
  /** The outputs stay as they were, because a file looks broken or half-written. */
  readonly kept: boolean;
  /** From the first event to the last output, in milliseconds. */
  readonly milliseconds: number;
}

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

/** Codes that a file has while an editor is still writing it. */
const unfinished: ReadonlySet<string> = new Set(['CB206', 'CB209']);

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

/** The runs of one watch. */
class WatchSession {
  readonly #options: GenerateOptions;
  readonly #cwd: string;
  readonly #memory = createProcessMemory();
  #known = new Set<string>();
  /** Grave findings of the last run that wrote. */
  #accepted: ReadonlySet<string> | undefined;
  /** Absolute paths of the pages of the last run. */
  #pages = new Set<string>();
  #includes = new Set<string>();

  constructor(options: GenerateOptions & { readonly cwd: string }) {
    this.#options = options;
    this.#cwd = options.cwd;
  }

  /** INCLUDE targets of the last run, absolute. */
  get includes(): ReadonlySet<string> {
    return this.#includes;
  }

  async run(changed: readonly string[], contentOnly: boolean, since = performance.now()): Promise<WatchRun> {
    const onlyPages = contentOnly && changed.every((file) => this.#pages.has(file));
    if (this.#memory.sources) this.#memory.sources.changed = onlyPages ? new Set(changed) : undefined;
    let kept = false;
    const mayWrite = (diagnostics: readonly Diagnostic[]): boolean => {
      const grave = new Set(diagnostics.filter(isGrave).map(identityOf));
      const accepted = this.#accepted;
      kept = accepted !== undefined && [...grave].some((one) => !accepted.has(one));
      if (!kept) this.#accepted = grave;
      return !kept;
    };
    const result = await generateWith(this.#options, { ...this.#memory, mayWrite });
    if (result.plan === undefined) kept = true;
    else this.#notePaths(result);
    const known = new Set(result.diagnostics.map(identityOf));
    const news = result.diagnostics.filter((one) => !this.#known.has(identityOf(one)));
    this.#known = known;
    return { result, changed, news, kept, milliseconds: performance.now() - since };
  }

  #notePaths({ trees }: GenerateResult): void {
    const files = trees.flatMap((tree) => tree.files);
    this.#pages = new Set(files.map((file) => path.resolve(this.#cwd, file.path)));
    this.#includes = new Set(
      files.flatMap((file) => [...file.includes.values()].map((included) => path.resolve(this.#cwd, included.path))),
    );
  }
}

function isGrave({ severity, code }: Diagnostic): boolean {
  return severity === 'error' || unfinished.has(code);
}

/** Two findings are the same if they say the same of the same file, wherever in it. */
function identityOf({ code, message, location }: Diagnostic): string {
  return `${code} ${location?.file ?? ''} ${message}`;
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

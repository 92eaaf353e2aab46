/**
 * clr-bindgen as a plugin of Vite, Rollup, Rolldown, webpack, Rspack and esbuild: generates when a build starts, and
 * again when something that it reads changes. Needs the package `unplugin`.
 */
import { createUnplugin, type NativeBuildContext, type UnpluginInstance } from 'unplugin';
import { ChangeQueue } from '../watch/change-queue.ts';
import { type BundlerMessage, bundlerMessage, joinedMessage, lineOf } from './messages.ts';
import { type PluginOptions, type PluginRun, PluginSession } from './plugin-session.ts';

export type { PluginOptions } from './plugin-session.ts';

/** The bundlers that the plugin is made for. */
type Bundler = 'vite' | 'rollup' | 'rolldown' | 'webpack' | 'rspack' | 'esbuild';

/** What the hooks of bundlers offer; each bundler has some of it. */
interface HookContext {
  readonly addWatchFile: (file: string) => void;
  readonly warn?: (message: BundlerMessage) => void;
  readonly error?: (message: BundlerMessage) => never;
  readonly meta?: { readonly watchMode?: boolean };
  readonly getNativeBuildContext?: (() => NativeBuildContext) | undefined;
}

/** What is used of Vite's server. */
interface ViteServer {
  readonly watcher: { readonly add: (files: readonly string[]) => unknown };
  readonly config: {
    readonly logger: { readonly warn: (line: string) => void; readonly error: (line: string) => void };
  };
  readonly ws: { readonly send: (payload: { readonly type: 'error'; readonly err: ServerError }) => void };
}

/** What Vite shows in the browser. */
interface ServerError extends Omit<BundlerMessage, 'code'> {
  readonly stack: string;
  readonly plugin: string;
}

const unplugin = createUnplugin<PluginOptions | undefined, false>((options = {}, { framework }) => {
  const session = new PluginSession(options);
  let server: ViteServer | undefined;
  let queue: ChangeQueue | undefined;
  /** Whether something changed that a run reads. */
  let isStale = true;

  async function serve(server: ViteServer, changes: ChangeQueue): Promise<void> {
    for await (const _ of changes) {
      tellServer(server, await session.run(true), session.root);
      watchInVite(server);
    }
  }

  return {
    name: 'clr-bindgen',

    async buildStart() {
      const context = this as HookContext;
      const native = context.getNativeBuildContext?.();
      const stays = server !== undefined || context.meta?.watchMode === true || isWatching(native);
      let run: PluginRun = { failed: false, diagnostics: [] };
      if (isStale || framework === 'esbuild') run = await session.run(stays);
      isStale = run.failed;
      if (server) watchInVite(server);
      // esbuild takes no files to watch here.
      else if (framework !== 'esbuild') watchInBuild(context, native);
      return tellBuild(context, native, run, session.root) as undefined;
    },

    watchChange(file) {
      if (!session.concerns(file)) return;
      isStale = true;
      queue?.add(file, true);
    },

    vite: {
      configResolved(config) {
        session.setRoot(config.root);
      },
      configureServer(started) {
        server = started;
        queue = new ChangeQueue();
        void serve(started, queue);
      },
      buildEnd() {
        queue?.close();
      },
    },
  };

  function watchInVite({ watcher }: ViteServer): void {
    const { files, folders } = session.watched;
    watcher.add([...files, ...folders]);
  }

  function watchInBuild(context: HookContext, native: NativeBuildContext | undefined): void {
    const { files, folders } = session.watched;
    for (const file of files) context.addWatchFile(file);
    if (native?.framework === 'webpack' || native?.framework === 'rspack') {
      for (const folder of folders) native.compilation?.contextDependencies.add(folder);
    } else {
      for (const folder of folders) context.addWatchFile(folder);
    }
  }
});

/** The plugin for each bundler: `clrBindgen.vite({ ... })`. */
const clrBindgen: Pick<UnpluginInstance<PluginOptions | undefined, false>, Bundler> = unplugin;
export default clrBindgen;

function isWatching(native: NativeBuildContext | undefined): boolean {
  return (native?.framework === 'webpack' || native?.framework === 'rspack') && native.compiler.watchMode === true;
}

/** Reports a run as the bundler's own warnings and errors; what is returned is what esbuild takes. */
function tellBuild(
  context: HookContext,
  native: NativeBuildContext | undefined,
  { failed, diagnostics }: PluginRun,
  root: string,
): unknown {
  const told = (isError: boolean) =>
    diagnostics.filter(({ severity }) => (severity === 'error') === isError).map((one) => bundlerMessage(one, root));
  const [errors, warnings] = [told(true), told(false)];
  // Warnings may be what failed it.
  if (failed && errors.length === 0) errors.push({ message: 'warnings count as errors here', code: 'strict' });
  if (native?.framework === 'webpack' || native?.framework === 'rspack') {
    const { compilation } = native;
    for (const one of errors) compilation?.errors.push(asError(one));
    for (const one of warnings) compilation?.warnings.push(asError(one));
    return undefined;
  }
  if (native?.framework === 'esbuild') return { errors: errors.map(asEsbuild), warnings: warnings.map(asEsbuild) };
  for (const one of warnings) context.warn?.(one);
  if (errors.length > 0) context.error?.(joinedMessage(errors));
  return undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: webpack and Rspack have each an error class of their own
function asError(message: BundlerMessage): any {
  return new Error(lineOf(message));
}

function asEsbuild({ message, loc }: BundlerMessage): object {
  return { text: message, ...(loc && { location: { file: loc.file, line: loc.line, column: loc.column } }) };
}

/** Reports a run to who works with Vite's server: in its log, and errors in the browser, too. */
function tellServer(server: ViteServer, { diagnostics }: PluginRun, root: string): void {
  const { logger } = server.config;
  const messages = diagnostics.map((one) => ({ isError: one.severity === 'error', ...bundlerMessage(one, root) }));
  for (const message of messages.filter(({ isError }) => !isError)) logger.warn(`[clr-bindgen] ${lineOf(message)}`);
  const errors = messages.filter(({ isError }) => isError);
  if (errors.length === 0) return;
  const { message, id, loc } = joinedMessage(errors);
  for (const error of errors) logger.error(`[clr-bindgen] ${lineOf(error)}`);
  server.ws.send({
    type: 'error',
    err: { message, stack: '', plugin: 'clr-bindgen', ...(id !== undefined && { id }), ...(loc && { loc }) },
  });
}

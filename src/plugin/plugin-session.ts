import { statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defaultCacheFolder } from '../cache/cache-folder.ts';
import { replayRun } from '../cache/replay-run.ts';
import type { RunMemory } from '../cache/run-memory.ts';
import { checkConfiguration } from '../config/check-configuration.ts';
import { chooseOutputs } from '../config/choose-outputs.ts';
import { type LoadedConfiguration, loadConfiguration } from '../config/load-configuration.ts';
import type { UserConfiguration } from '../config/user-configuration.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { generate, generateWith } from '../generate.ts';
import { generateOutputs, type OutputResult } from '../generate-outputs.ts';
import type { GenerateOptions } from '../generation.ts';
import { isInside } from '../read/display-path.ts';
import { packageRoot } from '../read/package-root.ts';
import { usedFolder } from '../select/pattern.ts';
import { createProcessMemory } from '../watch/process-memory.ts';

/** What a plugin is asked for. */
export interface PluginOptions {
  /** The configuration file, relative to `root`. Default: found as on the command line. */
  readonly config?: string;
  /** The configuration itself, in place of a file; paths relative to `root`. */
  readonly configuration?: UserConfiguration;
  /** Which of several outputs, by name. Default: all. */
  readonly output?: string | readonly string[];
  /** The project's folder. Default: Vite's `root`; elsewhere the working directory. */
  readonly root?: string;
}

/** What a run of a plugin found. */
export interface PluginRun {
  /** Something is wrong, so that what is generated must not be built on. */
  readonly failed: boolean;
  /** Errors, and warnings that the run before did not have; errors first. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The runs of one bundler: the first one from the cache if it can, the others with what the ones before left in memory. */
export class PluginSession {
  readonly #options: PluginOptions;
  #root: string;
  #memories: RunMemory[] = [];
  #known: ReadonlySet<string> = new Set();
  #files: ReadonlySet<string> = new Set();
  #sources: readonly string[] = [];
  #outs: readonly string[] = [];
  #ran = false;

  constructor(options: PluginOptions) {
    this.#options = options;
    this.#root = path.resolve(options.root ?? '.');
  }

  /** Folder of the project, absolute. */
  get root(): string {
    return this.#root;
  }

  /** Takes the bundler's own root, where the user gave none. */
  setRoot(root: string): void {
    if (this.#options.root === undefined) this.#root = path.resolve(root);
  }

  /** What asks for another run when it changes, absolute; without what belongs to this package, as installed. */
  get watched(): { readonly files: readonly string[]; readonly folders: readonly string[] } {
    const isInstalled = /[\\/]node_modules[\\/]/.test(packageRoot);
    const all = [...this.#files].filter((file) => !(isInstalled && isInside(file, packageRoot)));
    const isFolder = (file: string) => statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
    return { files: all.filter((file) => !isFolder(file)), folders: [...all.filter(isFolder), ...this.#sources] };
  }

  /** Whether a change of a file asks for another run. */
  concerns(file: string): boolean {
    const absolute = path.resolve(file);
    if (this.#outs.some((out) => isInside(absolute, out)) || /[\\/]node_modules[\\/]/.test(absolute)) return false;
    if (this.#files.has(absolute) || this.#files.has(path.dirname(absolute))) return true;
    return this.#sources.some((folder) => isInside(absolute, folder));
  }

  /**
   * Generates all outputs.
   *
   * @param stays Whether further runs will follow, so that it pays to keep what this one read.
   */
  async run(stays: boolean): Promise<PluginRun> {
    const { value: loaded, diagnostics: problems } = await this.#load();
    const { output = [] } = this.#options;
    const names = typeof output === 'string' ? [output] : output;
    const { value: chosen, diagnostics: unclear } = chooseOutputs(loaded.configuration, { names });
    const wrong = problems.length > 0 ? problems : unclear;
    if (loaded.file !== undefined) this.#files = new Set([...this.#files, loaded.file]);
    if (wrong.length > 0) return { failed: true, diagnostics: wrong };

    const { cache, strict } = loaded.configuration;
    const cwd = this.#root;
    const cached = cache !== false && !this.#ran;
    const { platform, env } = process;
    const cacheFolder = defaultCacheFolder({ cwd, platform, home: os.homedir(), env });
    const outputs = chosen.outputs.map(({ name: _, ...one }, index) => ({
      index,
      ...one,
      cwd,
      ...(strict !== undefined && { strict }),
      ...(loaded.file !== undefined && { inputs: [loaded.file] }),
      ...(cached && { cacheFolder }),
    }));
    const { depfile } = chosen;
    const shared = { cwd, ...(depfile !== undefined && { depfile }) };
    const { outcome, diagnostics, results } = await generateOutputs(
      outputs,
      ({ index, ...options }) => this.#generate(options, index, stays),
      shared,
    );
    this.#ran = true;
    this.#note(outputs, results, loaded.file);
    return { failed: outcome !== 'done', diagnostics: this.#news(diagnostics) };
  }

  async #load(): Promise<StageResult<LoadedConfiguration>> {
    const { config, configuration } = this.#options;
    if (configuration === undefined) return loadConfiguration(config, this.#root);
    const file = { path: path.join(this.#root, 'configuration'), shown: 'configuration' };
    const { value, diagnostics } = checkConfiguration(configuration, file);
    return { value: { configuration: value }, diagnostics };
  }

  async #generate(options: GenerateOptions, index: number, stays: boolean): Promise<OutputResult> {
    const { cacheFolder, ...rest } = options;
    const replayed = cacheFolder === undefined ? undefined : await replayRun({ ...rest, cacheFolder });
    if (replayed) return replayed;
    if (!stays) return generate(options);
    this.#memories[index] ??= createProcessMemory();
    const isFirst = !this.#ran;
    // While a page is being written, the outputs stay as they are.
    const mayWrite = (diagnostics: readonly Diagnostic[]) => isFirst || !diagnostics.some(isError);
    return generateWith(rest, { ...this.#memories[index], mayWrite });
  }

  #note(outputs: readonly GenerateOptions[], results: readonly OutputResult[], file: string | undefined): void {
    const inputs = results.flatMap((result) => result.inputs).map((input) => path.resolve(this.#root, input));
    // A run that was stopped early knows too little of what it would have read.
    const isWhole = results.every(({ plan }) => plan !== undefined);
    this.#files = new Set([...(isWhole ? [] : this.#files), ...inputs, ...(file === undefined ? [] : [file])]);
    this.#outs = outputs.map(({ out = 'generated' }) => path.resolve(this.#root, out));
    this.#sources = outputs
      .flatMap(({ select = [] }) => select.flatMap((pattern) => usedFolder(pattern) ?? []))
      .map((folder) => path.resolve(this.#root, folder));
  }

  #news(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
    const identity = ({ code, message, location }: Diagnostic) => `${code} ${location?.file ?? ''} ${message}`;
    const told = diagnostics.filter(({ severity }) => severity !== 'note');
    const news = told.filter((one) => isError(one) || !this.#known.has(identity(one)));
    this.#known = new Set(told.map(identity));
    return [...news.filter(isError), ...news.filter((one) => !isError(one))];
  }
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

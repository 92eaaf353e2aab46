import path from 'node:path';
import type { FileStamp } from '../cache/file-stamp.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { generateWith } from '../generate.ts';
import type { GenerateOptions, GenerateResult } from '../generation.ts';
import { createProcessMemory } from './process-memory.ts';
import { reviseLast, stampOutputs } from './revise-last.ts';

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

/** Codes that a file has while an editor is still writing it. */
const unfinished: ReadonlySet<string> = new Set(['CB206', 'CB209']);

/** The runs of one watch. */
export class WatchSession {
  readonly #options: GenerateOptions & { readonly cwd: string };
  readonly #cwd: string;
  readonly #out: string;
  readonly #memory = createProcessMemory();
  #known = new Set<string>();
  /** Grave findings of the last run that wrote. */
  #accepted: ReadonlySet<string> | undefined;
  /** Absolute paths of the pages of the last run. */
  #pages = new Set<string>();
  #includes = new Set<string>();
  /** The last run, where its outputs are what it made. */
  #last: GenerateResult | undefined;
  readonly #stamps = new Map<string, FileStamp>();
  /** Pages that were revised since the last whole run, which the next one has to read. */
  readonly #revised = new Set<string>();

  constructor(options: GenerateOptions & { readonly cwd: string }) {
    this.#options = options;
    this.#cwd = options.cwd;
    this.#out = path.resolve(options.cwd, options.out ?? 'generated');
  }

  /** INCLUDE targets of the last run, absolute. */
  get includes(): ReadonlySet<string> {
    return this.#includes;
  }

  /**
   * Makes a run, or makes up for what changed.
   *
   * @param changed Absolute paths of the files that changed since the last one.
   * @param contentOnly No file was added, removed or renamed.
   * @param since When the first of them changed, by `performance.now()`.
   */
  async run(changed: readonly string[], contentOnly: boolean, since = performance.now()): Promise<WatchRun> {
    const onlyPages = contentOnly && changed.every((file) => this.#pages.has(file));
    const revised = onlyPages ? await this.#revise(changed) : undefined;
    const { result, kept } = revised ? { result: revised, kept: false } : await this.#generate(changed, onlyPages);
    const known = new Set(result.diagnostics.map(identityOf));
    const news = result.diagnostics.filter((one) => !this.#known.has(identityOf(one)));
    this.#known = known;
    return { result, changed, news, kept, milliseconds: performance.now() - since };
  }

  async #revise(changed: readonly string[]): Promise<GenerateResult | undefined> {
    if (this.#last === undefined || changed.length === 0) return undefined;
    const result = await reviseLast(this.#last, changed, this.#options, this.#memory, this.#stamps);
    if (result === undefined) return undefined;
    this.#last = result;
    for (const file of changed) this.#revised.add(file);
    return result;
  }

  async #generate(changed: readonly string[], onlyPages: boolean): Promise<{ result: GenerateResult; kept: boolean }> {
    const { sources } = this.#memory;
    if (sources) sources.changed = onlyPages ? new Set([...changed, ...this.#revised]) : undefined;
    this.#revised.clear();
    const begun = Date.now();
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
    const isWritten = !kept && !result.diagnostics.some(({ code }) => /^CB(?:7\d\d|199)$/.test(code));
    this.#last = isWritten ? result : undefined;
    if (isWritten) stampOutputs(result.plan?.hashes ?? {}, this.#out, this.#stamps, begun);
    return { result, kept };
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

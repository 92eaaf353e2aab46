import { createHash } from 'node:crypto';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { RenderedFile, RenderedFiles } from '../emit/output-file.ts';
import type { Model } from '../model/model.ts';
import { EntityGraph } from './entity-graph.ts';

/** A file of an earlier run, found by what it depends on. */
export interface RememberedFile {
  readonly key: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Its text; undefined where that is not to be had any more. */
  readonly text: () => string | undefined;
}

/** Rendered files from run to run. */
export class FileMemory {
  #earlier: ReadonlyMap<string, RememberedFile>;
  #latest = new Map<string, RememberedFile>();
  #rendered = 0;

  constructor(earlier: ReadonlyMap<string, RememberedFile> = new Map()) {
    this.#earlier = earlier;
  }

  /** Files that had to be rendered since the last `begin`. */
  get rendered(): number {
    return this.#rendered;
  }

  /** The files of the last run. */
  get latest(): ReadonlyMap<string, RememberedFile> {
    return this.#latest;
  }

  /**
   * Begins a run.
   *
   * @param surroundings Everything that all files depend on beside the model, as plain data.
   */
  begin(model: Model, surroundings: unknown): RenderedFiles {
    if (this.#latest.size > 0) this.#earlier = this.#latest;
    this.#latest = new Map();
    this.#rendered = 0;
    const graph = new EntityGraph(model);
    const common = JSON.stringify(surroundings);
    return {
      file: (path, entities, frame, render) => {
        const parts = [common, path, graph.keyOf(entities), JSON.stringify(frame)];
        const key = createHash('sha256').update(parts.join('\0')).digest('base64url');
        return this.#recall(path, key) ?? this.#remember(path, key, render());
      },
    };
  }

  #recall(path: string, key: string): RenderedFile | undefined {
    const earlier = this.#earlier.get(path);
    if (earlier?.key !== key) return undefined;
    const text = earlier.text();
    if (text === undefined) return undefined;
    return this.#keep(path, { key, diagnostics: earlier.diagnostics, text });
  }

  #remember(path: string, key: string, file: RenderedFile): RenderedFile {
    this.#rendered += 1;
    return this.#keep(path, { key, ...file });
  }

  #keep(path: string, { key, diagnostics, text }: RenderedFile & { readonly key: string }): RenderedFile {
    this.#latest.set(path, { key, diagnostics, text: () => text });
    return { text, diagnostics };
  }
}

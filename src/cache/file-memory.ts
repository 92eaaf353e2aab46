import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { RenderedFile, RenderedFiles, Rendering } from '../emit/output-file.ts';
import type { Entity, Model } from '../model/model.ts';
import { EntityGraph } from './entity-graph.ts';
import { sha256 } from './sha256.ts';

/** A file of an earlier run, found by what it depends on. */
export interface RememberedFile {
  readonly key: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Its text; undefined where that is not to be had any more. */
  readonly text: () => string | undefined;
  /** The hash of its text (`hashText`) where the output folder still holds the file that an earlier run wrote. */
  readonly inPlace?: () => string | undefined;
}

interface RememberedPart {
  readonly key: string;
  readonly part: object;
}

type EntityList = readonly [Entity, ...Entity[]];

/** Rendered files from run to run. */
export class FileMemory {
  #earlier: ReadonlyMap<string, RememberedFile>;
  #latest = new Map<string, RememberedFile>();
  readonly #parts: WeakMap<Entity, Map<string, RememberedPart>> | undefined;
  #rendered = 0;

  /**
   * @param earlier The files of an earlier process.
   * @param keepsParts Whether parts of files are kept too, which takes memory and helps a later run of this process.
   */
  constructor(earlier: ReadonlyMap<string, RememberedFile> = new Map(), keepsParts = false) {
    this.#earlier = earlier;
    this.#parts = keepsParts ? new WeakMap() : undefined;
  }

  /** Files that had to be rendered since the last `begin`. */
  get rendered(): number {
    return this.#rendered;
  }

  /** The files of the last run. */
  get latest(): ReadonlyMap<string, RememberedFile> {
    return this.#latest;
  }

  /** Whether there is a file of an earlier run. */
  get isEmpty(): boolean {
    return this.#earlier.size === 0 && this.#latest.size === 0;
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
    const common = sha256(JSON.stringify(surroundings));
    const keyOf = (of: string, entities: readonly Entity[], frame: unknown): string =>
      sha256([common, of, graph.keyOf(entities), JSON.stringify(frame)].join('\0'));
    return {
      file: (path, entities, frame, render) => {
        const key = keyOf(path, entities, frame);
        return this.#recall(path, key, render) ?? this.#remember(path, key, render());
      },
      ...(this.#parts && {
        part: <T extends object>(kind: string, [entity, ...others]: EntityList, frame: unknown, make: () => T): T => {
          const known = this.#parts?.get(entity) ?? new Map<string, RememberedPart>();
          this.#parts?.set(entity, known);
          const key = keyOf(kind, [entity, ...others], frame);
          const earlier = known.get(kind);
          if (earlier?.key === key) return earlier.part as T;
          const part = make();
          known.set(kind, { key, part });
          return part;
        },
      }),
    };
  }

  /** Takes files of this run that were rendered elsewhere, by path. */
  take(files: Iterable<readonly [string, { readonly key: string } & Rendering]>): void {
    for (const [path, { key, ...file }] of files) this.#remember(path, key, file);
  }

  #recall(path: string, key: string, render: () => Rendering): RenderedFile | undefined {
    const earlier = this.#earlier.get(path);
    if (earlier?.key !== key) return undefined;
    const inPlace = earlier.inPlace?.();
    if (inPlace !== undefined) {
      this.#latest.set(path, earlier);
      const read = () => earlier.text() ?? render().text;
      return {
        path,
        get text() {
          return read();
        },
        diagnostics: earlier.diagnostics,
        inPlace,
      };
    }
    const text = earlier.text();
    if (text === undefined) return undefined;
    return this.#keep(path, key, { diagnostics: earlier.diagnostics, text });
  }

  #remember(path: string, key: string, file: Rendering): RenderedFile {
    this.#rendered += 1;
    return this.#keep(path, key, file);
  }

  #keep(path: string, key: string, { diagnostics, text }: Rendering): RenderedFile {
    this.#latest.set(path, { key, diagnostics, text: () => text });
    return { path, text, diagnostics };
  }
}

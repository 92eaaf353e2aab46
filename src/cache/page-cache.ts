import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import type { Page } from '../parse/page.ts';
import type { KnownPages } from '../parse/parse-pages.ts';
import type { SourceFile } from '../read/source-file.ts';

/**
 * Parsed pages as the cache file keeps them: each as JSON, found by its key without the others being decoded.
 * Pages that a run does not ask for are not kept.
 */
export class StoredPages implements KnownPages {
  readonly #stored: ReadonlyMap<string, Buffer>;
  readonly #used = new Map<string, Buffer>();
  #added = 0;

  private constructor(stored: ReadonlyMap<string, Buffer>) {
    this.#stored = stored;
  }

  static empty(): StoredPages {
    return new StoredPages(new Map());
  }

  /**
   * The pages of a cache file whose hash was right; undefined for what is none, or was made by another generator.
   *
   * @param program What the generator was that made them: pages of another one count for nothing.
   */
  static parse(content: Buffer, program: string): StoredPages | undefined {
    try {
      const end = content.indexOf(10);
      const index = JSON.parse(content.toString('utf8', 0, end)) as Index;
      if (index.program !== program) return undefined;
      const stored = new Map<string, Buffer>();
      let start = end + 1;
      for (const [key, length] of index.pages) {
        stored.set(key, content.subarray(start, start + length));
        start += length;
      }
      return start === content.length ? new StoredPages(stored) : undefined;
    } catch {
      return undefined;
    }
  }

  /**
   * Whether the file is worth writing anew: to parse a few pages in every run costs less than to write thousands.
   */
  get isStale(): boolean {
    const unused = this.#stored.size + this.#added - this.#used.size;
    return this.#added + unused > this.#stored.size / 50;
  }

  /** Pages that had to be parsed. */
  get misses(): number {
    return this.#added;
  }

  get(file: SourceFile): StageResult<Page> | undefined {
    const key = keyOf(file);
    const bytes = this.#stored.get(key);
    if (bytes === undefined) return undefined;
    this.#used.set(key, bytes);
    const { page, diagnostics } = JSON.parse(bytes.toString('utf8')) as Entry;
    return { value: page, diagnostics };
  }

  set(file: SourceFile, { value: page, diagnostics }: StageResult<Page>): void {
    this.#added += 1;
    const entry: Entry = { page, diagnostics };
    this.#used.set(keyOf(file), Buffer.from(JSON.stringify(entry)));
  }

  /** The content of a cache file. */
  format(program: string): readonly Uint8Array[] {
    const index: Index = { program, pages: [...this.#used].map(([key, bytes]) => [key, bytes.length]) };
    return [Buffer.from(`${JSON.stringify(index)}\n`), ...this.#used.values()];
  }
}

interface Index {
  readonly program: string;
  readonly pages: readonly (readonly [key: string, length: number])[];
}

interface Entry {
  readonly page: Page;
  readonly diagnostics: readonly Diagnostic[];
}

/** Everything that `parsePage` sees of a file, in short. */
function keyOf({ path: shown, id, hash, includes }: SourceFile): string {
  const parts = [shown, id, hash];
  for (const [target, included] of includes) parts.push(target, included.path, included.hash);
  return createHash('sha256').update(parts.join('\0')).digest('base64url').slice(0, 22);
}

export function pagesFile(folder: string, key: string): string {
  return path.join(folder, `${key}.pages`);
}

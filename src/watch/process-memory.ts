import { FileMemory } from '../cache/file-memory.ts';
import type { RunMemory } from '../cache/run-memory.ts';
import type { StageResult } from '../diagnostics/diagnostic.ts';
import { EntityMemory } from '../model/entity-memory.ts';
import type { Page } from '../parse/page.ts';
import type { KnownPages } from '../parse/parse-pages.ts';
import type { SourceFile } from '../read/source-file.ts';
import { SourceMemory } from '../read/source-memory.ts';
import { TextHashes } from '../write/text-hashes.ts';

/** Everything that one run of a process can leave to the next: sources, pages, entities, rendered files. */
export function createProcessMemory(): RunMemory {
  return {
    pages: new MemoryPages(),
    files: new FileMemory(undefined, true),
    entities: new EntityMemory(),
    sources: new SourceMemory(),
    hashes: new TextHashes(),
  };
}

/** Pages by the objects that they were parsed from. */
class MemoryPages implements KnownPages {
  readonly #pages = new WeakMap<SourceFile, StageResult<Page>>();
  misses = 0;

  get(file: SourceFile): StageResult<Page> | undefined {
    return this.#pages.get(file);
  }

  set(file: SourceFile, result: StageResult<Page>): void {
    this.misses += 1;
    this.#pages.set(file, result);
  }
}

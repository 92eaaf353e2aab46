import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { EntityMemory } from '../model/entity-memory.ts';
import type { KnownPages } from '../parse/parse-pages.ts';
import type { SourceMemory } from '../read/source-memory.ts';
import type { TextHashes } from '../write/text-hashes.ts';
import type { FileMemory } from './file-memory.ts';

/** What one run leaves to the next, of the same process or through the cache. */
export interface RunMemory {
  readonly pages: KnownPages & { readonly misses: number };
  readonly files: FileMemory;
  /** Within one process only. */
  readonly entities?: EntityMemory;
  readonly sources?: SourceMemory | undefined;
  readonly hashes?: TextHashes;
  /** Whether a run with these findings may change the outputs. Default: it may. */
  readonly mayWrite?: (diagnostics: readonly Diagnostic[]) => boolean;
}

import { createHash } from 'node:crypto';
import type { GenerateOptions } from '../generation.ts';

/**
 * Name of the cache files of runs with the given options: all of them count but for how far a run goes, and where it
 * tells its progress and keeps its cache.
 */
export function runKey(options: GenerateOptions): string {
  const { mode: _mode, onProgress: _onProgress, cacheFolder: _cacheFolder, ...deciding } = options;
  return keyOf(deciding);
}

/** Name of the cache files of parsed pages, which runs share that read the same docs: their other options do not count. */
export function pagesKey({ cwd, docs }: GenerateOptions): string {
  return keyOf({ cwd, docs });
}

/** The same for entities. */
export function entitiesKey({ cwd, docs, base, comments }: GenerateOptions): string {
  return keyOf({ cwd, docs, base, comments });
}

function keyOf(options: object): string {
  const ordered = Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(ordered)).digest('hex').slice(0, 16);
}

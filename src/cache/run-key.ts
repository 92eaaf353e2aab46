import { createHash } from 'node:crypto';
import type { GenerateOptions } from '../generation.ts';

/**
 * Name of the cache files of runs with the given options: all of them count but for how far a run goes, and where it
 * tells its progress and keeps its cache.
 */
export function runKey(options: GenerateOptions): string {
  const { mode: _mode, onProgress: _onProgress, cacheFolder: _cacheFolder, ...deciding } = options;
  const ordered = Object.entries(deciding).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(ordered)).digest('hex').slice(0, 16);
}

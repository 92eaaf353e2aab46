import { existsSync } from 'node:fs';
import path from 'node:path';

/** What of a system says where caches belong. */
export interface CacheSurroundings {
  /** Absolute working directory. */
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  /** Absolute home folder of the user. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The folder of the cache: `node_modules/.cache/clr-bindgen` of the nearest project with installed packages, where
 * cleaning up a project removes it too; without one, the folder that the system has for caches.
 *
 * @returns An absolute path; the folder need not exist.
 */
export function defaultCacheFolder(surroundings: CacheSurroundings): string {
  for (let folder = surroundings.cwd; ; folder = path.dirname(folder)) {
    const modules = path.join(folder, 'node_modules');
    if (existsSync(path.join(folder, 'package.json')) && existsSync(modules)) {
      return path.join(modules, '.cache', 'clr-bindgen');
    }
    if (folder === path.dirname(folder)) return path.join(systemCaches(surroundings), 'clr-bindgen');
  }
}

/** XDG Base Directory Specification; Apple's and Microsoft's counterparts. */
function systemCaches({ platform, home, env }: CacheSurroundings): string {
  if (platform === 'win32') return env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local');
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches');
  const named = env.XDG_CACHE_HOME;
  return named !== undefined && path.isAbsolute(named) ? named : path.join(home, '.cache');
}

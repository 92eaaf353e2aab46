import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

let known: ReadonlySet<string> | undefined;

/**
 * Whether a text is that of a metadata file of this package as the build has checked it. The build lists their hashes;
 * a file that somebody changed is none of them, and where the sources run as they are none is known.
 */
export function isChecked(text: string | Buffer): boolean {
  known ??= new Set(hashesOfBuild());
  return known.size > 0 && known.has(checkedHash(text));
}

/** What stands for a text among those that the build has checked. */
export function checkedHash(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('base64url');
}

function hashesOfBuild(): readonly string[] {
  try {
    // From this folder also where this module is part of a bundle.
    return require('../read/checked-files.cjs') as readonly string[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return [];
    throw error;
  }
}

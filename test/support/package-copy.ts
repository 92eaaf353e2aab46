import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * A copy of what the package holds beside its code, in place of `src/read/package-root.ts` in tests that edit it:
 * `vi.mock('../../src/read/package-root.ts', () => import('../support/package-copy.ts'))`.
 */
export const packageRoot = mkdtempSync(path.join(os.tmpdir(), 'package-'));

for (const name of ['metadata', 'templates', 'package.json']) {
  cpSync(path.join(repository, name), path.join(packageRoot, name), { recursive: true, preserveTimestamps: true });
}
process.on('exit', () => rmSync(packageRoot, { recursive: true, force: true }));

export function packageVersion(): string {
  return '0.0.0-copy';
}

// Makes the built command executable and known to npx: without the link, `npx generate` in this repository would
// install it into a cache of its own first, and build it once more for that. Windows has no use for either.
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const command = path.join(root, 'dist', 'cli', 'main.js');
const modules = path.join(root, 'node_modules');

if (process.platform !== 'win32') {
  chmodSync(command, 0o755);
  if (existsSync(modules)) {
    const folder = path.join(modules, '.bin');
    mkdirSync(folder, { recursive: true });
    for (const name of ['generate', 'clr-bindgen']) {
      const link = path.join(folder, name);
      rmSync(link, { force: true });
      symlinkSync(path.relative(folder, command), link);
    }
  }
}

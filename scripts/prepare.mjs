// Builds dist/ unless it is newer than everything that it is built from: npm asks for this after `npm ci` and
// `npm install` in this repository, and before it packs. It is the script `prepublish`, which npm runs for the repository
// alone and never for publishing; of a script `prepare` it would warn whoever installs the tarball.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
/** What the build writes last. */
const built = path.join(root, 'dist', '.built');
const inputs = ['src', 'scripts', 'templates', 'metadata', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];

if (!existsSync(built) || newest(inputs) > statSync(built).mtimeMs) {
  const { status } = spawnSync('npm', ['run', 'build'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
}

function newest(names) {
  const files = names.flatMap((name) => {
    const file = path.join(root, name);
    if (!statSync(file).isDirectory()) return [file];
    return readdirSync(file, { recursive: true }).map((entry) => path.join(file, entry));
  });
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}

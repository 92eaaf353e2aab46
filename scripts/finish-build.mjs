// The last step of the build: metadata is checked, templates are compiled, own pages parsed, the model of a run without
// docs is built; what sources that are gone had left in dist/ goes, since everything there is packed; the command line is
// bundled and made executable, and the stamp says when dist/ was complete.
import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import './check-metadata.mjs';
import './precompile-templates.mjs';
import './parse-own-pages.mjs';
import './build-own-model.mjs';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');

for (const file of readdirSync(dist, { recursive: true })) {
  if (!/(\.d\.ts|\.js)$/.test(file)) continue;
  const folder = file.startsWith('typescript') ? 'generated' : 'src';
  const source = path.join(root, folder, file.replace(/(\.d\.ts|\.js)$/, '.ts'));
  if (!existsSync(source)) rmSync(path.join(dist, file));
}
await import('./bundle-cli.mjs');
chmodSync(path.join(dist, 'cli', 'main.js'), 0o755);
writeFileSync(path.join(dist, '.built'), '');

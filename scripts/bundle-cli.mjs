// Puts the modules of the command line into few files: dist/cli/main.js and what it loads on demand. Node opens, resolves
// and links each file of an ES module graph by itself, which takes longer than a run that finds little to do.
// Usage: node scripts/bundle-cli.mjs [DIST]
import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';

const dist = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '..', 'dist'));
const cli = path.join(dist, 'cli');
const bundled = path.join(dist, '.cli');

// Packages stay packages: their licences and versions are theirs.
const input = { main: path.join(cli, 'main.js'), 'worker-main': path.join(dist, 'parallel', 'worker-main.js') };
const bundle = await rolldown({ input, platform: 'node', external: /^[a-z@]/ });
await bundle.write({ dir: bundled, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' });
await bundle.close();
rmSync(cli, { recursive: true });
renameSync(bundled, cli);

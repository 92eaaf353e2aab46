// Puts the modules of the command line into few files: dist/cli/main.js and what it loads on demand. Node opens, resolves
// and links each file of a module graph by itself, which takes longer than a run that finds little to do. The files are
// CommonJS, as Node loads an ES module and its packages more slowly: by 20 ms where a page changed.
// Usage: node scripts/bundle-cli.mjs [DIST]
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';

const dist = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '..', 'dist'));
const cli = path.join(dist, 'cli');
const bundled = path.join(dist, '.cli');

/** What is loaded together goes into one file each: modules, and what these import. A module is in the first one. */
const files = {
  start: ['cli/program.js'],
  replay: ['cli/generate-command.js', 'cli/settings.js', 'cli/summary.js', 'cli/show-diagnostics.js'],
  revise: ['cache/revise-run.js', 'parse/parse-page.js'],
};

/** Adds a module and the modules that it imports, but not those that it loads on demand. */
function addModules(file, modules) {
  if (modules.has(file)) return;
  modules.add(file);
  for (const [, , name] of readFileSync(file, 'utf8').matchAll(/^(import|export)\b[^'"]*['"](\.[^'"]+)['"];$/gm))
    addModules(path.resolve(path.dirname(file), name), modules);
}

const placed = new Set();
const groups = Object.entries(files).map(([name, roots], index) => {
  const modules = new Set();
  for (const root of roots) addModules(path.join(dist, root), modules);
  const own = new Set([...modules].filter((file) => !placed.has(file)));
  for (const file of own) placed.add(file);
  return { name, priority: -index, test: (id) => own.has(id) };
});

// Packages stay packages: their licences and versions are theirs.
const input = { main: path.join(cli, 'main.js'), 'worker-main': path.join(dist, 'parallel', 'worker-main.js') };
const bundle = await rolldown({
  input,
  platform: 'node',
  external: /^[a-z@]/,
  preserveEntrySignatures: false,
  // What one command loads on demand may be there for another one.
  checks: { ineffectiveDynamicImport: false },
});
await bundle.write({
  dir: bundled,
  format: 'cjs',
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
  // They are in the modules beside.
  comments: false,
  codeSplitting: { includeDependenciesRecursively: false, groups },
});
await bundle.close();
writeFileSync(path.join(bundled, 'package.json'), `${JSON.stringify({ type: 'commonjs' })}\n`);
rmSync(cli, { recursive: true });
renameSync(bundled, cli);

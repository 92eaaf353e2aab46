// Puts the runtime's files into one: dist/runtime/index.js. Node opens, resolves and links each file of an ES module graph
// by itself, which costs more than all the code in them; a generated module imports the whole runtime.
import { renameSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';

const folder = path.join(import.meta.dirname, '..', 'dist', 'runtime');
const entry = path.join(folder, 'index.js');
const bundled = path.join(folder, 'index.bundle.js');

const bundle = await rolldown({ input: entry, platform: 'node', external: [/^node:/, 'koffi'] });
await bundle.write({ file: bundled, format: 'esm' });
await bundle.close();
renameSync(bundled, entry);

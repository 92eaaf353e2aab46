// Compiles the templates of this package into dist/, so that a run with them needs no compiler: those of each folder into
// a file, and an index that tells where each is.
// Usage: node scripts/precompile-templates.mjs [DIST]
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import { dist, load, root } from './built.mjs';

const { compileOptions, templateKey } = await load('emit', 'template-compiler.js');

const index = {};
const files = new Map();
const names = readdirSync(path.join(root, 'templates'), { recursive: true }).filter((name) => name.endsWith('.hbs'));
for (const name of names.sort()) {
  // As readers of templates see it: with LF line ends.
  const text = readFileSync(path.join(root, 'templates', name), 'utf8').replaceAll('\r\n', '\n');
  const key = templateKey(text);
  if (Object.hasOwn(index, key)) continue;
  const [folder] = name.split(path.sep);
  index[key] = folder;
  const entry = `${JSON.stringify(key)}: ${Handlebars.precompile(text, compileOptions)},\n`;
  files.set(folder, (files.get(folder) ?? '') + entry);
}
const precompiled = path.join(dist, 'emit', 'precompiled');
rmSync(precompiled, { recursive: true, force: true });
mkdirSync(precompiled);
for (const [folder, entries] of files) {
  writeFileSync(path.join(precompiled, `${folder}.cjs`), `module.exports = {\n${entries}};\n`);
}
writeFileSync(path.join(precompiled, 'index.cjs'), `module.exports = ${JSON.stringify(index, null, 1)};\n`);

// Compiles the templates of this package into dist/, so that a run with them needs no compiler.
// Usage: node scripts/precompile-templates.mjs [DIST]
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import Handlebars from 'handlebars';

const root = path.resolve(import.meta.dirname, '..');
const emit = path.join(path.resolve(process.argv[2] ?? path.join(root, 'dist')), 'emit');
const { compileOptions, templateKey } = await import(pathToFileURL(path.join(emit, 'template-compiler.js')).href);

const entries = readdirSync(path.join(root, 'templates'), { recursive: true })
  .filter((name) => name.endsWith('.hbs'))
  .sort()
  .map((name) => {
    // As readers of templates see it: with LF line ends.
    const text = readFileSync(path.join(root, 'templates', name), 'utf8').replaceAll('\r\n', '\n');
    return `${JSON.stringify(templateKey(text))}: ${Handlebars.precompile(text, compileOptions)},\n`;
  });
writeFileSync(path.join(emit, 'precompiled-templates.cjs'), `module.exports = {\n${entries.join('')}};\n`);

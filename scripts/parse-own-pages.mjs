// Parses this package's own pages into dist/, so that a run without docs need not.
// Usage: node scripts/parse-own-pages.mjs [DIST]
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.resolve(process.argv[2] ?? path.join(root, 'dist'));
const file = path.join(dist, 'parse', 'own-pages.json');
rmSync(file, { force: true });
const load = (...parts) => import(pathToFileURL(path.join(dist, ...parts)).href);
const { readTree } = await load('read', 'read-tree.js');
const { ownPagesToKeep } = await load('parse', 'own-pages.js');

const { files } = readTree(path.join(root, 'metadata', 'docs'), { origin: 'own' }).value;
writeFileSync(file, JSON.stringify(ownPagesToKeep(files)));

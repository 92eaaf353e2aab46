// Parses this package's own pages into dist/, so that a run without docs need not.
// Usage: node scripts/parse-own-pages.mjs [DIST]
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dist, load, root } from './built.mjs';

const file = path.join(dist, 'parse', 'own-pages.json');
rmSync(file, { force: true });
const { readTree } = await load('read', 'read-tree.js');
const { ownPagesToKeep } = await load('parse', 'own-pages.js');

const { files } = readTree(path.join(root, 'metadata', 'docs'), { origin: 'own' }).value;
writeFileSync(file, JSON.stringify(ownPagesToKeep(files)));

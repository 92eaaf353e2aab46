// Checks this package's facts, overrides and model, and lists their hashes in dist/, so that a run with them need not.
// Usage: node scripts/check-metadata.mjs [DIST]
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dist, load, root } from './built.mjs';

const list = path.join(dist, 'read', 'checked-files.cjs');
// So that nothing is taken for checked.
rmSync(list, { force: true });
const [{ readMetadata }, { readModel }, { checkedHash }] = await Promise.all(
  ['metadata.js', 'read-model.js', 'checked-files.js'].map((name) => load('read', name)),
);

const metadata = path.join(root, 'metadata');
const results = [await readMetadata(metadata), readModel(path.join(metadata, 'model'), root)];
const hashes = ['facts', 'overrides', 'model'].flatMap((folder) =>
  readdirSync(path.join(metadata, folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => checkedHash(readFileSync(path.join(metadata, folder, name), 'utf8'))),
);
// Where something is wrong, each run tells.
const isRight = results.every(({ diagnostics }) => diagnostics.length === 0);
writeFileSync(list, `module.exports = ${JSON.stringify(isRight ? hashes.sort() : [], null, 1)};\n`);

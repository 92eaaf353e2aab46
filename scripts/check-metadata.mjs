// Checks this package's facts, overrides and model, and lists their hashes in dist/, so that a run with them need not.
// Usage: node scripts/check-metadata.mjs [DIST]
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');
const read = path.join(path.resolve(process.argv[2] ?? path.join(root, 'dist')), 'read');
const list = path.join(read, 'checked-files.cjs');
// So that nothing is taken for checked.
rmSync(list, { force: true });
const load = (name) => import(pathToFileURL(path.join(read, name)).href);
const [{ readMetadata }, { readModel }, { checkedHash }] = await Promise.all(
  ['metadata.js', 'read-model.js', 'checked-files.js'].map(load),
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

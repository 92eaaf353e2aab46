// Writes metadata/model/<header>.json, the model that `generate` uses without docs: facts only, no prose.
// Usage: npm run embed -- DOCS...
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildModel, modelToJson, parsePages, readMetadata, readTree } from '../dist/index.js';
import { modelLists } from '../dist/model/json.js';
import { modelFiles } from '../dist/read/read-model.js';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, 'metadata', 'model');

const docs = process.argv.slice(2);
if (docs.length === 0) {
  console.error('usage: npm run embed -- DOCS...');
  process.exit(2);
}

const diagnostics = [];
function take(result) {
  diagnostics.push(...result.diagnostics);
  return result.value;
}

const trees = docs.map((one) => take(readTree(one, { origin: 'docs' })));
const pageTrees = trees.map(({ origin, files }) => ({ origin, pages: take(parsePages(files)) }));
const { facts, overrides } = take(await readMetadata(path.join(root, 'metadata')));
const model = take(buildModel({ trees: pageTrees, facts, overrides, comments: 'none' }));
const errors = diagnostics.filter(({ severity }) => severity === 'error');
if (errors.length > 0) {
  for (const { code, message, location } of errors) console.error(`${location?.file ?? ''} ${code}: ${message}`);
  process.exit(1);
}

/** Parts of the model by header. */
const parts = new Map();
for (const list of modelLists) {
  for (const entity of model[list]) {
    let part = parts.get(entity.header);
    if (part === undefined) {
      part = { version: model.version, ...Object.fromEntries(modelLists.map((name) => [name, []])) };
      parts.set(entity.header, part);
    }
    part[list].push(entity);
  }
}

for (const file of modelFiles(folder)) rmSync(file);
for (const [header, part] of parts) {
  writeFileSync(path.join(folder, `${path.basename(header, '.h')}.json`), modelToJson(part));
}
console.log(`${trees.reduce((sum, { files }) => sum + files.length, 0)} pages, ${parts.size} model files`);

// Writes metadata/model/<header>.json, the model that `generate` uses without docs: facts only, no prose.
// Usage: npm run embed -- [--check] DOCS...    (--check writes nothing and exits with 3 if a file is out of date)
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildModel, modelToJson, parsePages, readMetadata, readTree } from '../dist/index.js';
import { emptyModel, modelLists } from '../dist/model/json.js';
import { modelFiles } from '../dist/read/read-model.js';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, 'metadata', 'model');

const check = process.argv.includes('--check');
const docs = process.argv.slice(2).filter((argument) => argument !== '--check');
if (docs.length === 0) {
  console.error('usage: npm run embed -- [--check] DOCS...');
  process.exit(2);
}

const { model, pages } = await modelOf(docs);
const texts = new Map();
for (const [header, part] of byHeader(model)) {
  texts.set(path.join(folder, `${path.basename(header, '.h')}.json`), modelToJson(part));
}
const present = new Map(modelFiles(folder).map((file) => [file, readFileSync(file, 'utf8')]));
const changed = [...texts].filter(([file, text]) => present.get(file) !== text);
const stale = [...present.keys()].filter((file) => !texts.has(file));

if (check) {
  for (const file of [...changed.map(([file]) => file), ...stale]) console.error(`out of date: ${path.basename(file)}`);
} else {
  for (const [file, text] of changed) writeFileSync(file, text);
  for (const file of stale) rmSync(file);
}
console.log(`${pages} pages; ${texts.size} model files: ${changed.length} changed, ${stale.length} stale`);
if (check && changed.length + stale.length > 0) process.exit(3);

/** The model of some docs, as `generate --docs --comments none` builds it. */
async function modelOf(folders) {
  const diagnostics = [];
  const take = (result) => {
    diagnostics.push(...result.diagnostics);
    return result.value;
  };
  const trees = folders.map((one) => take(readTree(one, { origin: 'docs' })));
  const pageTrees = trees.map(({ origin, files }) => ({ origin, pages: take(parsePages(files)) }));
  const { facts, overrides } = take(await readMetadata(path.join(root, 'metadata')));
  const built = take(buildModel({ trees: pageTrees, facts, overrides, comments: 'none' }));
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  for (const { code, message, location } of errors) console.error(`${location?.file ?? 'error'}: ${code}: ${message}`);
  if (errors.length > 0) process.exit(1);
  return { model: built, pages: trees.reduce((sum, { files }) => sum + files.length, 0) };
}

/** The parts of a model by header. */
function byHeader(whole) {
  const parts = new Map();
  for (const list of modelLists) {
    for (const entity of whole[list]) {
      const part = parts.get(entity.header) ?? { ...emptyModel };
      part[list] = [...part[list], entity];
      parts.set(entity.header, part);
    }
  }
  return parts;
}

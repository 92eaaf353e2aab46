// Builds the model of a run without docs, and keeps in dist/ of what it was built and its hash: if the one among the
// outputs that the package comes with is the same, such a run need not build it.
// Usage: node scripts/build-own-model.mjs [DIST]
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dist, load, root } from './built.mjs';

const file = path.join(dist, 'read', 'own-model.json');
rmSync(file, { force: true });
const { readSources } = await load('read', 'read-sources.js');
const { hashOfModel, ownComments, ownModelKey } = await load('read', 'own-model.js');
const { parsePages } = await load('parse', 'parse-pages.js');
const { buildModel } = await load('model', 'build-model.js');
const { modelToJson } = await load('model', 'json.js');

const { value: sources, diagnostics } = await readSources({ docs: [], cwd: root });
const trees = sources.trees.map(({ origin, files }) => {
  const pages = parsePages(files);
  diagnostics.push(...pages.diagnostics);
  return { origin, pages: pages.value };
});
const { facts, overrides } = sources.metadata;
const base = sources.base?.model;
const built = buildModel({ trees, facts, overrides, base, comments: ownComments });
// Where something is found, each run tells.
if (diagnostics.length + built.diagnostics.length === 0) {
  const kept = { key: ownModelKey(sources), hash: hashOfModel(modelToJson(built.value)) };
  writeFileSync(file, `${JSON.stringify(kept)}\n`);
}

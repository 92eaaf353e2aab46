import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildModel } from '../dist/model/build-model.js';
import { noOverrides } from '../dist/model/overrides.js';
import { parsePage } from '../dist/parse/parse-page.js';
import { readMetadata } from '../dist/read/metadata.js';
import { readTree } from '../dist/read/read-tree.js';

/** The folder of the metadata in this repository. */
export const metadataFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../metadata');

/**
 * Builds the model of a docs folder with the metadata of this repository. Needs `npm run build` first.
 *
 * @param {string} docs folder with the pages
 * @param {{ overrides?: boolean }} options `overrides: false` leaves the corrections out
 */
export async function modelOfDocs(docs, options = {}) {
  const { value: metadata, diagnostics } = await readMetadata(metadataFolder);
  const tree = await readTree(docs, { origin: 'docs' });
  const pages = tree.value.files.map((file) => parsePage(file).value);
  const result = buildModel({
    trees: [{ origin: 'docs', pages }],
    facts: metadata.facts,
    overrides: options.overrides === false ? noOverrides() : metadata.overrides,
    comments: 'none',
  });
  return { metadata, model: result.value, diagnostics: [...diagnostics, ...result.diagnostics] };
}

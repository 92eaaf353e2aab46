// Prints what metadata/overrides lacks for a docs folder: everything that the model built from it states otherwise than
// the facts, as entries to review and to give a reason, and the entries that no longer change anything.
//
//   npm run build && node scripts/propose-overrides.mjs DOCS
import { contradictions } from '../dist/model/contradictions.js';
import { modelOfDocs } from './model-of-docs.mjs';

const [docs] = process.argv.slice(2);
if (!docs) {
  console.error('usage: node scripts/propose-overrides.mjs DOCS');
  process.exit(2);
}
const { metadata, model, diagnostics } = await modelOfDocs(docs);
const open = contradictions(model, metadata.facts).filter(
  ({ what, grade }) => grade !== 'name' || what === 'header' || what === 'field',
);
for (const { symbol, page, what, grade, position, says, is } of open) {
  console.log(JSON.stringify({ kind: kindOf(what, grade), symbol, page, ...(position && { position }), says, is }));
}
for (const { code, message } of diagnostics) if (code === 'CB501') console.log(`${code} ${message}`);
console.error(`${open.length} differences from the facts without an override`);

/** The file of metadata/overrides that an entry belongs to. */
function kindOf(what, grade) {
  if (what === 'header') return 'headers';
  if (what === 'field' || what === 'field count') return 'structs';
  if (what === 'member') return 'enums';
  if (grade === 'cpp') return 'spelling';
  return what === 'returns' ? 'returns' : 'params';
}

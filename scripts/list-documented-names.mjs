// Writes metadata/facts/documented-names.json: what a docs folder documents. Of these names the facts say nothing on
// their own once their page is gone. Run it with the newest docs that the facts were checked against.
//
//   npm run build && node scripts/list-documented-names.mjs DOCS
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { metadataFolder, modelOfDocs } from './model-of-docs.mjs';

const [docs] = process.argv.slice(2);
if (!docs) {
  console.error('usage: node scripts/list-documented-names.mjs DOCS');
  process.exit(2);
}
const file = path.join(metadataFolder, 'facts/documented-names.json');
const { model } = await modelOfDocs(docs);
const known = JSON.parse(await readFile(file, 'utf8').catch(() => '{"entries":{}}')).entries;
const lists = ['interfaces', 'enums', 'structs', 'functions', 'callbacks', 'typedefs', 'constants', 'guids'];
const blocks = lists.map((list) => {
  const names = new Set(known[list]);
  for (const entity of model[list]) if (entity.documented) names.add(entity.name);
  const lines = [...names].sort().map((name) => JSON.stringify(name));
  return `${JSON.stringify(list)}: [${lines.length ? `\n${lines.join(',\n')}\n` : ''}]`;
});
await writeFile(
  file,
  `{\n"$schema": "../schema/facts/documented-names.schema.json",\n"source": [\n  "the pages of the .NET unmanaged API reference"\n],\n"entries": {\n${blocks.join(',\n')}\n}\n}\n`,
);
console.log(`${blocks.length} lists written to ${file}`);

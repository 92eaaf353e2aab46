// Makes a corpus larger by renaming: each copy has its own names for everything that a page documents.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pagesOf } from './references.mjs';

/** Names that the titles of pages give: `ICorDebug::Detach Method` gives both parts. */
function documentedNames(texts) {
  const names = new Set();
  for (const text of texts) {
    const title = /^# .*$/m.exec(text)?.[0] ?? '';
    for (const name of title.match(/\b[A-Za-z_]\w{4,}\b/g) ?? []) names.add(name);
  }
  for (const word of ['Method', 'Interface', 'Function', 'Enumeration', 'Structure', 'Delegate']) names.delete(word);
  return names;
}

/** Writes `copies` copies of the pages of `docs` into `folder`; the first keeps its names. */
export function enlarge(docs, folder, copies) {
  const pages = pagesOf(docs).map((file) => [path.relative(docs, file), readFileSync(file, 'utf8')]);
  const names = documentedNames(pages.map(([, text]) => text));
  for (let copy = 0; copy < copies; copy++) {
    const suffix = copy === 0 ? '' : `Copy${copy}`;
    for (const [name, text] of pages) {
      const target = path.join(folder, `copy-${copy}`, name);
      mkdirSync(path.dirname(target), { recursive: true });
      const renamed =
        copy === 0 ? text : text.replace(/\b[A-Za-z_]\w{4,}\b/g, (word) => (names.has(word) ? word + suffix : word));
      writeFileSync(target, renamed);
    }
  }
}

// Copies a docs folder together with what its pages include, so that pages can be edited and mean what they meant.
import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pagesOf } from './references.mjs';

/** Files that pages include, absolute. */
function includedFiles(docs) {
  const files = new Set();
  for (const page of pagesOf(docs)) {
    for (const [, target] of readFileSync(page, 'utf8').matchAll(/\[!INCLUDE ?\[[^\]]*\]\(([^)\s]+)\)/gi)) {
      const file = path.resolve(path.dirname(page), target);
      if (existsSync(file)) files.add(file);
    }
  }
  return files;
}

/**
 * Copies into `folder`, where everything lies to each other as it did.
 *
 * @returns The folder of the copied pages.
 */
export function copyDocs(docs, folder) {
  const included = includedFiles(docs);
  let root = path.dirname(docs);
  while ([...included].some((file) => path.relative(root, file).startsWith('..'))) root = path.dirname(root);
  for (const file of [docs, ...included])
    cpSync(file, path.join(folder, path.relative(root, file)), { recursive: true });
  return path.join(folder, path.relative(root, docs));
}

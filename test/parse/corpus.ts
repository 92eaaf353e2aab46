import { existsSync } from 'node:fs';
import path from 'node:path';
import { readTree } from '../../src/read/read-tree.ts';
import type { SourceFile } from '../../src/read/source-file.ts';
import { repository } from '../support/built-cli.ts';

/** Where the real pages are; they are not part of this repository. */
const shared = process.env.CLR_BINDGEN_CORPUS ?? path.resolve(repository, '..', 'shared');
const corpus = existsSync(path.join(shared, 'corpus')) ? path.join(shared, 'corpus') : shared;

const roots = {
  'en-2019': path.join(corpus, 'en-2019/docs/framework/unmanaged-api'),
  'en-2025': path.join(corpus, 'en-2025'),
  'ru-2020': path.join(corpus, 'ru-2020/docs/framework/unmanaged-api'),
  seed: path.join(corpus, 'seed'),
} as const;

export type Snapshot = keyof typeof roots;
export const snapshots = Object.keys(roots) as Snapshot[];

/** False where the pages are absent: then the tests that need them are skipped. */
export const hasCorpus = Object.values(roots).every((root) => existsSync(root));

export function corpusFiles(snapshot: Snapshot): readonly SourceFile[] {
  return readTree(roots[snapshot], { origin: 'docs' }).value.files;
}

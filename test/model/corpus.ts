import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '../../src/parse/page.ts';
import { parsePage } from '../../src/parse/parse-page.ts';
import { readTree } from '../../src/read/read-tree.ts';
import { repository } from './metadata.ts';

const shared = process.env.CLR_BINDGEN_CORPUS ?? path.resolve(repository, '..', 'shared');

/** Folder of the English pages of 2019, with which the baseline was reviewed. */
export const corpusFolder = path.join(shared, 'corpus/en-2019/docs/framework/unmanaged-api');
/** Folder of the machine-translated pages of 2020. */
export const translatedFolder = path.join(shared, 'corpus/ru-2020');
export const hasCorpus = existsSync(corpusFolder);

/** All pages below a folder. */
export async function readPages(folder: string): Promise<Page[]> {
  const tree = await readTree(folder, { origin: 'docs' });
  return tree.value.files.map((file) => parsePage(file).value);
}

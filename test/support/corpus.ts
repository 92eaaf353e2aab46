import { existsSync } from 'node:fs';
import path from 'node:path';
import { repository } from './built-cli.ts';

/** Folder of the corpus of real pages: CLR_BINDGEN_CORPUS, or `../shared/corpus` beside the repository. */
const corpus = process.env.CLR_BINDGEN_CORPUS ?? path.resolve(repository, '..', 'shared', 'corpus');

/** The English reference of 2019, 2,188 pages. */
export const reference = path.join(corpus, 'en-2019', 'docs', 'framework', 'unmanaged-api');

/** Tests of the whole corpus are skipped without it. */
export const hasReference = existsSync(reference);

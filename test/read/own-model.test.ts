import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildModel } from '../../src/model/build-model.ts';
import { modelToJson } from '../../src/model/json.ts';
import { parsePages } from '../../src/parse/parse-pages.ts';
import * as fromSource from '../../src/read/own-model.ts';
import { readSources, type Sources } from '../../src/read/read-sources.ts';
import { ensureBuilt, repository } from '../support/built-cli.ts';

describe('the model of a run without docs, if it is the one that the build has built', () => {
  let readOwnModel: typeof fromSource.readOwnModel;
  let sources: Sources;
  beforeAll(async () => {
    ensureBuilt();
    const file = path.join(repository, 'dist', 'read', 'own-model.js');
    ({ readOwnModel } = (await import(pathToFileURL(file).href)) as typeof fromSource);
    sources = (await readSources({ docs: [], cwd: repository })).value;
  }, 240_000);

  it('is what a run would build', () => {
    const { facts, overrides } = sources.metadata;
    const trees = sources.trees.map(({ origin, files }) => ({ origin, pages: parsePages(files).value }));
    const base = sources.base?.model;
    const built = buildModel({ trees, facts, overrides, ...(base && { base }), comments: fromSource.ownComments });
    const known = readOwnModel(sources);
    expect(known && modelToJson(known)).toBe(modelToJson(built.value));
    expect(readOwnModel(sources)).toBe(known);
  });

  it('is none where a page, a fact or the embedded model is another one, or more or less of them', () => {
    const { trees, base, metadata } = sources;
    const [tree] = trees;
    const files = tree?.files ?? [];
    const withFiles = (others: typeof files) => tree && { trees: [{ ...tree, files: others }], base, metadata };
    const other = files[0] && { ...files[0], hash: '0'.repeat(64) };
    for (const changed of [
      withFiles(files.slice(1)),
      withFiles([...(other ? [other] : []), ...files.slice(1)]),
      { trees, base, metadata: { ...metadata, hash: 'other' } },
      { trees, base: base && { hash: 'other', model: base.model }, metadata },
      { trees, metadata },
    ]) {
      expect(changed && readOwnModel(changed as fromSource.OwnSources)).toBeUndefined();
    }
  });

  it('is none where the sources run as they are', () => {
    expect(fromSource.readOwnModel(sources)).toBeUndefined();
  });
});

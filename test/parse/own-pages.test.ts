import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ownPageKey, ownPagesToKeep } from '../../src/parse/own-pages.ts';
import { parsePage } from '../../src/parse/parse-page.ts';
import { readTree } from '../../src/read/read-tree.ts';
import type { SourceFile } from '../../src/read/source-file.ts';
import { ensureBuilt, repository } from '../support/built-cli.ts';

beforeAll(ensureBuilt, 180_000);

const { files } = readTree(path.join(repository, 'metadata', 'docs'), { origin: 'own', cwd: repository }).value;

describe('the pages that the build has parsed', () => {
  it('are all own pages, as parsing gives them', () => {
    const built = JSON.parse(readFileSync(path.join(repository, 'dist', 'parse', 'own-pages.json'), 'utf8'));
    expect(files.length).toBeGreaterThan(100);
    expect(Object.keys(built)).toEqual(files.map(ownPageKey));
    for (const file of files) {
      const page = { value: { ...built[ownPageKey(file)], path: file.path }, diagnostics: [] };
      expect(page).toEqual(parsePage(file));
    }
  });

  it('are none in which something is found, or which hold the text of others', () => {
    const page = files[0] as SourceFile;
    const broken: SourceFile = { ...page, text: '# F Function\n\n## Syntax\n\n```cpp\nHRESULT (\n```\n' };
    const including: SourceFile = { ...page, includes: new Map([['b.md', { path: 'b.md', hash: '', text: '' }]]) };
    const kept = [page, broken, including].map((file) => Object.keys(ownPagesToKeep([file])));
    expect(kept).toEqual([[ownPageKey(page)], [], []]);
  });
});

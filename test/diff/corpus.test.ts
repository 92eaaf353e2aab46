import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { compareModels } from '../../src/diff/compare-models.ts';
import { buildModel } from '../../src/model/build-model.ts';
import type { PlatformTypes } from '../../src/model/canonical.ts';
import type { Model } from '../../src/model/model.ts';
import { createTypeTable } from '../../src/model/type-table.ts';
import { parsePages } from '../../src/parse/parse-pages.ts';
import { type Metadata, readMetadata } from '../../src/read/metadata.ts';
import { packageRoot } from '../../src/read/package-root.ts';
import { readTree } from '../../src/read/read-tree.ts';
import type { SourceFile, SourceTree } from '../../src/read/source-file.ts';
import { shortly } from './models.ts';

const corpus =
  process.env.CLR_BINDGEN_CORPUS ?? path.join(fileURLToPath(new URL('../../../shared/', import.meta.url)), 'corpus');
const docs = path.join(corpus, 'en-2019/docs/framework/unmanaged-api');

/** Changes of the dialect as the docs' history has them, and others like them: none says anything else. */
const sweeps: Readonly<Record<string, (text: string) => string>> = {
  'line ends': (text) => text.replaceAll('\n', '\r\n'),
  'blanks at the ends of paragraphs': (text) => text.replace(/(?<=\S) {2,}(?=\n\s*\n)/g, ''),
  'levels of headings': (text) => text.replace(/^## Parameters/gm, '#### Parameters'),
  'languages of fences': (text) => text.replace(/^```(?:cpp|c\+\+)\s*$/gim, '```'),
  'keys of the front matter': (text) =>
    text.replace(/^api_(name|location|type):/gm, 'api.$1:').replace(/^topic_type:/gm, 'topic.type:'),
  'authors and dates': (text) =>
    text.replace(/^ms\.date: .*$/m, 'ms.date: "01/01/2020"').replace(/^author: .*$/m, 'author: "x"'),
  'paths of links': (text) => text.replace(/\]\(([\w-]+\.md)\)/g, '](./$1)'),
  'the last section': (text) => text.replace(/^## See also\s*$[\s\S]*/im, '## See Also\n'),
};

describe.skipIf(!existsSync(docs))('the reference', () => {
  let tree: SourceTree;
  let metadata: Metadata;
  let model: Model;

  beforeAll(async () => {
    tree = readTree(docs, { origin: 'docs' }).value;
    metadata = (await readMetadata(path.join(packageRoot, 'metadata'))).value;
    model = build(tree.files);
  });

  function build(files: readonly SourceFile[]): Model {
    const { facts, overrides } = metadata;
    const pages = parsePages(files).value;
    return buildModel({ trees: [{ origin: 'docs', pages }], facts, overrides, comments: 'full' }).value;
  }

  function changes(next: Model) {
    const platform = metadata.facts['platform-types'] as PlatformTypes;
    const types = { old: createTypeTable(model, platform), new: createTypeTable(next, platform) };
    return compareModels(model, next, types, true);
  }

  it.each(Object.entries(sweeps))('is the same after a sweep over %s', (_, sweep) => {
    const files = tree.files.map((file) => ({ ...file, text: sweep(file.text) }));
    expect(files.filter((file, index) => file.text !== tree.files[index]?.text).length).toBeGreaterThan(100);
    expect(shortly(changes(build(files)))).toEqual([]);
  });

  it('changes in its documentation alone when prose does', () => {
    const files = tree.files.map((file) => ({
      ...file,
      text: file.text.replace(/^( *\[(?:in|out)[^\]]*\] )The /gm, '$1This is the '),
    }));
    const found = changes(build(files));
    expect(found.length).toBeGreaterThan(1000);
    expect(found.filter(({ grade }) => grade !== 'docs')).toEqual([]);
  });
});

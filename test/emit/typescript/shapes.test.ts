import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { emitTypescript, root } from '../../runtime-ts/shapes/emit-shapes.ts';
import { shapesModel } from '../../runtime-ts/shapes/model.ts';

const folder = path.join(root, 'test', 'fixtures', 'emit', 'typescript', 'shapes');

describe('a model with every shape of signature', () => {
  const { files, codes } = emitTypescript(shapesModel, { runtime: '../../../../../src/runtime/index.ts' });

  test('has no shape without a mapping', () => {
    expect(codes).toEqual([]);
  });

  test.each(files.filter(({ path: file }) => !file.includes('clr_platform')).map((file) => [file.path, file.text]))(
    '%s is as reviewed',
    async (file, text) => {
      await expect(text).toMatchFileSnapshot(path.join(folder, path.basename(file)));
    },
  );
});

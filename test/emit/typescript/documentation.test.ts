import { describe, expect, test } from 'vitest';
import type { CommentLevel } from '../../../src/emit/output-file.ts';
import type { Method, Model } from '../../../src/model/model.ts';
import { emitTypescript } from '../../runtime-ts/shapes/emit-shapes.ts';
import { shapesModel } from '../../runtime-ts/shapes/model.ts';

/** The comment above a method of IShapes whose page describes everything. */
function commentOf(name: string, comments: CommentLevel): string[] {
  const described = (method: Method): Method => ({
    ...method,
    docs: { origin: 'own', summary: `Does ${method.name}.` },
    parameters: method.parameters.map((parameter) => ({ ...parameter, text: `About ${parameter.name}.` })),
    hresults: method.hresults.map((hresult) => ({ ...hresult, text: `Why ${hresult.name}.` })),
  });
  const model: Model = {
    ...shapesModel,
    interfaces: shapesModel.interfaces.map((entity) => ({ ...entity, methods: entity.methods.map(described) })),
  };
  const { files } = emitTypescript(model, { comments });
  const { text = '' } = files.find(({ path }) => path.endsWith('shapes.ts')) ?? {};
  const before = text.slice(0, text.indexOf(`\n  ${name}(`));
  return before
    .slice(before.lastIndexOf('/**'))
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\/\*\*|\*\/|\*) ?|\s*\*\/$/g, ''))
    .filter((line) => line !== '');
}

describe('the comment of a method', () => {
  test('describes arguments, results, success codes, and what is thrown; counts that TypeScript has not are left out', () => {
    expect(commentOf('Fail', 'summary')).toEqual([
      'Does Fail.',
      'Slot 74.',
      '@param v - About v.',
      '@returns',
      '- `S_OK`: Why S_OK.',
      '- `S_FALSE`: Why S_FALSE.',
      '@throws `E_FAIL` - Why E_FAIL.',
      '@throws `HOST_E_TIMEOUT` - Why HOST_E_TIMEOUT.',
    ]);
    expect(commentOf('GetNameMetadata', 'summary')).toEqual([
      'Does GetNameMetadata.',
      expect.stringMatching(/^Slot \d+\.$/),
      '@returns',
      '- `name`: About name.',
      '- `flags`: About flags.',
    ]);
    expect(commentOf('GetNarrowName', 'summary').at(-1)).toBe('@returns About name.');
  });

  test('names what is thrown even without prose, and says nothing when nothing is wanted', () => {
    expect(commentOf('Fail', 'link')).toEqual(['Slot 74.', '@throws `E_FAIL`, `HOST_E_TIMEOUT`']);
    expect(commentOf('Fail', 'none').join()).not.toContain('@throws');
  });
});

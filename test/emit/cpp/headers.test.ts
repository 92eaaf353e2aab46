import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cppTarget } from '../../../src/emit/cpp/target.ts';
import type { CommentLevel, TemplateSet } from '../../../src/emit/output-file.ts';
import type { Model } from '../../../src/model/model.ts';
import { createTypeTable } from '../../../src/model/type-table.ts';
import { bells, fixtures, platform, templates } from './bells.ts';

function emit(model: Model, comments: CommentLevel, set: TemplateSet = templates) {
  const result = cppTarget.emit(model, createTypeTable(model, platform), {
    comments,
    templates: set,
    generator: 'test',
  });
  return { ...result, files: new Map(result.value.map((file) => [file.path, file.text])) };
}

describe('C++ headers of a small model', () => {
  for (const level of ['none', 'link', 'summary', 'full'] as const) {
    it(`are as expected with comments ${level}`, async () => {
      const { files } = emit(bells, level);
      await expect(files.get('cpp/bells.h')).toMatchFileSnapshot(path.join(fixtures, 'cpp', `bells-${level}.h`));
    });
  }

  it('put every file where it belongs', async () => {
    const { files, diagnostics } = emit(bells, 'link');
    expect([...files.keys()]).toEqual([
      'cpp/bells.h',
      'cpp/bells_default.h',
      'cpp/clr.h',
      'cpp/clr_com_object.h',
      'cpp/clr_hresult.h',
      'cpp/clr_i.c',
      'cpp/clr_platform.h',
      'cpp/corerror.h',
      'cpp/tower.h',
    ]);
    for (const file of ['tower.h', 'bells_default.h', 'clr_hresult.h', 'corerror.h', 'clr_i.c', 'clr.h']) {
      await expect(files.get(`cpp/${file}`)).toMatchFileSnapshot(path.join(fixtures, 'cpp', file));
    }
    expect(diagnostics.map((one) => [one.code, one.message])).toEqual([
      ['CB603', 'BROKEN is left out of tower.h: MYSTERY is not known'],
      ['CB602', 'Interface ITower is only declared forward: its vtable is not known'],
    ]);
  });

  it('carry the attribution only where they carry the prose of the docs', () => {
    expect(emit(bells, 'summary').files.get('cpp/bells.h')).toContain('CC BY 4.0');
    expect(emit(bells, 'summary').files.get('cpp/tower.h')).not.toContain('CC BY 4.0');
    expect(emit(bells, 'link').files.get('cpp/bells.h')).not.toContain('CC BY 4.0');
    expect(emit(bells, 'link').files.get('cpp/bells.h')).not.toContain('visitor');
  });

  it('turn a failing template of a user into a diagnostic', () => {
    const broken = new Map(templates).set('cpp/_method', { path: 'mine/cpp/_method.hbs', text: '\n{{nmae}}' });
    const { files, diagnostics } = emit(bells, 'link', broken);
    expect(files.size).toBe(0);
    expect(diagnostics.at(-1)).toMatchObject({
      code: 'CB601',
      location: { file: 'mine/cpp/_method.hbs', start: { line: 2 } },
    });
    expect(diagnostics.at(-1)?.help).toContain('parameterList');
  });

  it('never take the name of a header of C, of Windows or of their own', () => {
    const names = [
      'string.h',
      'windows.h',
      'clr.h',
      'clr_hresult.h',
      '../../escape.h',
      'bells_default.h',
      'x.idl',
      '-o.h',
    ];
    const typedefs = names.map((header, index) => ({
      name: `Name${index}`,
      header,
      documented: true,
      type: 'DWORD',
      sources: {},
    }));
    const { files } = emit({ ...bells, typedefs }, 'none');
    const made = [...files.keys()].filter((file) => files.get(file)?.includes('typedef DWORD Name'));
    expect(made).toEqual([
      'cpp/____escape.h',
      'cpp/_o.h',
      'cpp/clr_bells_default.h',
      'cpp/clr_clr.h',
      'cpp/clr_clr_hresult.h',
      'cpp/clr_string.h',
      'cpp/clr_windows.h',
      'cpp/x.h',
    ]);
  });

  it('move what headers need of each other to a header of its own, and repeat plain typedefs', () => {
    const entity = { documented: true, sources: {} };
    const struct = { ...entity, kind: 'struct', pointerNames: [] } as const;
    const model: Model = {
      ...bells,
      interfaces: [],
      callbacks: [],
      functions: [],
      enums: [],
      constants: [],
      guids: [],
      coclasses: [],
      typedefs: [{ ...entity, name: 'AID', header: 'a.h', type: 'ULONG' }],
      structs: [
        { ...struct, name: 'A1', header: 'a.h', fields: [{ name: 'b', type: 'B1' }] },
        { ...struct, name: 'A2', header: 'a.h', fields: [{ name: 'id', type: 'AID' }] },
        { ...struct, name: 'B1', header: 'b.h', fields: [{ name: 'id', type: 'AID' }] },
        { ...struct, name: 'B2', header: 'b.h', fields: [{ name: 'a', type: 'A2' }] },
      ],
    };
    const { files } = emit(model, 'none');
    const shared = files.get('cpp/clr_types.h');
    expect(shared).toContain('typedef ULONG AID;');
    expect(shared).toContain('typedef struct B1 {');
    expect(shared).toContain('typedef struct A2 {');
    expect(shared).not.toContain('#include "a.h"');
    expect(files.get('cpp/a.h')).toContain('#include "clr_types.h"');
    expect(files.get('cpp/a.h')).not.toContain('b.h');
    expect(files.get('cpp/b.h')).toContain('typedef struct B2 {');
    expect(files.get('cpp/b.h')).not.toContain('a.h"');
  });
});

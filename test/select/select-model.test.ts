import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cppTarget } from '../../src/emit/cpp/target.ts';
import { typescriptTarget } from '../../src/emit/typescript/target.ts';
import { modelLists, modelToJson } from '../../src/model/json.ts';
import type { Model } from '../../src/model/model.ts';
import { explainSelection } from '../../src/select/explain-selection.ts';
import { select, selectModel } from '../../src/select/select-model.ts';
import { embedded, templates, typesOf } from './embedded-model.ts';

const options = { comments: 'none', templates, generator: 'test' } as const;

function names(model: Model): string[] {
  return modelLists.flatMap((list) => model[list].map((entity) => entity.name));
}

function selected(...patterns: string[]): Model {
  const { value, diagnostics } = selectModel(embedded, patterns);
  expect(diagnostics).toEqual([]);
  return value;
}

describe('selectModel', () => {
  it('takes an interface with its base, what its methods mention, and the HRESULTs that they document', () => {
    const model = selected('IHostTaskManager');
    expect(model.interfaces.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['IHostTaskManager', 'IHostTask', 'ICLRTask', 'ICLRTaskManager']),
    );
    const documented = new Set(
      model.interfaces.flatMap(({ methods }) => methods.flatMap(({ hresults }) => hresults.map(({ name }) => name))),
    );
    expect(documented.size).toBeGreaterThan(3);
    expect(model.hresults.map(({ name }) => name).filter((name) => !documented.has(name))).toEqual([]);
    expect(names(model)).not.toContain('IHostAssemblyManager');
    expect(names(model).length).toBeLessThan(60);
  });

  it('follows typedefs, pointer names, structures, enumerations inside of them, callbacks and coclasses', () => {
    expect(names(selected('DacpReJitData'))).toContain('DacpReJitData_Flags');
    expect(names(selected('CLRRuntimeHost'))).toContain('ICLRRuntimeHost');
    const profiler = names(selected('ICorProfilerInfo3'));
    expect(profiler).toEqual(expect.arrayContaining(['ICorProfilerInfo2', 'FunctionEnter3', 'FunctionID', 'mdToken']));
  });

  it('understands globs, headers, areas, and names of parts', () => {
    const hosts = selected('ICLRRuntimeHost*');
    expect(names(hosts)).toEqual(expect.arrayContaining(['ICLRRuntimeHost', 'ICLRRuntimeHost2', 'ICLRRuntimeHost4']));
    const header = selected('header:metahost.h');
    const whole = modelLists.flatMap((list) => embedded[list].filter((entity) => entity.header === 'metahost.h'));
    expect(names(header)).toEqual(expect.arrayContaining(whole.map(({ name }) => name)));
    expect(names(selected('area:profiling'))).toContain('ICorProfilerCallback');
    expect(names(selected('COR_PRF_MONITOR_GC'))).toContain('COR_PRF_MONITOR');
    expect(names(selected('IID_ICLRRuntimeHost'))).toContain('ICLRRuntimeHost');
    expect(names(selected('cor_e_filenotfound'))).toEqual(['COR_E_FILENOTFOUND']);
  });

  it('takes everything for `*`, in the order of the model', () => {
    expect(modelToJson(selected('*'))).toBe(modelToJson(embedded));
  });

  it('reports what matches nothing, with the nearest name', () => {
    const { diagnostics } = selectModel(embedded, ['IHostTaskManger', 'IFoo*', 'header:mscoree', 'area:profile']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['CB421', 'CB421', 'CB421', 'CB421']);
    expect(diagnostics[0]?.message).toContain('did you mean `IHostTaskManager`?');
    expect(diagnostics[2]?.message).toContain('did you mean `mscoree.h`?');
    expect(diagnostics[3]?.message).toContain('profiling');
  });

  it('is closed: what is selected needs nothing that is not, for the model and for the targets', () => {
    const whole = names(embedded);
    const missing = (model: Model) =>
      [cppTarget, typescriptTarget].flatMap((target) =>
        target
          .emit(model, typesOf(model), options)
          .diagnostics.filter(({ code }) => code !== 'CB612')
          .map(({ code, message }) => `${code} ${message}`),
      );
    const known = new Set(missing(embedded));
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...whole), { minLength: 1, maxLength: 3 }), (patterns) => {
        const part = selected(...patterns);
        expect(names(selected(...names(part)))).toEqual(names(part));
        expect(missing(part).filter((line) => !known.has(line))).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });
});

describe('explainSelection', () => {
  it('gives the shortest way from an API to the pattern', () => {
    const { value } = select(embedded, ['IHostTaskManager']);
    expect(explainSelection(value, 'IHostTaskManager')).toEqual([
      'IHostTaskManager',
      '  is selected by `IHostTaskManager`',
    ]);
    expect(explainSelection(value, 'ICLRTask')).toEqual([
      'ICLRTask',
      '  is needed by IHostTask: type of parameter pCLRTask of SetCLRTask',
      '  is needed by IHostTaskManager: type of parameter pTask of GetCurrentTask',
      '  which is selected by `IHostTaskManager`',
    ]);
    expect(explainSelection(value, 'ICorDebug')).toEqual([]);
  });

  it('names the source that uses an API', () => {
    const used = new Map([['used:*.cpp', new Map([['IID_ICorDebug', 'src/debugger.cpp']])]]);
    const { value, diagnostics } = select(embedded, ['used:*.cpp'], used);
    expect(diagnostics).toEqual([]);
    expect(explainSelection(value, 'ICorDebug')).toEqual([
      'ICorDebug',
      '  is selected by `used:*.cpp` (in src/debugger.cpp)',
    ]);
  });

  it('warns of sources that use nothing', () => {
    const used = new Map([['used:*.cpp', new Map([['main', 'main.cpp']])]]);
    expect(select(embedded, ['used:*.cpp'], used).diagnostics.map(({ code }) => code)).toEqual(['CB422']);
  });
});

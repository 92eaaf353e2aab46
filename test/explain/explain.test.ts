import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ApiKnowledge, describeApi } from '../../src/explain/describe-api.ts';
import type { Explanation } from '../../src/explain/explanation.ts';
import { type Api, allApis, findApis } from '../../src/explain/find-api.ts';
import { apisHeldBy } from '../../src/explain/held-apis.ts';
import { loadApis } from '../../src/explain/load-apis.ts';
import { nearMisses } from '../../src/explain/near-misses.ts';
import { explanationText } from '../../src/explain/text.ts';

let knowledge: ApiKnowledge;
let apis: readonly Api[];

beforeAll(async () => {
  const loaded = await loadApis({ cwd: path.resolve(import.meta.dirname, '..', '..') }, 'full');
  if (loaded.knowledge === undefined) throw new Error('there is no embedded model');
  knowledge = loaded.knowledge;
  apis = allApis(knowledge.model);
}, 60_000);

function names(written: string): string[] {
  return findApis(apis, written).map(({ name }) => name);
}

function explanation(written: string): Explanation {
  const [api] = findApis(apis, written);
  if (api === undefined) throw new Error(`nothing is called ${written}`);
  return describeApi(api, knowledge);
}

describe('finding an API', () => {
  it.each([
    ['ICLRTask', 'ICLRTask'],
    ['iclrtask', 'ICLRTask'],
    ['ICLRTask::Abort', 'ICLRTask::Abort'],
    ['ICLRTask.Abort', 'ICLRTask::Abort'],
    ['ReverseLeaveRuntime', 'IHostTaskManager::ReverseLeaveRuntime'],
    ['eAbortThread', 'EPolicyAction::eAbortThread'],
    ['IID_ICLRTask', 'ICLRTask'],
    ['{28E66A4A-9906-4225-B231-9187C3EB8611}', 'ICLRTask'],
    ['0x80131022', 'HOST_E_INVALIDOPERATION'],
    ['-2146234334', 'HOST_E_INVALIDOPERATION'],
    ['2148732962', 'HOST_E_INVALIDOPERATION'],
    ['80131022', 'HOST_E_INVALIDOPERATION'],
    ['0x80131022L', 'HOST_E_INVALIDOPERATION'],
    ['8013110e', 'CLDB_E_FILE_CORRUPT'],
    ['Initialize', 'Initialize'],
    ['Initialize', 'ICorDebug::Initialize'],
    ['0x80131522', 'COR_E_TYPELOAD'],
  ])('takes %s for %s', (written, name) => {
    expect(names(written)).toContain(name);
  });

  it.each([
    ['ICorProfilerInfo3::SetEventMask', 'ICorProfilerInfo::SetEventMask'],
    ['icorprofilerinfo3.seteventmask', 'ICorProfilerInfo::SetEventMask'],
    ['ICorProfilerInfo3::DoStackSnapshot', 'ICorProfilerInfo2::DoStackSnapshot'],
    ['ICorDebugProcess::AddRef', 'IUnknown::AddRef'],
  ])('takes %s for the method of the interface that declares it', (written, name) => {
    const [owner] = written.split(/::|\./);
    const found = findApis(apis, written);
    expect(found.map((api) => api.name)).toEqual([name]);
    expect(found[0]?.inheritedBy?.toLowerCase()).toBe(owner?.toLowerCase());
  });

  it('takes no method from an interface that is not a base, nor from one that follows', () => {
    expect(names('ICorDebugProcess5::Continue')).toEqual([]);
    expect(names('ICorProfilerInfo::RequestReJIT')).toEqual([]);
    expect(names('ICorProfilerInfo3::')).toEqual([]);
    expect(names('INoSuchThing::AddRef')).toEqual([]);
    expect(findApis(apis, 'ICorProfilerInfo::SetEventMask')[0]?.inheritedBy).toBeUndefined();
  });

  it('gives every interface that has a method of the name', () => {
    expect(names('SwitchIn')).toEqual(['ICLRTask::SwitchIn']);
    expect(names('GetEnum').length).toBeGreaterThanOrEqual(0);
    expect(names('QueryInterface')).toContain('IUnknown::QueryInterface');
  });

  it('finds nothing by a name that nothing has, nor by a number of more than 32 bits', () => {
    expect(names('INoSuchThing')).toEqual([]);
    expect(names('99999999999')).toEqual([]);
    expect(names('0x1ffffffff')).toEqual([]);
    expect(names('-2147483649')).toEqual([]);
    expect(names('constructor')).toEqual([]);
    expect(names('8badf00d')).toEqual([]);
  });

  it.each(['metahost.h', 'MetaHost.h', 'metahost.idl'])(
    'finds what the header %s declares, without methods',
    (header) => {
      const held = apisHeldBy(apis, header).map(({ name }) => name);
      expect(held).toEqual(expect.arrayContaining(['ICLRMetaHost', 'ICLRRuntimeInfo']));
      expect(held.filter((name) => name.includes('::'))).toEqual([]);
    },
  );

  it('finds what a page documents, by its file with or without folders', () => {
    const name = 'icordebugprocess-getid-method.md';
    for (const written of [name, `debugging/${name}`, `docs\\unmanaged-api\\debugging\\${name.toUpperCase()}`])
      expect(apisHeldBy(apis, written).map((api) => api.name)).toEqual(['ICorDebugProcess::GetID']);
    expect(apisHeldBy(apis, 'getid-method.md')).toEqual([]);
    expect(apisHeldBy(apis, 'nowhere.h')).toEqual([]);
  });

  it('explains every API without a fault, each with a header', () => {
    for (const api of apis) {
      const { header, facts } = describeApi(api, knowledge);
      expect(header, api.name).not.toBe('');
      expect(facts.length, api.name).toBeGreaterThan(0);
    }
  });

  it.each([
    ['ICLRTsak', 'ICLRTask'],
    ['ICLRTask::Abrot', 'ICLRTask::Abort'],
    ['ReverseLeaveRuntim', 'IHostTaskManager::ReverseLeaveRuntime'],
    ['HOST_E_INVALIDOP', 'HOST_E_INVALIDOPERATION'],
  ])('suggests for %s', (written, meant) => {
    expect(nearMisses(apis, written)).toContain(meant);
  });

  it('suggests nothing for what is like nothing', () => {
    expect(nearMisses(apis, 'qqqqzzzzxxxx')).toEqual([]);
  });
});

describe('an explanation', () => {
  it('of a method gives signature, slot and HRESULTs, each fact with its source', () => {
    const of = explanation('IHostTaskManager::ReverseLeaveRuntime');
    expect(of.code.cpp).toBe('virtual HRESULT STDMETHODCALLTYPE ReverseLeaveRuntime() = 0;');
    expect(of.code.typescript).toMatch(/^ReverseLeaveRuntime\(\): /);
    expect(of.facts.find(({ name }) => name === 'slot')).toEqual({
      name: 'slot',
      value: '12 (IHostTaskManager has 3 to 20)',
      source: {
        kind: 'facts',
        ref: 'facts/vtables.json#IHostTaskManager',
        place: 'metadata/facts/vtables.json#IHostTaskManager',
      },
    });
    expect(of.facts.find(({ name }) => name === 'header')?.source?.place).toMatch(
      /^metadata\/docs\/hosting\/ihosttaskmanager-interface\.md:\d+$/,
    );
    expect(of.hresults.map(({ name, value }) => [name, value])).toContainEqual(['HOST_E_TIMEOUT', '0x80131024']);
    expect(of.hresults.every(({ text }) => text !== undefined)).toBe(true);
    expect(explanation('IMetaDataImport::EnumTypeDefs').code.cpp).toMatch(
      /^virtual HRESULT .*\(\n {4}HCORENUM \*phEnum,\n[^;]*\) = 0;$/,
    );
  });

  it('of an inherited method says from whom, and the slot that both have', () => {
    const of = explanation('ICorProfilerInfo3::SetEventMask');
    expect(of).toMatchObject({ name: 'ICorProfilerInfo::SetEventMask', inheritedBy: 'ICorProfilerInfo3' });
    expect(explanationText(of)).toContain(
      'ICorProfilerInfo3 inherits SetEventMask from ICorProfilerInfo, in slot 16 of its vtable too.',
    );
    expect(explanationText(explanation('ICorProfilerInfo::SetEventMask'))).not.toContain('inherits');
  });

  it('of an interface gives its bases, its heirs, and the whole vtable', () => {
    const of = explanation('ICorDebugProcess');
    expect(of.chain).toEqual(['ICorDebugProcess', 'ICorDebugController', 'IUnknown']);
    expect(of.vtable.map(({ slot }) => slot)).toEqual(of.vtable.map((_, at) => at));
    expect(of.vtable[13]).toMatchObject({ name: 'GetID', owner: 'ICorDebugProcess' });
    expect(of.code.cpp).toMatch(/^MIDL_INTERFACE\("3d6f5f64-.*ICorDebugProcess : public ICorDebugController/);
    expect(of.usedBy).toContain('ICorDebug::CreateProcess');
    expect(explanation('ICLRTask').derived).toEqual(['ICLRTask2']);
  });

  it('gives the reason of each override', () => {
    const [correction] = explanation('CloseCLREnumeration').corrections;
    expect(correction).toMatchObject({
      kind: 'params',
      where: 'parameter 1',
      says: 'DWORD pHandleArray',
      is: 'HANDLE * pHandleArray',
      reason: 'The header declares HANDLE *',
      evidence: 'facts/functions.json#CloseCLREnumeration',
      source: { place: 'metadata/overrides/params.json#CloseCLREnumeration' },
    });
    expect(explanation('ICLRTask::Abort').corrections).toEqual([]);
  });

  it('of an enumerator, a structure, a typedef and an HRESULT has their code', () => {
    expect(explanation('EPolicyAction::eAbortThread').code).toMatchObject({
      cpp: expect.stringMatching(/^eAbortThread = /),
    });
    expect(explanation('COR_GC_THREAD_STATS').code.cpp).toMatch(/^typedef struct .*\n[\s\S]*\} COR_GC_THREAD_STATS/);
    expect(explanation('COR_GC_THREAD_STATS').members.length).toBeGreaterThan(1);
    expect(explanation('HOST_E_TIMEOUT').code.cpp).toMatch(/^#define HOST_E_TIMEOUT /);
    expect(explanation('HOST_E_TIMEOUT').code.typescript).toMatch(/HOST_E_TIMEOUT/);
    expect(explanation('mdToken').code.cpp).toMatch(/^typedef \w+ mdToken;/);
  });

  it('has C++ for all but a handful of the interfaces, enumerations and functions', () => {
    const { model, code } = knowledge;
    for (const list of [model.interfaces, model.enums, model.functions]) {
      const without = list.filter(({ header, name }) => code.cpp(header, name) === '');
      expect(without.length, without.map(({ name }) => name).join(' ')).toBeLessThan(list.length / 20);
    }
  });
});

describe('the text', () => {
  it('shows no control character of a page', () => {
    const hostile = { ...explanation('ICLRTask::Abort'), summary: 'a \u001b[31mred\u202e text', name: 'x\u0007y' };
    const text = explanationText(hostile, undefined, 80);
    expect(text).toContain('<U+001B>[31mred<U+202E> text');
    expect(text).toContain('x<U+0007>y');
    expect(text).toContain('HRESULTs\n');
  });

  it('credits the prose of the docs, and that alone', () => {
    const own = explanation('ICLRTask::Abort');
    expect(explanationText(own)).not.toContain('CC BY');
    expect(explanationText({ ...own, prose: 'docs' })).toContain('CC BY 4.0');
  });
});

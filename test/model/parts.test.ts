import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAvailability } from '../../src/model/availability.ts';
import { buildModel } from '../../src/model/build-model.ts';
import { certainDirection } from '../../src/model/certain-direction.ts';
import { libraryOf } from '../../src/model/documented-entity.ts';
import { hresultFromWin32, hresultValue } from '../../src/model/documented-hresults.ts';
import { hresultOfValue } from '../../src/model/entities-of-facts.ts';
import { noFacts } from '../../src/model/facts.ts';
import { looksLikeFlags } from '../../src/model/flags.ts';
import { emptyModel, modelFromJson, modelToJson } from '../../src/model/json.ts';
import { commonSpelling, NameIndex } from '../../src/model/name-index.ts';
import { saysNullable } from '../../src/model/nullable.ts';
import { compareNames } from '../../src/model/order.ts';
import { typeIdentity } from '../../src/model/type-identity.ts';
import { createTypeTable } from '../../src/model/type-table.ts';
import type { Page } from '../../src/parse/page.ts';
import { loadMetadata } from './metadata.ts';

describe('readAvailability', () => {
  it.each([
    ['Available since 2.0', { framework: '2.0' }],
    ['Available since .NET Core 3.0', { core: '3.0' }],
    ['4.5, 4, 3.5 SP1', { framework: '3.5' }],
    ['1.1, 1.0', { framework: '1.0' }],
    ['Available since 4.6, .NET Native only', { framework: '4.6' }],
    ['Available since November 2013 update to 4.5.1', { framework: '4.5.1' }],
    ['.NET Framework 4.7.2 and .NET Core 2.1', { framework: '4.7.2', core: '2.1' }],
    ['Windows only', {}],
  ])('%s', (text, expected) => {
    expect(readAvailability(text)).toEqual({ text, ...expected });
  });
});

describe('libraryOf', () => {
  it.each([
    ['CorGuids.lib', 'CorGuids.lib'],
    ['First.dll and Second.dll. Prefer the first.', 'First.dll and Second.dll'],
    [undefined, undefined],
  ])('%s', (library, expected) => {
    const requirements = { headers: [], ...(library !== undefined && { library }) };
    expect(libraryOf({ requirements } as unknown as Page)).toBe(expected);
  });
});

describe('HRESULTs', () => {
  it('are taken apart', () => {
    expect(hresultOfValue('HOST_E_TIMEOUT', 0x80131024, noFacts())).toMatchObject({
      severity: 'error',
      facility: 0x13,
      code: 0x1024,
    });
    expect(hresultOfValue('S_FALSE', 1, noFacts())).toMatchObject({ severity: 'success', facility: 0, code: 1 });
  });

  it('are made of Win32 errors', () => {
    expect(hresultFromWin32(122)).toBe(0x8007007a);
    expect(hresultFromWin32(0)).toBe(0);
    const facts = { ...noFacts(), hresults: { ERROR_NOT_FOUND: { value: '0x00000490' } } };
    expect(hresultValue('HRESULT_FROM_WIN32(ERROR_NOT_FOUND)', facts)).toBe(0x80070490);
    expect(hresultValue('HRESULT_FROM_WIN32(ERROR_UNHEARD)', facts)).toBeUndefined();
  });
});

describe('looksLikeFlags', () => {
  const members = (...values: number[]) => values.map((value) => ({ value }));
  it.each([
    ['Kind', [0, 1, 2, 3], false],
    ['Kind', [0, 1, 2, 4, 8], true],
    ['KindFlags', [0, 1, 2], true],
    ['Kind', [1, 2, 3, 4, 5, 6, 7, 8], false],
    ['Kind', [1, 2, 4, 7], true],
    ['Kind', [], false],
  ] as const)('%s %j is %s', (name, values, expected) => {
    expect(looksLikeFlags(name, members(...values))).toBe(expected);
  });
});

describe('saysNullable', () => {
  it.each([
    ['A pointer that can be null.', true],
    ['The name; may be `NULL`.', true],
    ['This parameter can also be null.', true],
    ['The buffer, or null to ask for the length.', true],
    ['Optional. The path of the assembly.', true],
    ['(optional) The path of the assembly.', true],
    ['Optional features that are wanted.', false],
    ['Ends with a null character.', false],
    ['This value must not be null.', false],
  ])('%s %s', (text, expected) => {
    expect(saysNullable(text)).toBe(expected);
  });
});

describe('names', () => {
  it('are found without case, their own spelling first', () => {
    const index = new NameIndex(['BYTE', 'byte'], ['IHostMalloc']);
    expect([index.find('byte'), index.find('Byte'), index.find('IHostMAlloc'), index.find('x')]).toEqual([
      'byte',
      'BYTE',
      'IHostMalloc',
      undefined,
    ]);
  });

  it('take the spelling that occurs most', () => {
    expect(commonSpelling(['IcorX', 'ICorX', 'ICorX'])).toBe('ICorX');
    expect(commonSpelling(['b', 'B'])).toBe('B');
  });

  it('have a total order', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (a, b, c) => {
        expect(Math.sign(compareNames(a, b)) + Math.sign(compareNames(b, a))).toBe(0);
        expect(compareNames(a, b) === 0).toBe(a === b);
        const sorted = [a, b, c].sort(compareNames);
        expect([...sorted].reverse().sort(compareNames)).toEqual(sorted);
      }),
    );
  });
});

describe('the type table', async () => {
  const { facts, overrides } = await loadMetadata();
  const { value: model } = buildModel({ trees: [], facts, overrides, comments: 'none' });
  const table = createTypeTable(model, facts['platform-types']);

  it.each([
    ['DWORD', { kind: 'integer', bits: 32, signed: false }],
    ['SIZE_T', { kind: 'integer', bits: 64, signed: false, pointerSized: true }],
    ['FunctionID', { kind: 'integer', bits: 64, signed: false, pointerSized: true }],
    ['mdTypeDef', { kind: 'integer', bits: 32, signed: false }],
    ['LPCWSTR', { kind: 'pointer', const: true, to: { kind: 'wchar' } }],
    ['REFIID', { kind: 'pointer', const: true, to: { kind: 'struct', name: 'GUID' } }],
    ['IID', { kind: 'struct', name: 'GUID' }],
    ['CONTEXT', { kind: 'opaque', name: 'CONTEXT' }],
    [
      'IUnknown **',
      {
        kind: 'pointer',
        const: false,
        to: { kind: 'pointer', const: false, to: { kind: 'interface', name: 'IUnknown' } },
      },
    ],
    ['WCHAR[10][255]', { kind: 'array', length: 10, of: { kind: 'array', length: 255, of: { kind: 'wchar' } } }],
    ['FunctionEnter *', { kind: 'pointer', const: false, to: { kind: 'callback', name: 'FunctionEnter' } }],
    ['_IDENTITY_ATTRIBUTE', { kind: 'struct', name: 'IDENTITY_ATTRIBUTE' }],
    ['LPASSEMBLYNAME', { kind: 'pointer', const: false, to: { kind: 'interface', name: 'IAssemblyName' } }],
    ['Unheard', { kind: 'opaque', name: 'Unheard' }],
    ['no type at all', { kind: 'opaque', name: 'no type at all' }],
  ])('resolves %s', (type, expected) => {
    expect(table.resolve(type)).toEqual(expected);
  });

  it('knows what a name is', () => {
    const kinds = ['DWORD', 'FunctionID', 'CorDebugUserState', 'COR_FIELD', 'ICorDebug', 'FunctionEnter', 'Unheard'];
    expect(kinds.map((name) => table.kindOf(name))).toEqual([
      'platform',
      'typedef',
      'enum',
      'struct',
      'interface',
      'callback',
      'unknown',
    ]);
  });

  it.each([
    ['DWORD', 'in'],
    ['mdTypeDef', 'in'],
    ['HCORENUM', 'in'],
    ['HANDLE', 'in'],
    ['BSTR', 'in'],
    ['LPCWSTR', 'in'],
    ['const void *', 'in'],
    ['const char *const', 'in'],
    ['unsigned int', 'in'],
    ['long long', 'in'],
    ['REFIID', 'in'],
    ['IUnknown *', 'in'],
    ['IUnknown **', 'out'],
    ['CorDebugUserState', 'in'],
    ['FunctionEnter *', 'in'],
    ['LPASSEMBLYNAME', 'in'],
    ['LPWSTR', undefined],
    ['LPVOID', undefined],
    ['void *', undefined],
    ['void **', undefined],
    ['DWORD *', undefined],
    ['unsigned int *', undefined],
    ['LPBYTE', undefined],
    ['Unheard', undefined],
  ])('leaves no doubt that %s goes %s', (type, expected) => {
    const isInterface = (name: string) => facts.iids[name] !== undefined || facts.externals[name] !== undefined;
    expect(certainDirection(type, facts, isInterface)).toBe(expected);
  });

  it('ends on typedefs that go in a circle', () => {
    const typedef = (name: string, type: string) => ({ name, type, header: 'a.h', documented: false, sources: {} });
    const circle = { ...emptyModel, typedefs: [typedef('A', 'B *'), typedef('B', 'A')] };
    expect(createTypeTable(circle, {}).resolve('A')).toMatchObject({ kind: 'pointer' });
  });

  it.each([
    ['ULONG', 'ULONG32', 'cpp'],
    ['DWORD', 'LONG', 'meaning'],
    ['BOOL', 'int', undefined],
    ['ULONG', 'DWORD', undefined],
    ['LPCWSTR', 'const WCHAR *', undefined],
    ['LPCWSTR', 'LPWSTR', 'meaning'],
    ['CorDebugUserState', 'DWORD', 'meaning'],
    ['void *', 'HANDLE', undefined],
    ['HMODULE', 'HANDLE', 'cpp'],
    ['REFIID', 'const GUID &', undefined],
    ['REFIID', 'const IID *', 'cpp'],
    ['DWORD', 'DWORD *', 'machine'],
    ['ULONG32', 'ULONG64', 'machine'],
    ['UINT_PTR', 'ULONG64', 'machine'],
  ])('grades %s and %s as %s', (one, other, grade) => {
    const identity = typeIdentity(model, facts['platform-types']);
    const [a, b] = [identity(one), identity(other)];
    const differs =
      a.machine !== b.machine ? 'machine' : a.meaning !== b.meaning ? 'meaning' : a.cpp !== b.cpp ? 'cpp' : undefined;
    expect(differs).toBe(grade);
  });
});

describe('modelFromJson', () => {
  const read = (text: string) => {
    const { value, diagnostics } = modelFromJson(text, 'm.json');
    return [value === undefined, ...diagnostics.map(({ code, message }) => `${code} ${message}`)];
  };

  it('reads what modelToJson writes', () => {
    expect(modelFromJson(modelToJson(emptyModel), 'm.json')).toEqual({ value: emptyModel, diagnostics: [] });
  });

  it('says what is wrong', () => {
    expect(read('{')).toEqual([true, expect.stringMatching(/^CB420 m\.json: .*JSON/)]);
    expect(read('[]')).toEqual([true, 'CB420 m.json: not an object']);
    expect(read('{"version":2}')).toEqual([true, 'CB420 m.json: version is 2, this generator reads version 1']);
    expect(read(JSON.stringify({ ...emptyModel, enums: 1 }))).toEqual([true, 'CB420 m.json: enums: not a list']);
    const entity = {
      name: 'I',
      header: 'a.h',
      documented: true,
      sources: {},
      vtable: 'exact',
      callback: false,
      firstSlot: 3,
    };
    const method = {
      name: 'M',
      documented: true,
      sources: {},
      returns: 'HRESULT',
      callingConvention: 'stdcall',
      parameters: [{ name: 'p' }],
      hresults: [],
    };
    expect(read(JSON.stringify({ ...emptyModel, interfaces: [{ ...entity, methods: [method] }] }))).toEqual([
      true,
      'CB420 m.json: interfaces[0].methods[0].slot: not a number',
      'CB420 m.json: interfaces[0].methods[0].parameters[0].type: not a string',
    ]);
  });

  it('says what is wrong with what may be absent', () => {
    const described = {
      name: 'S',
      header: 'a.h',
      documented: true,
      sources: { name: 5 },
      docs: { origin: 'elsewhere' },
    };
    const fields = [{ name: 'a', type: 'DWORD', bits: '3', nested: { kind: 'class', fields: [{}] } }];
    const struct = { ...described, kind: 'struct', pointerNames: ['PS', null], fields, layout: 8 };
    expect(read(JSON.stringify({ ...emptyModel, structs: [struct] }))).toEqual([
      true,
      ...[
        'docs.origin: not docs, own',
        'sources: not an object of texts',
        'pointerNames: not a list of texts',
        'fields[0].nested.kind: not struct, union',
        'fields[0].nested.fields[0].name: not a string',
        'fields[0].nested.fields[0].type: not a string',
        'fields[0].bits: not a number',
        'layout: not an object',
      ].map((problem) => `CB420 m.json: structs[0].${problem}`),
    ]);
  });
});

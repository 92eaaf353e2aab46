import { emptyModel } from '../../src/model/json.ts';
import type { Field, Interface, Method, Model, Parameter } from '../../src/model/model.ts';

function parameter(type: string, name: string, more: Partial<Parameter> = {}): Parameter {
  return { name, type, direction: 'in', ...more };
}

function method(owner: string, slot: number, name: string, parameters: readonly Parameter[]): Method {
  const page = `debugging/${owner}-${name}-method.md`.toLowerCase();
  return {
    name,
    slot,
    returns: 'HRESULT',
    callingConvention: 'stdcall',
    variadic: false,
    parameters,
    hresults: [
      { name: 'S_OK', value: 0, text: 'It worked.' },
      { name: 'E_FAIL', value: 0x80004005, text: 'It failed.' },
    ],
    documented: true,
    page,
    docs: { origin: 'own', summary: `${name} works.`, remarks: 'Call it.', returns: 'A result.' },
    availability: { text: 'Available since 2.0', framework: '2.0', core: '1.0' },
    sources: { name: `${page}:10`, signature: `${page}:20` },
  };
}

function entity(name: string, header = 'cordebug.h') {
  const page = `debugging/${name}.md`.toLowerCase();
  return {
    name,
    header,
    documented: true,
    page,
    docs: { origin: 'own' as const, summary: `Is ${name}.`, remarks: 'Use it.' },
    library: 'CorGuids.lib',
    availability: { text: 'Available since 2.0', framework: '2.0', core: '1.0' },
    sources: { name: `${page}:10` },
  };
}

function interfaceOf(name: string, iid: string, base: string, firstSlot: number, names: readonly string[]): Interface {
  const types = ['DWORD', 'BYTE', 'ULONG64', 'ICorDebugThread *', 'COR_SIZES *', 'WCHAR *'];
  return {
    ...entity(name),
    iid,
    base,
    vtable: 'exact',
    firstSlot,
    callback: false,
    plainClass: false,
    methods: names.map((each, index) =>
      method(name, firstSlot + index, each, [
        parameter(types[index % types.length] as string, 'first'),
        parameter('ULONG', 'cch'),
        parameter(types[(index + 3) % types.length] as string, 'last', {
          direction: 'out',
          retval: true,
          optional: true,
          nullable: true,
          array: true,
          sizeIs: ['cch'],
          lengthIs: ['cch'],
          iidIs: 'first',
          string: true,
          defaultValue: '0',
          text: 'What comes back.',
        }),
      ]),
    ),
  };
}

const field = (type: string, name: string, offset: number): Field => ({ name, type, offset, text: `The ${name}.` });

/** A model that has every entity and every member that the contract knows. */
export const sample: Model = {
  ...emptyModel,
  interfaces: [
    interfaceOf('ICorDebugThread', '938c6d66-7fb6-4f69-b389-425b8987329b', 'IUnknown', 3, [
      'GetA',
      'GetB',
      'GetC',
      'GetD',
    ]),
    interfaceOf('ICorDebugThread2', '2bd956d9-7b07-4bef-8a98-12aa862417c5', 'ICorDebugThread', 7, ['GetE', 'GetF']),
  ],
  enums: [
    {
      ...entity('CorDebugState'),
      tag: 'tagCorDebugState',
      scope: 'COR_SIZES',
      size: 4,
      flags: true,
      members: [
        { name: 'STATE_NONE', value: 0, documented: true, text: 'None.' },
        { name: 'STATE_RUN', value: 1, documented: true, text: 'Runs.' },
        { name: 'STATE_STOP', value: 2, documented: true, text: 'Stopped.' },
        { name: 'STATE_ALL', value: 3, expression: 'STATE_RUN | STATE_STOP', documented: true, text: 'All.' },
      ],
    },
  ],
  structs: [
    {
      ...entity('COR_SIZES'),
      kind: 'struct',
      tag: '_COR_SIZES',
      pointerNames: ['PCOR_SIZES', 'LPCOR_SIZES'],
      fields: [
        field('DWORD', 'dwFirst', 0),
        field('ULONG64', 'cbSecond', 8),
        { ...field('DWORD', 'bits', 16), bits: 3 },
        {
          name: '',
          type: '',
          offset: 24,
          nested: { kind: 'union', fields: [field('DWORD', 'asNumber', 24), field('BYTE *', 'asPointer', 24)] },
        },
      ],
      layout: { size: 32, size32: 24 },
      pack: 8,
    },
  ],
  functions: [
    {
      ...entity('CorBindToRuntime', 'mscoree.h'),
      ...signature('HRESULT', [parameter('LPCWSTR', 'version'), parameter('DWORD', 'flags')]),
      module: 'mscoree.dll',
    },
  ],
  callbacks: [
    {
      ...entity('FunctionEnter', 'corprof.h'),
      ...signature('void', [parameter('UINT_PTR', 'funcID')]),
      form: 'function',
    },
  ],
  typedefs: [{ ...entity('AppDomainID', 'corprof.h'), type: 'UINT_PTR' }],
  constants: [
    { ...entity('MAX_CLASS_NAME', 'cor.h'), value: 1024, type: 'DWORD' },
    { ...entity('CMS_DLL', 'cor.h'), value: 'mscoree.dll', type: 'LPCWSTR' },
  ],
  guids: [
    { ...entity('CLSID_CLRRuntimeHost', 'mscoree.h'), kind: 'clsid', guid: '90f1a06e-7712-4762-86b5-7a5eba6bdb02' },
  ],
  coclasses: [
    {
      ...entity('CorRuntimeHost', 'mscoree.h'),
      clsid: 'cb2f6723-ab3a-11d2-9c40-00c04fa30a3e',
      interfaces: [
        { name: 'ICorRuntimeHost', default: true, text: 'Hosts.' },
        { name: 'IGCHost', default: false, text: 'Collects.' },
      ],
    },
  ],
  hresults: [
    {
      ...entity('CORDBG_E_BAD', 'corerror.h'),
      value: 0x80131301,
      severity: 'error',
      facility: 0x13,
      code: 0x1301,
      description: 'It is bad.',
    },
  ],
  markers: [{ ...entity('AssemblyTitle', 'alink.h'), kind: 'managedClass' }],
};

function signature(returns: string, parameters: readonly Parameter[]) {
  return { returns, callingConvention: 'stdcall' as const, variadic: false, parameters, hresults: [] };
}

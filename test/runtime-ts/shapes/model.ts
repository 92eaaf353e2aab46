import type { Interface, Method, Model, Parameter } from '../../../src/model/model.ts';

/**
 * A model whose one interface has every shape of signature that the reference has. `shapes.cpp` implements it, and
 * calls an implementation in JavaScript. One method a line: name, then parameters as `direction type name` with
 * attributes `n=` (size_is), `m=` (length_is), `iid=`, `[]`, `?` (optional). A dash is no direction: a header's word.
 */
const METHODS = `
EchoU8(in BYTE v, out DWORD r)
EchoU16(in USHORT v, out USHORT r)
EchoU32(in DWORD v, out DWORD r)
EchoI32(in LONG v, out LONG r)
EchoU64(in ULONG64 v, out ULONG64 r)
EchoI64(in LONGLONG v, out LONGLONG r)
EchoSize(in SIZE_T v, out SIZE_T r)
EchoBool(in BOOL v, out BOOL r)
EchoBoolean(in BOOLEAN v, out BOOLEAN r)
EchoHresult(in HRESULT v, out HRESULT r)
EchoFloat(in float v, out double r)
EchoEnum(in SHAPE v, out SHAPE r)
EchoFlags(in SHAPE_FLAGS v, out SHAPE_FLAGS r)
EchoToken(in mdTypeDef v, out mdTypeDef r)
EchoAddress(in CORDB_ADDRESS v, out CORDB_ADDRESS r)
EchoId(in FunctionID v, out FunctionID r)
EchoPointer(in LPVOID v, out LPVOID* r)
EchoWideText(in LPCWSTR v, out ULONG length, out LPCWSTR* kept)
EchoText(in LPCSTR v, out ULONG length, out LPCSTR* kept)
EchoBstr(in BSTR v, out ULONG length, out BSTR* made)
EchoGuidValue(in GUID v, out GUID r)
EchoGuid(in REFGUID v, out GUID r)
OptionalText(in? LPCWSTR v, out BOOL isNull)
OptionalObject(in? IShapes* v, out BOOL isNull)
OptionalGuid(in? LPCGUID v, out BOOL isNull)
EchoObject(in IShapes* v, out IShapes** r)
GetAs(in REFIID riid, out void** ppv iid=riid)
CountObjects(in ULONG count, in IShapes** objects n=count, out ULONG r)
CountObjectsPlain(in ULONG count, in IShapes** objects [], out ULONG r)
CountTexts(in ULONG count, in LPCWSTR* texts n=count, out ULONG r)
Call(in SHAPE_CALLBACK callback, in DWORD v, out DWORD r)
EchoPair(in PAIR v, out PAIR r)
EchoBig(in BIG v, out BIG r)
EchoPairRef(in const PAIR* v, out PAIR r)
SwapPair(inout PAIR v)
SumPairs(in ULONG count, in const PAIR* pairs n=count, out ULONG64 r)
GetPairs(in ULONG max, out ULONG count, out PAIR* pairs n=max m=*count)
FillPairs(inout ULONG count, out PAIR* pairs n=*count)
UpdatePairs(in ULONG max, inout PAIR* pairs n=max m=*count, out ULONG count)
NextEnum(inout HCORENUM handle, out mdTypeDef* tokens [], in ULONG max, out ULONG count) S_OK S_FALSE
IncrementU32(inout DWORD v)
IncrementAddress(inout CORDB_ADDRESS v)
IncrementSize(inout SIZE_T v)
UpdateBytes(in ULONG size, inout BYTE* bytes n=size)
GetBytes(in ULONG max, out BYTE* bytes n=max m=*count, out ULONG count)
GetAllBytes(in ULONG size, out BYTE* bytes n=size)
FillBytes(out BYTE* bytes n=*size, inout ULONG size)
GetHresults(in ULONG count, out HRESULT* results n=count)
GetLongs(in ULONG count, out int* values n=count)
GetDwords(in ULONG count, out ULONG32* values n=count)
NextDwords(in ULONG max, out ULONG32* values n=max m=*count, out ULONG count)
GetTokens(in ULONG count, out mdTypeDef* tokens n=count)
GetAddresses(in ULONG count, out CORDB_ADDRESS* addresses n=count)
NextAddresses(in ULONG max, out CORDB_ADDRESS* addresses n=max m=*count, out ULONG count)
NextIds(in ULONG max, out ULONG count, out FunctionID* ids n=max m=*count)
NextSizes(in ULONG max, out ULONG count, out SIZE_T* sizes n=max m=*count)
NextObjects(in ULONG max, out IShapes** objects n=max m=*count, out ULONG count)
SumBools(in ULONG count, in BOOL* values n=count, out ULONG64 r)
SumLongs(in ULONG count, in int* values n=count, out ULONG64 r)
SumDwords(in ULONG count, in ULONG32* values n=count, out ULONG64 r)
SumTokens(in ULONG count, in mdTypeDef* values n=count, out ULONG64 r)
SumAddresses(in ULONG count, in CORDB_ADDRESS* values n=count, out ULONG64 r)
SumBytes(in ULONG count, in BYTE* values n=count, out ULONG64 r)
SumIds(in ULONG count, in FunctionID* values n=count, out ULONG64 r)
SumSizes(in ULONG count, in SIZE_T* values n=count, out ULONG64 r)
GetNameMetadata(out LPWSTR name, in ULONG cchName, out ULONG pchName, out DWORD flags)
GetNameDebugging(in ULONG32 cchName, out ULONG32 pcchName, out WCHAR* name [])
GetNameHosting(out LPWSTR name n=*pcchName, inout DWORD pcchName)
SetNameLength(in ULONG length)
GetNarrowName(out LPSTR name n=cchName, in ULONG cchName, out ULONG pchName)
Nop()
Fail(in HRESULT v) S_OK S_FALSE E_FAIL HOST_E_TIMEOUT
IsValid(in mdToken v) -> BOOL
AddressOf(in ULONG v) -> PVOID
Twice(in ULONG v) -> ULONG
TwiceSize(in SIZE_T v) -> SIZE_T
Forget(in HCORENUM v) -> void
CallOnThread(in IShapes* object, in ULONG times)
EchoSigned(in SHAPE_SIGN v, out SHAPE_SIGN r)
Negative(in LONG v) -> LONG
Not(in BOOLEAN v) -> BOOLEAN
KindOf(in ULONG v) -> SHAPE
GetCutName(out LPSTR name n=cchName, in ULONG cchName)
ReturnObject(in? IShapes* v) -> IShapes*
ReplaceText(inout? LPWSTR name n=*pcchName, inout DWORD pcchName)
OptionalNarrowText(in? LPCSTR v, out BOOL isNull)
OptionalPair(in? const PAIR* v, out BOOL isNull)
FillRange(in ULONG count, out PAIR* rgPairs, out ULONG pcNeeded)
GetBstrs(in ULONG count, out BSTR* rgTexts, out ULONG pCount)
GetShapes(in ULONG cShapes, out IShapes** pShapes)
OptionalPairs(in ULONG count, in? const PAIR* pairs n=count, out BOOL isNull)
OptionalBstr(in? BSTR v, out BOOL isNull)
OptionalCallback(in? SHAPE_CALLBACK v, out BOOL isNull)
OptionalDwords(in ULONG count, in? ULONG32* values n=count, out BOOL isNull)
OptionalIds(in ULONG count, in? FunctionID* ids n=count, out BOOL isNull)
Next(- ULONG celt, - IShapes** rgelt, - ULONG* pceltFetched)
EchoOffset(in INT_PTR v, out INT_PTR r)
OptionalTexts(in ULONG count, in? LPCWSTR* texts n=count, out BOOL isNull)
OptionalLongs(in ULONG count, in? int* values n=count, out BOOL isNull)
OptionalBytes(in ULONG count, in? BYTE* bytes n=count, out BOOL isNull)
OptionalSizes(in ULONG count, in? SIZE_T* sizes n=count, out BOOL isNull)
`;

const HRESULTS: Readonly<Record<string, number>> = {
  S_OK: 0,
  S_FALSE: 1,
  E_FAIL: 0x80004005,
  HOST_E_TIMEOUT: 0x80131024,
};

const entity = { header: 'shapes.h', documented: true, sources: {} } as const;

function parseMethod(line: string, slot: number): Method {
  const match = /^(\w+)\(([^)]*)\)(?: -> (\w+\*?))?((?: \w+)*)$/.exec(line);
  if (!match) throw new SyntaxError(line);
  const [, name = '', list = '', returns = 'HRESULT', hresults = ''] = match;
  return {
    name,
    slot,
    documented: true,
    returns: returns.replace('*', ' *'),
    callingConvention: 'stdcall',
    parameters: list === '' ? [] : list.split(', ').map(parseParameter),
    hresults: hresults.split(' ').flatMap((code) => (code === '' ? [] : [{ name: code, value: HRESULTS[code] ?? 0 }])),
    sources: {},
  };
}

function parseParameter(text: string): Parameter {
  const match = /^(in|out|inout|-)(\?)? ((?:const )?[\w]+(?:\*+)?) (\w+)((?: \S+)*)$/.exec(text);
  if (!match) throw new SyntaxError(text);
  const [, direction, optional, type = '', name = '', attributes = ''] = match;
  const attribute = (key: string): string | undefined => new RegExp(` ${key}=(\\S+)`).exec(attributes)?.[1];
  const comesOut = direction === 'out' || direction === 'inout';
  const pointer = comesOut && !/\*|^LP\w?STR/.test(type) ? ' *' : '';
  const spelled = `${type.replace(/(\*+)$/, ' $1')}${pointer}`;
  const [sizeIs, lengthIs, iidIs] = [attribute('n'), attribute('m'), attribute('iid')];
  return {
    name,
    type: spelled,
    ...(direction !== '-' && { direction: direction as 'in' | 'out' | 'inout' }),
    ...(optional && { optional: true }),
    ...((sizeIs || attributes.includes('[]')) && { array: true }),
    ...(sizeIs && { sizeIs: [sizeIs] }),
    ...(lengthIs && { lengthIs: [lengthIs] }),
    ...(iidIs && { iidIs }),
  };
}

const shapes: Interface = {
  ...entity,
  name: 'IShapes',
  iid: '6f0a3c52-8d5b-4c1e-9a37-2b7d41e90c11',
  base: 'IUnknown',
  vtable: 'exact',
  firstSlot: 3,
  callback: false,
  methods: METHODS.trim()
    .split('\n')
    .map((line, index) => parseMethod(line, index + 3)),
};

const other: Interface = {
  ...entity,
  name: 'IOther',
  iid: '6f0a3c52-8d5b-4c1e-9a37-2b7d41e90c12',
  base: 'IUnknown',
  vtable: 'exact',
  firstSlot: 3,
  callback: true,
  methods: [parseMethod('Ping(in DWORD v) S_OK S_FALSE E_FAIL', 3)],
};

/** The whole model: what the interface needs, and nothing else. */
export const shapesModel: Model = {
  version: 1,
  interfaces: [
    {
      ...entity,
      name: 'IUnknown',
      iid: '00000000-0000-0000-c000-000000000046',
      vtable: 'exact',
      firstSlot: 0,
      callback: false,
      methods: [],
    },
    shapes,
    other,
  ],
  enums: [
    {
      ...entity,
      name: 'SHAPE',
      size: 4,
      flags: false,
      members: [
        { name: 'SHAPE_NONE', value: 0, documented: true },
        { name: 'SHAPE_ROUND', value: 7, documented: true },
      ],
    },
    {
      ...entity,
      name: 'SHAPE_FLAGS',
      size: 4,
      flags: true,
      members: [
        { name: 'SHAPE_RED', value: 1, documented: true },
        { name: 'SHAPE_BLUE', value: 0x80000000, documented: true },
      ],
    },
    {
      ...entity,
      name: 'SHAPE_SIGN',
      size: 4,
      flags: false,
      members: [
        { name: 'SHAPE_UNKNOWN', value: -1, documented: true },
        { name: 'SHAPE_KNOWN', value: 1, documented: true },
      ],
    },
    {
      ...entity,
      name: 'CorTokenType',
      size: 4,
      flags: false,
      members: [{ name: 'mdtTypeDef', value: 0x02000000, documented: true }],
    },
  ],
  structs: [
    {
      ...entity,
      name: 'PAIR',
      kind: 'struct',
      pointerNames: ['PPAIR'],
      fields: [
        { name: 'left', type: 'DWORD' },
        { name: 'right', type: 'ULONG64' },
      ],
    },
    {
      ...entity,
      name: 'BIG',
      kind: 'struct',
      pointerNames: [],
      fields: [
        { name: 'kind', type: 'SHAPE' },
        { name: 'name', type: 'WCHAR[12]' },
        { name: 'pair', type: 'PAIR' },
        {
          name: '',
          type: '',
          nested: {
            kind: 'union',
            fields: [
              { name: 'whole', type: 'DWORD' },
              { name: 'half', type: 'USHORT' },
            ],
          },
        },
        { name: 'low', type: 'DWORD', bits: 3 },
        { name: 'high', type: 'DWORD', bits: 29 },
        { name: 'id', type: 'GUID' },
        { name: 'bytes', type: 'BYTE[3]' },
      ],
    },
  ],
  functions: [
    {
      ...entity,
      name: 'CreateShapes',
      returns: 'HRESULT',
      callingConvention: 'stdcall',
      parameters: [
        { name: 'riid', type: 'REFIID', direction: 'in' },
        { name: 'ppv', type: 'void **', direction: 'out', iidIs: 'riid' },
      ],
      hresults: [],
      module: 'shapes.dll',
    },
    {
      ...entity,
      name: 'DriveShapes',
      returns: 'ULONG',
      callingConvention: 'stdcall',
      parameters: [{ name: 'object', type: 'IShapes *', direction: 'in' }],
      hresults: [],
      module: 'shapes.dll',
    },
    {
      ...entity,
      name: 'LiveShapes',
      returns: 'ULONG',
      callingConvention: 'stdcall',
      parameters: [],
      hresults: [],
      module: 'shapes.dll',
    },
  ],
  callbacks: [
    {
      ...entity,
      name: 'SHAPE_CALLBACK',
      form: 'pointer',
      returns: 'DWORD',
      callingConvention: 'stdcall',
      parameters: [{ name: 'v', type: 'DWORD', direction: 'in' }],
      hresults: [],
    },
  ],
  typedefs: [
    { ...entity, name: 'mdToken', type: 'ULONG32' },
    { ...entity, name: 'mdTypeDef', type: 'mdToken' },
    { ...entity, name: 'CORDB_ADDRESS', type: 'ULONG64' },
    { ...entity, name: 'FunctionID', type: 'UINT_PTR' },
    { ...entity, name: 'HCORENUM', type: 'void *' },
  ],
  constants: [],
  guids: [],
  coclasses: [],
  hresults: Object.entries(HRESULTS).map(([name, value]) => ({
    ...entity,
    name,
    value,
    severity: value < 0x80000000 ? 'success' : 'error',
    facility: (value >>> 16) & 0x1fff,
    code: value & 0xffff,
  })),
  markers: [],
};

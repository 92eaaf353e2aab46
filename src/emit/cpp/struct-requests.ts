import type { Structure } from '../../model/model.ts';
import { headerFile, type Names } from './names.ts';

/** A member function by which a structure asks the debugger's data access component to fill it in. */
interface Request {
  /** Interface that has the method; the caller passes `root` and gets this one by QueryInterface. */
  readonly via: string;
  /** Interface that the caller passes. */
  readonly root: string;
  /** Name of the member function. */
  readonly name: string;
  /** Parameters behind the interface, for the declaration. */
  readonly parameters: string;
  readonly method: string;
  readonly args: string;
  /** Statements before the call. */
  readonly first?: readonly string[];
  /** Statements behind the call, which may look at `hr`. */
  readonly last?: readonly string[];
}

const SOS = 'ISOSDacInterface';
const ADDRESS = 'CLRDATA_ADDRESS addr';

/** The usual shape: one address in, the structure out. */
function byAddress(method: string, via = SOS): Request {
  return { via, root: SOS, name: 'Request', parameters: ADDRESS, method, args: 'addr, this' };
}

/** Of the whole process: nothing in, the structure out. */
function global(method: string, via = SOS): Request {
  return { via, root: SOS, name: 'Request', parameters: '', method, args: 'this' };
}

/** Through the untyped `Request` of an IXCLRData interface. */
function untyped(root: string, code: string): Request {
  const args = `${code}, 0, nullptr, sizeof(*this), reinterpret_cast<BYTE *>(this)`;
  return { via: root, root, name: 'Request', parameters: '', method: 'Request', args };
}

/**
 * Member functions of the structures of dacprivate.h, which SOS and its like call: `data.Request(sos, address)`.
 * Source: dotnet/runtime, src/coreclr/inc/dacprivate.h.
 */
const REQUESTS: Readonly<Record<string, readonly Request[]>> = {
  DacpAppDomainData: [byAddress('GetAppDomainData')],
  DacpAppDomainStoreData: [global('GetAppDomainStoreData')],
  DacpAssemblyData: [
    {
      via: SOS,
      root: SOS,
      name: 'Request',
      parameters: 'CLRDATA_ADDRESS addr, CLRDATA_ADDRESS domain',
      method: 'GetAssemblyData',
      args: 'domain, addr, this',
    },
    { via: SOS, root: SOS, name: 'Request', parameters: ADDRESS, method: 'GetAssemblyData', args: '0, addr, this' },
  ],
  DacpCCWData: [byAddress('GetCCWData')],
  DacpCodeHeaderData: [byAddress('GetCodeHeaderData')],
  DacpDomainLocalModuleData: [byAddress('GetDomainLocalModuleData')],
  DacpExceptionObjectData: [byAddress('GetObjectExceptionData', 'ISOSDacInterface2')],
  DacpFieldDescData: [byAddress('GetFieldDescData')],
  DacpFrameData: [untyped('IXCLRDataStackWalk', 'DACSTACKPRIV_REQUEST_FRAME_DATA')],
  DacpGCInterestingInfoData: [
    {
      via: 'ISOSDacInterface3',
      root: SOS,
      name: 'RequestGlobal',
      parameters: '',
      method: 'GetGCGlobalMechanisms',
      args: 'globalMechanisms',
    },
    global('GetGCInterestingInfoStaticData', 'ISOSDacInterface3'),
    byAddress('GetGCInterestingInfoData', 'ISOSDacInterface3'),
  ],
  DacpGcHeapAnalyzeData: [global('GetHeapAnalyzeStaticData'), byAddress('GetHeapAnalyzeData')],
  DacpGcHeapData: [global('GetGCHeapData')],
  DacpGcHeapDetails: [global('GetGCHeapStaticData'), byAddress('GetGCHeapDetails')],
  DacpGetModuleAddress: [untyped('IXCLRDataModule', 'DACDATAMODULEPRIV_REQUEST_GET_MODULEPTR')],
  DacpGetModuleData: [untyped('IXCLRDataModule', 'DACDATAMODULEPRIV_REQUEST_GET_MODULEDATA')],
  DacpHeapSegmentData: [
    {
      via: SOS,
      root: SOS,
      name: 'Request',
      parameters: 'CLRDATA_ADDRESS addr, const DacpGcHeapDetails &heap',
      method: 'GetHeapSegmentData',
      args: 'addr, this',
      // For runtimes that do not tell the mark themselves.
      first: ['highAllocMark = 0;'],
      last: [
        'if (SUCCEEDED(hr) && highAllocMark == 0)',
        '    highAllocMark = segmentAddr == heap.ephemeral_heap_segment ? heap.alloc_allocated : allocated;',
      ],
    },
  ],
  DacpHillClimbingLogEntry: [byAddress('GetHillClimbingLogEntry')],
  DacpMethodDescData: [
    {
      via: SOS,
      root: SOS,
      name: 'Request',
      parameters: ADDRESS,
      method: 'GetMethodDescData',
      args: 'addr, 0, this, 0, nullptr, nullptr',
    },
  ],
  DacpMethodDescTransparencyData: [byAddress('GetMethodDescTransparencyData')],
  DacpMethodTableCollectibleData: [byAddress('GetMethodTableCollectibleData', 'ISOSDacInterface6')],
  DacpMethodTableData: [byAddress('GetMethodTableData')],
  DacpMethodTableFieldData: [byAddress('GetMethodTableFieldData')],
  DacpMethodTableTransparencyData: [byAddress('GetMethodTableTransparencyData')],
  DacpModuleData: [byAddress('GetModuleData')],
  DacpObjectData: [byAddress('GetObjectData')],
  DacpOomData: [global('GetOOMStaticData'), byAddress('GetOOMData')],
  DacpRCWData: [
    byAddress('GetRCWData'),
    {
      via: 'ISOSDacInterface2',
      root: SOS,
      name: 'IsDCOMProxy',
      parameters: 'CLRDATA_ADDRESS addr, BOOL *isDCOMProxy',
      method: 'IsRCWDCOMProxy',
      args: 'addr, isDCOMProxy',
    },
  ],
  DacpSyncBlockCleanupData: [byAddress('GetSyncBlockCleanupData')],
  DacpSyncBlockData: [
    {
      via: SOS,
      root: SOS,
      name: 'Request',
      parameters: 'UINT number',
      method: 'GetSyncBlockData',
      args: 'number, this',
    },
  ],
  DacpThreadData: [byAddress('GetThreadData')],
  DacpThreadStoreData: [global('GetThreadStoreData')],
  DacpThreadpoolData: [global('GetThreadpoolData')],
  DacpWorkRequestData: [byAddress('GetWorkRequestData')],
};

/** The header whose structures have such functions. */
export const REQUEST_HEADER = 'dacprivate.h';

/** Whether structures may ask an interface of this name. */
export function isAsked(name: string): boolean {
  return Object.values(REQUESTS).some((requests) => requests.some(({ via, root }) => via === name || root === name));
}

/** The member functions of a structure in C++, for those interfaces that the model has with the method. */
export function requestLines(entity: Structure, names: Names): string[] {
  // Another header need not have the interfaces.
  if (headerFile(entity) !== REQUEST_HEADER) return [];
  const requests = Object.hasOwn(REQUESTS, entity.name) ? (REQUESTS[entity.name] as readonly Request[]) : [];
  return requests.filter((request) => isKnown(request, entity, names)).flatMap(lines);
}

/** Whether fields start as zero: the structures that such functions fill, and those that these contain. */
export function startsZeroed(entity: Structure): boolean {
  return /^(?:Dacp|DACEH)[A-Z]/.test(entity.name);
}

/** Whether the model has the method with a signature that takes the arguments: a page may declare it otherwise. */
function isKnown({ via, root, method, args }: Request, entity: Structure, names: Names): boolean {
  const target = names.types.get(via);
  if (target?.kind !== 'interface' || names.types.get(root)?.kind !== 'interface') return false;
  if (target.entity.iid === undefined) return false;
  const known = target.entity.methods.find((candidate) => candidate.name === method);
  const values = args.split(', ');
  return (
    known?.returns === 'HRESULT' &&
    known.parameters.length === values.length &&
    values.every((value, index) => fits(value, known.parameters[index]?.type ?? '', entity))
  );
}

const integer = /^(?:CLRDATA_ADDRESS|U?INT(?:32|64)?|U?LONG(?:32|64)?|DWORD|unsigned int|size_t|SIZE_T)$/;

function fits(argument: string, type: string, { name }: Structure): boolean {
  if (argument === 'this') return type === `${name} *`;
  if (argument.startsWith('reinterpret_cast')) return type === 'BYTE *';
  if (argument === 'nullptr' || argument === 'globalMechanisms') return /^[\w ]+\*$/.test(type);
  if (argument === 'isDCOMProxy') return type === 'BOOL *';
  return integer.test(type);
}

function lines({ via, root, name, parameters, method, args, first = [], last = [] }: Request): string[] {
  const head = `    HRESULT ${name}(${root} *dac${parameters === '' ? '' : `, ${parameters}`}) {`;
  if (via !== root) {
    return [
      head,
      `        ${via} *target = nullptr;`,
      `        HRESULT hr = dac->QueryInterface(clr::uuid_of<${via}>(), reinterpret_cast<void **>(&target));`,
      '        if (SUCCEEDED(hr)) {',
      `            hr = target->${method}(${args});`,
      '            target->Release();',
      '        }',
      '        return hr;',
      '    }',
    ];
  }
  if (last.length === 0) return [head, `        return dac->${method}(${args});`, '    }'];
  return [
    head,
    ...first.map((line) => `        ${line}`),
    `        const HRESULT hr = dac->${method}(${args});`,
    ...last.map((line) => `        ${line}`),
    '        return hr;',
    '    }',
  ];
}

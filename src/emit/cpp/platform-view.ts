/** A structure of Windows that the API only points to, with the names it goes by. */
export interface RareStruct {
  readonly tag: string;
  readonly names: readonly string[];
  readonly pointers: readonly string[];
  readonly constPointers: readonly string[];
  /** Platform layers define the pointers otherwise (`void *`), so they are left to them. */
  readonly layersDiffer: boolean;
}

/**
 * Structures that few platform layers define. A header that uses one declares it on every platform: repeating a
 * declaration, tag and typedef alike, is legal C++.
 */
const rareStructs: readonly RareStruct[] = [
  { tag: 'IWbemCallResult', names: ['IWbemCallResult'], pointers: [], constPointers: [], layersDiffer: false },
  { tag: 'IWbemClassObject', names: ['IWbemClassObject'], pointers: [], constPointers: [], layersDiffer: false },
  { tag: 'IWbemContext', names: ['IWbemContext'], pointers: [], constPointers: [], layersDiffer: false },
  { tag: 'IWbemLocator', names: ['IWbemLocator'], pointers: [], constPointers: [], layersDiffer: false },
  { tag: 'IWbemObjectAccess', names: ['IWbemObjectAccess'], pointers: [], constPointers: [], layersDiffer: false },
  { tag: 'IWbemQualifierSet', names: ['IWbemQualifierSet'], pointers: [], constPointers: [], layersDiffer: false },
  { tag: 'IWbemServices', names: ['IWbemServices'], pointers: [], constPointers: [], layersDiffer: false },
  {
    tag: 'IEnumWbemClassObject',
    names: ['IEnumWbemClassObject'],
    pointers: [],
    constPointers: [],
    layersDiffer: false,
  },
  { tag: 'IActivationFactory', names: ['IActivationFactory'], pointers: [], constPointers: [], layersDiffer: false },
  { tag: 'IComThreadingInfo', names: ['IComThreadingInfo'], pointers: [], constPointers: [], layersDiffer: false },
  { tag: 'IDebugClient', names: ['IDebugClient'], pointers: ['PDEBUG_CLIENT'], constPointers: [], layersDiffer: false },
  { tag: '_ACL', names: ['ACL'], pointers: ['PACL'], constPointers: [], layersDiffer: true },
  {
    tag: '_CERT_CHAIN_CONTEXT',
    names: ['CERT_CHAIN_CONTEXT'],
    pointers: [],
    constPointers: ['PCCERT_CHAIN_CONTEXT'],
    layersDiffer: false,
  },
  {
    tag: '_CERT_CONTEXT',
    names: ['CERT_CONTEXT'],
    pointers: [],
    constPointers: ['PCCERT_CONTEXT'],
    layersDiffer: false,
  },
  { tag: '_CONTEXT', names: ['CONTEXT'], pointers: ['PCONTEXT', 'LPCONTEXT'], constPointers: [], layersDiffer: false },
  {
    tag: '_CRYPTOAPI_BLOB',
    names: ['CRYPT_INTEGER_BLOB', 'CRYPT_DATA_BLOB'],
    pointers: ['PCRYPT_INTEGER_BLOB', 'PCRYPT_DATA_BLOB'],
    constPointers: [],
    layersDiffer: false,
  },
  { tag: '_DEBUG_EVENT', names: ['DEBUG_EVENT'], pointers: ['LPDEBUG_EVENT'], constPointers: [], layersDiffer: true },
  {
    tag: '_EXCEPTION_POINTERS',
    names: ['EXCEPTION_POINTERS'],
    pointers: ['PEXCEPTION_POINTERS'],
    constPointers: [],
    layersDiffer: false,
  },
  {
    tag: '_EXCEPTION_RECORD',
    names: ['EXCEPTION_RECORD'],
    pointers: ['PEXCEPTION_RECORD'],
    constPointers: [],
    layersDiffer: false,
  },
  { tag: '_EXCEPTION_RECORD64', names: ['EXCEPTION_RECORD64'], pointers: [], constPointers: [], layersDiffer: false },
  {
    tag: '_IMAGE_DEBUG_DIRECTORY',
    names: ['IMAGE_DEBUG_DIRECTORY'],
    pointers: [],
    constPointers: [],
    layersDiffer: false,
  },
  {
    tag: '_IMAGE_SECTION_HEADER',
    names: ['IMAGE_SECTION_HEADER'],
    pointers: ['PIMAGE_SECTION_HEADER'],
    constPointers: [],
    layersDiffer: false,
  },
  {
    tag: '_PDH_FMT_COUNTERVALUE',
    names: ['PDH_FMT_COUNTERVALUE'],
    pointers: [],
    constPointers: [],
    layersDiffer: false,
  },
  { tag: '_PDH_RAW_COUNTER', names: ['PDH_RAW_COUNTER'], pointers: [], constPointers: [], layersDiffer: false },
  {
    tag: 'AssemblyReferenceClosureWalkContextForProfAPI',
    names: ['AssemblyReferenceClosureWalkContextForProfAPI'],
    pointers: [],
    constPointers: [],
    layersDiffer: false,
  },
  { tag: 'IMAGE_COR20_HEADER', names: ['IMAGE_COR20_HEADER'], pointers: [], constPointers: [], layersDiffer: false },
  {
    tag: '_MEMORY_BASIC_INFORMATION',
    names: ['MEMORY_BASIC_INFORMATION'],
    pointers: ['PMEMORY_BASIC_INFORMATION'],
    constPointers: [],
    layersDiffer: false,
  },
];

const byName: ReadonlyMap<string, RareStruct> = new Map(
  rareStructs.flatMap((rare) =>
    [rare.tag, ...rare.names, ...rare.pointers, ...rare.constPointers].map((name) => [name, rare] as const),
  ),
);

/** The structure that has a name, as tag, typedef or pointer. */
export function rareStruct(name: string): RareStruct | undefined {
  return byName.get(name);
}

/** A structure of Windows that the API only points to, with the names it goes by. */
export interface RareStruct {
  readonly tag: string;
  readonly names: readonly string[];
  readonly pointers: readonly string[];
  readonly constPointers: readonly string[];
}

/**
 * Structures that few platform layers define. Repeating their declaration, tag and typedefs alike, is legal C++, so they
 * are declared on every platform.
 */
export const rareStructs: readonly RareStruct[] = [
  { tag: 'IWbemCallResult', names: [], pointers: [], constPointers: [] },
  { tag: 'IWbemClassObject', names: [], pointers: [], constPointers: [] },
  { tag: 'IWbemContext', names: [], pointers: [], constPointers: [] },
  { tag: 'IWbemObjectAccess', names: [], pointers: [], constPointers: [] },
  { tag: 'IWbemQualifierSet', names: [], pointers: [], constPointers: [] },
  { tag: 'IWbemServices', names: [], pointers: [], constPointers: [] },
  { tag: 'IEnumWbemClassObject', names: [], pointers: [], constPointers: [] },
  { tag: 'IActivationFactory', names: [], pointers: [], constPointers: [] },
  { tag: 'IComThreadingInfo', names: [], pointers: [], constPointers: [] },
  { tag: 'IDebugClient', names: [], pointers: ['PDEBUG_CLIENT'], constPointers: [] },
  { tag: '_ACL', names: ['ACL'], pointers: ['PACL'], constPointers: [] },
  { tag: '_CERT_CHAIN_CONTEXT', names: ['CERT_CHAIN_CONTEXT'], pointers: [], constPointers: ['PCCERT_CHAIN_CONTEXT'] },
  { tag: '_CERT_CONTEXT', names: ['CERT_CONTEXT'], pointers: [], constPointers: ['PCCERT_CONTEXT'] },
  { tag: '_CONTEXT', names: ['CONTEXT'], pointers: ['PCONTEXT'], constPointers: [] },
  { tag: '_CRYPTOAPI_BLOB', names: ['CRYPT_INTEGER_BLOB', 'CRYPT_DATA_BLOB'], pointers: [], constPointers: [] },
  { tag: '_DEBUG_EVENT', names: ['DEBUG_EVENT'], pointers: ['LPDEBUG_EVENT'], constPointers: [] },
  { tag: '_EXCEPTION_POINTERS', names: ['EXCEPTION_POINTERS'], pointers: ['PEXCEPTION_POINTERS'], constPointers: [] },
  { tag: '_EXCEPTION_RECORD64', names: ['EXCEPTION_RECORD64'], pointers: [], constPointers: [] },
  { tag: '_IMAGE_DEBUG_DIRECTORY', names: ['IMAGE_DEBUG_DIRECTORY'], pointers: [], constPointers: [] },
  {
    tag: '_IMAGE_SECTION_HEADER',
    names: ['IMAGE_SECTION_HEADER'],
    pointers: ['PIMAGE_SECTION_HEADER'],
    constPointers: [],
  },
  { tag: '_PDH_FMT_COUNTERVALUE', names: ['PDH_FMT_COUNTERVALUE'], pointers: [], constPointers: [] },
  { tag: '_PDH_RAW_COUNTER', names: ['PDH_RAW_COUNTER'], pointers: [], constPointers: [] },
  { tag: 'AssemblyReferenceClosureWalkContextForProfAPI', names: [], pointers: [], constPointers: [] },
  { tag: 'IMAGE_COR20_HEADER', names: [], pointers: [], constPointers: [] },
  {
    tag: '_MEMORY_BASIC_INFORMATION',
    names: ['MEMORY_BASIC_INFORMATION'],
    pointers: ['PMEMORY_BASIC_INFORMATION'],
    constPointers: [],
  },
];

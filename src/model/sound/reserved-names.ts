import { builtinWords, callingConventions } from '../../ctype/words.ts';
import { headerDeclarations, headerMacros } from './header-names.ts';

/** Words that C or C++ has for itself, and that no declaration may give to anything. */
const keywords = (
  'alignas alignof and and_eq asm auto bitand bitor break case catch char8_t char16_t char32_t class compl concept const ' +
  'consteval constexpr constinit const_cast continue co_await co_return co_yield decltype default delete do dynamic_cast ' +
  'else enum explicit export extern false for friend goto if inline interface mutable namespace new noexcept not not_eq ' +
  'nullptr operator or or_eq private protected public register reinterpret_cast requires restrict return sizeof static ' +
  'static_assert static_cast struct switch template this thread_local throw true try typedef typeid typename typeof union ' +
  'using virtual volatile while xor xor_eq'
).split(' ');

/** What the headers of Windows, of compilers and of this project use themselves, mostly macros. */
const taken = (
  'CALLBACK CONST DECLARE_INTERFACE DECLARE_INTERFACE_ DECLSPEC_NOVTABLE DECLSPEC_SELECTANY DECLSPEC_UUID ' +
  'DEFINE_GUID EOF EXTERN_C EXTERN_GUID FACILITY_ITF FACILITY_NULL FACILITY_URT FACILITY_WIN32 FACILITY_WINDOWS FAILED ' +
  'FALSE GUID_DEFINED HRESULT_CODE HRESULT_FACILITY HRESULT_FROM_WIN32 HRESULT_SEVERITY IN INFINITE INVALID_HANDLE_VALUE ' +
  'IS_ERROR IUnknown_AddRef IUnknown_QueryInterface IUnknown_Release IsEqualCLSID IsEqualGUID IsEqualIID MAKE_HRESULT ' +
  'MAX_PATH MIDL_INTERFACE NEAR FAR NULL OPTIONAL OUT PURE SEVERITY_ERROR SEVERITY_SUCCESS STDAPI STDAPICALLTYPE ' +
  'STDAPIVCALLTYPE STDAPI_ STDMETHOD STDMETHODCALLTYPE STDMETHODIMP STDMETHODIMP_ STDMETHODVCALLTYPE STDMETHOD_ SUCCEEDED ' +
  'THIS THIS_ TRUE UNALIGNED UNREFERENCED_PARAMETER VOID WINAPI __uuidof _HRESULT_TYPEDEF_'
).split(' ');

/** Namespaces that they declare or use. */
const namespaces = ['clr', 'std'];

/** Macros of some compilers and of old headers of Windows, which stand in nobody's way as members. */
const lowerCaseMacros =
  'assert cdecl errno far hyper i386 linux main max min near offsetof pascal small stderr stdin stdout unix'.split(' ');

/** What the headers of Windows declare beside the types that facts list, and what C++ has as a type without a keyword. */
const declaredByPlatform = (
  'APTTYPE_CURRENT APTTYPE_MAINSTA APTTYPE_MTA APTTYPE_NA APTTYPE_STA CLIPFORMAT CY DECIMAL IClassFactory IEnumUnknown ' +
  'IID_IClassFactory IID_IEnumUnknown IID_ISequentialStream IID_IStream IID_IUnknown ISequentialStream IStream LPBSTR ' +
  'PHKEY PHRESULT REGKIND_DEFAULT REGKIND_NONE REGKIND_REGISTER SYS_MAC SYS_WIN16 SYS_WIN32 SYS_WIN64 WINBOOL _APTTYPE ' +
  '_FILETIME _GUID _LARGE_INTEGER _OVERLAPPED _PROCESS_INFORMATION _SECURITY_ATTRIBUTES _STARTUPINFOW _SYSTEMTIME ' +
  '_ULARGE_INTEGER nullptr_t size_t tagBINDPTR tagCY tagDEC tagDISPPARAMS tagEXCEPINFO tagFUNCDESC tagREGKIND ' +
  'tagSAFEARRAY tagSAFEARRAYBOUND tagSTATSTG tagSYSKIND tagTLIBATTR tagTYPEATTR tagVARDESC tagVARIANT'
).split(' ');

/** Results that the platform's headers define as macros. */
const resultMacros = (
  'CLASS_E_CLASSNOTAVAILABLE CLASS_E_NOAGGREGATION E_ABORT E_ACCESSDENIED E_BOUNDS E_FAIL E_HANDLE E_INVALIDARG ' +
  'E_NOINTERFACE E_NOTIMPL E_OUTOFMEMORY E_PENDING E_POINTER E_UNEXPECTED NOERROR REGDB_E_CLASSNOTREG S_FALSE S_OK'
).split(' ');

/** Macros of this project's own headers. */
const ownMacros = (
  'CLR_COM_OBJECT_H CLR_CRT_UUID CLR_DEFINE_GUID CLR_GUIDS_EXTERN CLR_GUID_INLINE CLR_HAS_UUIDOF ' +
  'CLR_HEADER_BEGIN CLR_HEADER_END CLR_HRESULT_H CLR_IID_INLINE CLR_PLATFORM_H CLR_PLATFORM_NATIVE ' +
  'CLR_STDCALL CLR_UUID_TRAITS '
)
  .trim()
  .split(' ');

const macros: ReadonlySet<string> = new Set([...taken, ...ownMacros, ...headerMacros, ...resultMacros]);
const reserved: ReadonlySet<string> = new Set([
  ...keywords,
  ...macros,
  ...namespaces,
  ...builtinWords,
  ...callingConventions.keys(),
]);
const notTypes: ReadonlySet<string> = new Set(
  [...keywords, ...taken, ...ownMacros, ...headerMacros, ...namespaces].filter((name) => name !== 'VOID'),
);

/**
 * Names that begin as those of this project's own macros, or that C, C++ and their compilers keep for themselves: two
 * underscores may begin anything of theirs, so only what MIDL makes, and a field that has no use, begin so, too. Of
 * those with a capital letter behind one underscore, which tags of the API have, only the words of C and its macros.
 */
const reservedForm = new RegExp(
  '^(?:CLR_(?!\\w*_TYPE$)(?:[A-Z]+|\\w+_H)$|__(?!MIDL_|unused$)|_(?:Accum|Alignas|Alignof|Atomic|BitInt|Bool|Complex|Decimal\\d+|Float\\d+x?|' +
    'Fract|Generic|Imaginary|Noreturn|Nonnull|Null(?:able|_unspecified)\\w*|Pragma|Sat|Static_assert|Thread_local|' +
    'GNU_SOURCE|LP64|REENTRANT|WIN32|WIN64|MSC_VER)$)',
);

const alsoReserved: ReadonlySet<string> = new Set([...lowerCaseMacros, ...declaredByPlatform, ...headerDeclarations]);

/** Whether a name can be given to nothing, not even to a member. */
export function isReservedName(name: string): boolean {
  return reserved.has(name) || reservedForm.test(name);
}

/** Whether the headers have, or may have, a macro of a name. */
export function isHeaderMacro(name: string): boolean {
  return macros.has(name) || reservedForm.test(name);
}

/** Whether a name cannot be given to a type, a function or an enumerator. */
export function isReservedGlobalName(name: string): boolean {
  return isReservedName(name) || alsoReserved.has(name);
}

/** Types of Microsoft's compilers, which the headers of the platform define for others. */
const sizedInteger = /^__int(?:8|16|32|64)$/;

/** Whether a word cannot be the name of a type. */
export function isNoTypeName(name: string): boolean {
  return notTypes.has(name) || (reservedForm.test(name) && !sizedInteger.test(name)) || name.includes('$');
}

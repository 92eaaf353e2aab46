// What mutations put into pages: words of the dialect, so that a page stays one that is read, and words that attack.

/** Words that a syntax block may hold where another one stands. */
export const declarationWords = (
  'HRESULT DWORD ULONG void VOID char WCHAR BSTR LPCWSTR LPWSTR GUID REFIID REFGUID VARIANT SAFEARRAY IUnknown ' +
  'ICorDebug ICorDebugValue ICorProfilerInfo COR_PRF_GC_GENERATION CorElementType mdToken mdMethodDef FunctionID ' +
  'const volatile unsigned signed long short int __int64 __int32 __stdcall __cdecl STDMETHODCALLTYPE STDMETHOD STDAPI ' +
  'STDAPI_ WINAPI EXTERN_C extern virtual inline static friend typedef struct union enum class interface coclass ' +
  'template typename operator namespace using public: private: : :: ... . -> * ** *** **** & && = == 0 -1 1 0x 0xFFFFFFFF ' +
  '0xFFFFFFFFFFFFFFFFFF 4294967296 99999999999999999999 1e9 1.5f L"x" "x" \'x\' u8 [ ] [] [0] [-1] [1] [256] [4294967295] ' +
  '[n] [[nodiscard]] ( ) (*) (* { } {} ; ;; , ,, < > << >> ~ ! ? # ## \\ / // /* */ % ^ | || @ $ ` ' +
  '[in] [out] [in,out] [in, [out, [retval] [size_is(n)] [size_is(,*n)] [length_is(x)] [iid_is(riid)] [string] [unique] ' +
  '[default(0)] [helpstring("x")] [uuid(00000000-0000-0000-0000-000000000000)] [local] [object] IN OUT __in __out_ecount(n) ' +
  '_In_ _Out_writes_(n) NULL nullptr TRUE this new delete sizeof alignas(8) decltype(auto) auto constexpr noexcept ' +
  'override final = 0; pure default #define #if #endif #error #include #pragma #line __attribute__((packed)) __declspec ' +
  'asm goto throw std::string _Bool bool wchar_t size_t SIZE_T HANDLE HWND LARGE_INTEGER FILETIME BOOL BYTE LPVOID'
).split(' ');

/** Names to give an API, a parameter, a member. */
export const names = [
  ...(
    'class interface struct enum namespace template this new delete operator default register asm and or not xor union ' +
    'typename export import module requires concept co_await char8_t NULL TRUE FALSE VOID CONST IN OUT OPTIONAL near far ' +
    'small hyper min max errno stdin assert EOF unix linux i386 main std string vector IUnknown IDispatch IClassFactory ' +
    'HRESULT DWORD GUID IID ULONG BSTR WCHAR VARIANT FILETIME LARGE_INTEGER S_OK E_FAIL E_NOTIMPL QueryInterface AddRef ' +
    'Release CLR_H CLR_GUID CLR_PLATFORM_NATIVE CLR_IID ICorDebug ICorDebugProcess CorElementType COR_FIELD_OFFSET mdToken ' +
    'function let const var await async yield arguments eval type any never unknown object Object Array Symbol Promise ' +
    'Error undefined NaN Infinity constructor prototype __proto__ toString valueOf hasOwnProperty then toJSON index ' +
    'fn impl trait mod crate self Self super dyn match move ref where loop pub use extern async_ Result Option Vec Box ' +
    'event delegate internal sealed params checked unsafe fixed string_ base get set value partial record var_ Guid IntPtr ' +
    'a A x X _ __ _A __A _1 a1 n N i I CON NUL aux com1 clr clr_hresult clr_platform index.d package'
  ).split(' '),
  'Ünïcode',
  'имя',
  '名前',
  'a\u200bb',
  'a\u202eb',
  'a-b',
  'a b',
  'a.b',
  'a::b',
  'a/b',
  '../a',
  '1a',
  '9',
  '',
  'x'.repeat(300),
];

/** Texts that try to end a comment, a string, a line or a template, or to look like something else. */
export const escapes = [
  '*/',
  '/*',
  '*/ #error escaped\n',
  '*/\n#error escaped\n/*',
  '\n#error escaped\n',
  '//',
  '\\',
  '\\\n',
  '??/',
  '??/\n',
  '"',
  "'",
  '`',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what a template literal would run
  '${process.exit(9)}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what a template literal would run
  '`${process.exit(9)}`',
  '"); process.exit(9); ("',
  '</script><script>alert(1)</script>',
  '<!--',
  '-->',
  ']]>',
  '{{constructor}}',
  '{{#each .}}',
  '{{{raw}}}',
  '$&',
  "$'",
  '%s%n',
  '\0',
  '\x1b[31m',
  '\x7f',
  '\x85',
  '\u00a0',
  '\u00ad',
  '\u200b',
  '\u200d',
  '\u202e',
  '\u2066',
  '\u2028',
  '\u2029',
  '\ufeff',
  '\ufffe',
  '\ud800',
  '\u{e0041}',
  '\u{1f600}',
  'é́',
  '&#x2a;&#x2f;',
  '&#42;&#47; #error escaped',
  '&NewLine;',
  '<br/>',
  '<a name="x"></a>',
  '@param x y',
  '@internal',
  '{@link x}',
  '\\u002a/',
  '"#',
  'r#"',
  '</summary>',
  '&amp;',
];

/** Lines that open, close or begin something in Markdown. */
export const lines = [
  '',
  '   ',
  '\t',
  '---',
  '***',
  '===',
  '```',
  '```cpp',
  '~~~',
  '````',
  '    code',
  '> quote',
  '> > > deep',
  '- item',
  '- - - a',
  '1. one',
  '|',
  '||',
  '|---|',
  '|a|b|',
  '|-|-|',
  '<!--',
  '-->',
  '<div>',
  '</div>',
  '[x]: y',
  '[!INCLUDE[x](../../includes/x.md)]',
  '[!INCLUDE[x](../../../../../../../etc/passwd)]',
  '[!INCLUDE[x](~/x.md)]',
  '[!NOTE]',
  '[!code-cpp[x](y)]',
  ' `a`  ',
  ' [in] text',
  ' [in, out] text',
  ' **Header:** MSCorEE.h',
  ' **Header:** ../../evil.h',
  ' **Header:** CON.h, aux.h',
  ' **Header:** clr_platform.h',
  ' **Library:** a.dll',
  ' **.NET Framework Versions:** Available since 9.9',
  '## Syntax',
  '## Parameters',
  '#### Parameters',
  '## Return Value',
  '## Remarks',
  '## Requirements',
  '## Members',
  '## Methods',
  '## See also',
  '# IEvil::Evil Method',
  '# IEvil Interface',
  '# EVIL Structure',
  '# EEvil Enumeration',
  '# Evil Function',
  '|S_OK|fine|',
  '|E_EVIL|0x80131999|bad|',
  '|`EVIL_MEMBER`|text|',
  '|[Evil Method](ihosttask-alert-method.md)|text|',
];

/** Front matter lines: hostile scalars, aliases, tags, keys. */
export const matter = [
  'title: x',
  'title: "',
  'title: [',
  'title: {',
  'title: |',
  'title: !!js/function "function(){}"',
  'title: !!binary "AAAA"',
  'title: &a [*a]',
  'a: &a [x,x]\nb: &b [*a,*a]\ntitle: *b',
  '<<: *a',
  '? complex',
  '__proto__: {polluted: 1}',
  '__proto__:\n  polluted: 1',
  'constructor: x',
  'api_name:',
  'api_name: "IEvil.Evil"',
  'api_name:\n  - "../../evil"',
  'api_name:\n  - "__proto__.toString"',
  'api_location: 5',
  'api_type:\n  - COM\n  - [x]',
  'topic_type: apiref',
  'helpviewer_keywords: {a: {b: {c: d}}}',
  '- x',
  '...',
  '---',
  '--- js',
  '\tx: y',
  '%YAML 1.1',
  '0o17: 012',
  'ms.date: 2019-13-45',
];

// Implements and calls IShapes of model.ts, from its C declarations alone: nothing here is generated.
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>

typedef int32_t HRESULT; typedef uint32_t ULONG, DWORD, ULONG32; typedef int32_t LONG, BOOL; typedef uint16_t USHORT;
typedef uint8_t BYTE, BOOLEAN; typedef uint64_t ULONG64, CORDB_ADDRESS; typedef int64_t LONGLONG; typedef size_t SIZE_T;
typedef uintptr_t FunctionID; typedef void *HCORENUM, *LPVOID, *PVOID; typedef char16_t WCHAR; typedef uint32_t mdToken, mdTypeDef;
typedef WCHAR *BSTR; typedef const WCHAR *LPCWSTR; typedef WCHAR *LPWSTR; typedef const char *LPCSTR; typedef char *LPSTR;
enum SHAPE : uint32_t { SHAPE_NONE = 0, SHAPE_ROUND = 7 };
struct GUID { uint32_t a; uint16_t b, c; uint8_t d[8]; };
struct PAIR { DWORD left; ULONG64 right; };
struct BIG { SHAPE kind; WCHAR name[12]; PAIR pair; union { DWORD whole; USHORT half; }; DWORD low : 3; DWORD high : 29; GUID id; BYTE bytes[3]; };
typedef DWORD (*SHAPE_CALLBACK)(DWORD);
static const GUID IID_IUnknown = {0, 0, 0, {0xc0, 0, 0, 0, 0, 0, 0, 0x46}};
static const GUID IID_IShapes = {0x6f0a3c52, 0x8d5b, 0x4c1e, {0x9a, 0x37, 0x2b, 0x7d, 0x41, 0xe9, 0x0c, 0x11}};
static bool same(const GUID &x, const GUID &y) { return memcmp(&x, &y, sizeof x) == 0; }
static const HRESULT S_OK = 0, S_FALSE = 1, E_NOINTERFACE = (HRESULT)0x80004002, E_POINTER = (HRESULT)0x80004003, E_FAIL = (HRESULT)0x80004005;
static const HRESULT TOO_SMALL = (HRESULT)0x8007007a;

struct IShapes {
  virtual HRESULT QueryInterface(const GUID &, void **) = 0; virtual ULONG AddRef() = 0; virtual ULONG Release() = 0;
  virtual HRESULT EchoU8(BYTE v, DWORD *r) = 0;
  virtual HRESULT EchoU16(USHORT v, USHORT *r) = 0;
  virtual HRESULT EchoU32(DWORD v, DWORD *r) = 0;
  virtual HRESULT EchoI32(LONG v, LONG *r) = 0;
  virtual HRESULT EchoU64(ULONG64 v, ULONG64 *r) = 0;
  virtual HRESULT EchoI64(LONGLONG v, LONGLONG *r) = 0;
  virtual HRESULT EchoSize(SIZE_T v, SIZE_T *r) = 0;
  virtual HRESULT EchoBool(BOOL v, BOOL *r) = 0;
  virtual HRESULT EchoBoolean(BOOLEAN v, BOOLEAN *r) = 0;
  virtual HRESULT EchoHresult(HRESULT v, HRESULT *r) = 0;
  virtual HRESULT EchoFloat(float v, double *r) = 0;
  virtual HRESULT EchoEnum(SHAPE v, SHAPE *r) = 0;
  virtual HRESULT EchoFlags(DWORD v, DWORD *r) = 0;
  virtual HRESULT EchoToken(mdTypeDef v, mdTypeDef *r) = 0;
  virtual HRESULT EchoAddress(CORDB_ADDRESS v, CORDB_ADDRESS *r) = 0;
  virtual HRESULT EchoId(FunctionID v, FunctionID *r) = 0;
  virtual HRESULT EchoPointer(LPVOID v, LPVOID *r) = 0;
  virtual HRESULT EchoWideText(LPCWSTR v, ULONG *length, LPCWSTR *kept) = 0;
  virtual HRESULT EchoText(LPCSTR v, ULONG *length, LPCSTR *kept) = 0;
  virtual HRESULT EchoBstr(BSTR v, ULONG *length, BSTR *made) = 0;
  virtual HRESULT EchoGuidValue(GUID v, GUID *r) = 0;
  virtual HRESULT EchoGuid(const GUID &v, GUID *r) = 0;
  virtual HRESULT OptionalText(LPCWSTR v, BOOL *isNull) = 0;
  virtual HRESULT OptionalObject(IShapes *v, BOOL *isNull) = 0;
  virtual HRESULT OptionalGuid(const GUID *v, BOOL *isNull) = 0;
  virtual HRESULT EchoObject(IShapes *v, IShapes **r) = 0;
  virtual HRESULT GetAs(const GUID &riid, void **ppv) = 0;
  virtual HRESULT CountObjects(ULONG count, IShapes **objects, ULONG *r) = 0;
  virtual HRESULT CountObjectsPlain(ULONG count, IShapes **objects, ULONG *r) = 0;
  virtual HRESULT CountTexts(ULONG count, LPCWSTR *texts, ULONG *r) = 0;
  virtual HRESULT Call(SHAPE_CALLBACK callback, DWORD v, DWORD *r) = 0;
  virtual HRESULT EchoPair(PAIR v, PAIR *r) = 0;
  virtual HRESULT EchoBig(BIG v, BIG *r) = 0;
  virtual HRESULT EchoPairRef(const PAIR *v, PAIR *r) = 0;
  virtual HRESULT SwapPair(PAIR *v) = 0;
  virtual HRESULT SumPairs(ULONG count, const PAIR *pairs, ULONG64 *r) = 0;
  virtual HRESULT GetPairs(ULONG max, ULONG *count, PAIR *pairs) = 0;
  virtual HRESULT FillPairs(ULONG *count, PAIR *pairs) = 0;
  virtual HRESULT UpdatePairs(ULONG max, PAIR *pairs, ULONG *count) = 0;
  virtual HRESULT NextEnum(HCORENUM *handle, mdTypeDef *tokens, ULONG max, ULONG *count) = 0;
  virtual HRESULT IncrementU32(DWORD *v) = 0;
  virtual HRESULT IncrementAddress(CORDB_ADDRESS *v) = 0;
  virtual HRESULT IncrementSize(SIZE_T *v) = 0;
  virtual HRESULT UpdateBytes(ULONG size, BYTE *bytes) = 0;
  virtual HRESULT GetBytes(ULONG max, BYTE *bytes, ULONG *count) = 0;
  virtual HRESULT GetAllBytes(ULONG size, BYTE *bytes) = 0;
  virtual HRESULT FillBytes(BYTE *bytes, ULONG *size) = 0;
  virtual HRESULT GetHresults(ULONG count, HRESULT *results) = 0;
  virtual HRESULT GetLongs(ULONG count, int *values) = 0;
  virtual HRESULT GetDwords(ULONG count, ULONG32 *values) = 0;
  virtual HRESULT NextDwords(ULONG max, ULONG32 *values, ULONG *count) = 0;
  virtual HRESULT GetTokens(ULONG count, mdTypeDef *tokens) = 0;
  virtual HRESULT GetAddresses(ULONG count, CORDB_ADDRESS *addresses) = 0;
  virtual HRESULT NextAddresses(ULONG max, CORDB_ADDRESS *addresses, ULONG *count) = 0;
  virtual HRESULT NextIds(ULONG max, ULONG *count, FunctionID *ids) = 0;
  virtual HRESULT NextSizes(ULONG max, ULONG *count, SIZE_T *sizes) = 0;
  virtual HRESULT NextObjects(ULONG max, IShapes **objects, ULONG *count) = 0;
  virtual HRESULT SumBools(ULONG count, BOOL *values, ULONG64 *r) = 0;
  virtual HRESULT SumLongs(ULONG count, int *values, ULONG64 *r) = 0;
  virtual HRESULT SumDwords(ULONG count, ULONG32 *values, ULONG64 *r) = 0;
  virtual HRESULT SumTokens(ULONG count, mdTypeDef *values, ULONG64 *r) = 0;
  virtual HRESULT SumAddresses(ULONG count, CORDB_ADDRESS *values, ULONG64 *r) = 0;
  virtual HRESULT SumBytes(ULONG count, BYTE *values, ULONG64 *r) = 0;
  virtual HRESULT SumIds(ULONG count, FunctionID *values, ULONG64 *r) = 0;
  virtual HRESULT SumSizes(ULONG count, SIZE_T *values, ULONG64 *r) = 0;
  virtual HRESULT GetNameMetadata(LPWSTR name, ULONG cchName, ULONG *pchName, DWORD *flags) = 0;
  virtual HRESULT GetNameDebugging(ULONG32 cchName, ULONG32 *pcchName, WCHAR *name) = 0;
  virtual HRESULT GetNameHosting(LPWSTR name, DWORD *pcchName) = 0;
  virtual HRESULT SetNameLength(ULONG length) = 0;
  virtual HRESULT GetNarrowName(LPSTR name, ULONG cchName, ULONG *pchName) = 0;
  virtual HRESULT Nop() = 0;
  virtual HRESULT Fail(HRESULT v) = 0;
  virtual BOOL IsValid(mdToken v) = 0;
  virtual PVOID AddressOf(ULONG v) = 0;
  virtual ULONG Twice(ULONG v) = 0;
  virtual SIZE_T TwiceSize(SIZE_T v) = 0;
  virtual void Forget(HCORENUM v) = 0;
  virtual HRESULT CallOnThread(IShapes *object, ULONG times) = 0;
  virtual HRESULT EchoSigned(int v, int *r) = 0;
  virtual LONG Negative(LONG v) = 0;
  virtual BOOLEAN Not(BOOLEAN v) = 0;
  virtual SHAPE KindOf(ULONG v) = 0;
  virtual HRESULT GetCutName(LPSTR name, ULONG cch) = 0;
  virtual IShapes *ReturnObject(IShapes *v) = 0;
  virtual HRESULT ReplaceText(LPWSTR name, DWORD *pcchName) = 0;
  virtual HRESULT OptionalNarrowText(LPCSTR v, BOOL *isNull) = 0;
  virtual HRESULT OptionalPair(const PAIR *v, BOOL *isNull) = 0;
  virtual HRESULT FillRange(ULONG count, PAIR *rgPairs, ULONG *pcNeeded) = 0;
  virtual HRESULT GetBstrs(ULONG count, BSTR *rgTexts, ULONG *pCount) = 0;
  virtual HRESULT GetShapes(ULONG cShapes, IShapes **pShapes) = 0;
  virtual HRESULT OptionalPairs(ULONG count, const PAIR *pairs, BOOL *isNull) = 0;
  virtual HRESULT OptionalBstr(BSTR v, BOOL *isNull) = 0;
  virtual HRESULT OptionalCallback(SHAPE_CALLBACK v, BOOL *isNull) = 0;
  virtual HRESULT OptionalDwords(ULONG count, ULONG32 *values, BOOL *isNull) = 0;
  virtual HRESULT OptionalIds(ULONG count, FunctionID *ids, BOOL *isNull) = 0;
  virtual HRESULT Next(ULONG celt, IShapes **rgelt, ULONG *pceltFetched) = 0;
  virtual HRESULT EchoOffset(intptr_t v, intptr_t *r) = 0;
  virtual HRESULT OptionalTexts(ULONG count, LPCWSTR *texts, BOOL *isNull) = 0;
  virtual HRESULT OptionalLongs(ULONG count, int *values, BOOL *isNull) = 0;
  virtual HRESULT OptionalBytes(ULONG count, BYTE *bytes, BOOL *isNull) = 0;
  virtual HRESULT OptionalSizes(ULONG count, SIZE_T *sizes, BOOL *isNull) = 0;
};

static std::atomic<ULONG> live{0};
template <typename T> static HRESULT fill(T *to, ULONG n, T from, T step) { for (ULONG i = 0; i < n; i++) to[i] = (T)(from + (T)i * step); return S_OK; }
template <typename T> static HRESULT next(T *to, ULONG max, ULONG *count, T from, T step) { ULONG n = max < 3 ? max : 3; *count = n; return fill(to, n, from, step); }
template <typename T> static HRESULT sum(const T *v, ULONG n, ULONG64 *r) { *r = 0; for (ULONG i = 0; i < n; i++) *r += (ULONG64)v[i]; return S_OK; }
static ULONG units(const WCHAR *s) { ULONG n = 0; while (s[n]) n++; return n; }

// Strings as oleaut32.dll has them: counted, and laid out as CoreCLR's platform layer does it or with a header of their own.
static std::atomic<ULONG> strings{0};
static ULONG header = 8;
extern "C" BSTR SysAllocStringLen(const WCHAR *text, ULONG length) {
  strings++; char *block = (char *)calloc(1, header + 2 * length + 2) + header; ((uint32_t *)block)[-1] = 2 * length; memcpy(block, text, 2 * length); return (BSTR)block; }
extern "C" void SysFreeString(BSTR s) { if (s) { strings--; free((char *)s - header); } }
extern "C" void UseStringHeader(ULONG bytes) { header = bytes; }
extern "C" ULONG LiveStrings() { return strings; }

struct Shapes final : IShapes {
  std::atomic<ULONG> references{1}; std::u16string name = u"Größe"; std::u16string kept; std::string keptNarrow; ULONG round = 0;
  Shapes() { live++; } ~Shapes() { live--; }
  HRESULT QueryInterface(const GUID &iid, void **r) override { if (!same(iid, IID_IShapes) && !same(iid, IID_IUnknown)) { *r = nullptr; return E_NOINTERFACE; } AddRef(); *r = this; return S_OK; }
  ULONG AddRef() override { return ++references; }
  ULONG Release() override { ULONG n = --references; if (!n) delete this; return n; }
  HRESULT EchoU8(BYTE v, DWORD *r) override { *r = v; return S_OK; }
  HRESULT EchoU16(USHORT v, USHORT *r) override { *r = v; return S_OK; }
  HRESULT EchoU32(DWORD v, DWORD *r) override { *r = v; return S_OK; }
  HRESULT EchoI32(LONG v, LONG *r) override { *r = v; return S_OK; }
  HRESULT EchoU64(ULONG64 v, ULONG64 *r) override { *r = v; return S_OK; }
  HRESULT EchoI64(LONGLONG v, LONGLONG *r) override { *r = v; return S_OK; }
  HRESULT EchoSize(SIZE_T v, SIZE_T *r) override { *r = v; return S_OK; }
  HRESULT EchoBool(BOOL v, BOOL *r) override { *r = v; return S_OK; }
  HRESULT EchoBoolean(BOOLEAN v, BOOLEAN *r) override { *r = v; return S_OK; }
  HRESULT EchoHresult(HRESULT v, HRESULT *r) override { *r = v; return S_OK; }
  HRESULT EchoFloat(float v, double *r) override { *r = v; return S_OK; }
  HRESULT EchoEnum(SHAPE v, SHAPE *r) override { *r = v; return S_OK; }
  HRESULT EchoFlags(DWORD v, DWORD *r) override { *r = v; return S_OK; }
  HRESULT EchoToken(mdTypeDef v, mdTypeDef *r) override { *r = v; return S_OK; }
  HRESULT EchoAddress(CORDB_ADDRESS v, CORDB_ADDRESS *r) override { *r = v; return S_OK; }
  HRESULT EchoId(FunctionID v, FunctionID *r) override { *r = v; return S_OK; }
  HRESULT EchoPointer(LPVOID v, LPVOID *r) override { *r = v; return S_OK; }
  HRESULT EchoWideText(LPCWSTR v, ULONG *length, LPCWSTR *r) override { kept = v; *length = units(v); *r = kept.c_str(); return S_OK; }
  HRESULT EchoText(LPCSTR v, ULONG *length, LPCSTR *r) override { keptNarrow = v; *length = (ULONG)strlen(v); *r = keptNarrow.c_str(); return S_OK; }
  HRESULT EchoBstr(BSTR v, ULONG *length, BSTR *made) override { // the length stands in front; the copy keeps it
    *length = ((uint32_t *)v)[-1] / 2; *made = SysAllocStringLen(v, *length); return S_OK; }
  HRESULT EchoGuidValue(GUID v, GUID *r) override { *r = v; return S_OK; }
  HRESULT EchoGuid(const GUID &v, GUID *r) override { *r = v; return S_OK; }
  HRESULT OptionalText(LPCWSTR v, BOOL *r) override { *r = v == nullptr; return S_OK; }
  HRESULT OptionalObject(IShapes *v, BOOL *r) override { *r = v == nullptr; return S_OK; }
  HRESULT OptionalGuid(const GUID *v, BOOL *r) override { *r = v == nullptr; return S_OK; }
  HRESULT EchoObject(IShapes *v, IShapes **r) override { if (!v) return E_POINTER; v->AddRef(); *r = v; return S_OK; }
  HRESULT GetAs(const GUID &iid, void **r) override { return QueryInterface(iid, r); }
  HRESULT CountObjects(ULONG n, IShapes **o, ULONG *r) override { *r = 0; for (ULONG i = 0; i < n; i++) { ULONG t = 0; if (o[i]) t = o[i]->Twice(1); *r += t; } return S_OK; }
  HRESULT CountObjectsPlain(ULONG n, IShapes **o, ULONG *r) override { return CountObjects(n, o, r); }
  HRESULT CountTexts(ULONG n, LPCWSTR *t, ULONG *r) override { *r = 0; for (ULONG i = 0; i < n; i++) *r += units(t[i]); return S_OK; }
  HRESULT Call(SHAPE_CALLBACK f, DWORD v, DWORD *r) override { *r = f(v); return S_OK; }
  HRESULT EchoPair(PAIR v, PAIR *r) override { *r = v; return S_OK; }
  HRESULT EchoBig(BIG v, BIG *r) override { *r = v; return S_OK; }
  HRESULT EchoPairRef(const PAIR *v, PAIR *r) override { *r = *v; return S_OK; }
  HRESULT SwapPair(PAIR *v) override { DWORD l = v->left; v->left = (DWORD)v->right; v->right = l; return S_OK; }
  HRESULT SumPairs(ULONG n, const PAIR *p, ULONG64 *r) override { *r = 0; for (ULONG i = 0; i < n; i++) *r += p[i].left + p[i].right; return S_OK; }
  HRESULT GetPairs(ULONG max, ULONG *count, PAIR *p) override { *count = max < 2 ? max : 2; for (ULONG i = 0; i < *count; i++) p[i] = {i, i + 100ull}; return S_OK; }
  HRESULT FillPairs(ULONG *count, PAIR *p) override { if (*count > 2) *count = 2; for (ULONG i = 0; i < *count; i++) p[i] = {i, i + 100ull}; return S_OK; }
  HRESULT UpdatePairs(ULONG max, PAIR *p, ULONG *count) override { for (ULONG i = 0; i < max; i++) p[i].left++; *count = max; return S_OK; }
  HRESULT NextEnum(HCORENUM *h, mdTypeDef *t, ULONG max, ULONG *count) override { uintptr_t at = *h ? (uintptr_t)*h : 1; ULONG n = 0; while (n < max && at <= 5) t[n++] = 0x02000000 | (ULONG)at++; *h = (HCORENUM)at; *count = n; return n ? S_OK : S_FALSE; }
  HRESULT IncrementU32(DWORD *v) override { ++*v; return S_OK; }
  HRESULT IncrementAddress(CORDB_ADDRESS *v) override { ++*v; return S_OK; }
  HRESULT IncrementSize(SIZE_T *v) override { ++*v; return S_OK; }
  HRESULT UpdateBytes(ULONG n, BYTE *b) override { for (ULONG i = 0; i < n; i++) b[i] ^= 0xff; return S_OK; }
  HRESULT GetBytes(ULONG max, BYTE *b, ULONG *count) override { return next<BYTE>(b, max, count, 10, 1); }
  HRESULT GetAllBytes(ULONG n, BYTE *b) override { return fill<BYTE>(b, n, 10, 1); }
  HRESULT FillBytes(BYTE *b, ULONG *n) override { if (*n > 3) *n = 3; return fill<BYTE>(b, *n, 10, 1); }
  HRESULT GetHresults(ULONG n, HRESULT *r) override { return fill<HRESULT>(r, n, E_FAIL, 1); }
  HRESULT GetLongs(ULONG n, int *r) override { return fill<int>(r, n, -1, -1); }
  HRESULT GetDwords(ULONG n, ULONG32 *r) override { return fill<ULONG32>(r, n, 0xfffffffeu, 1); }
  HRESULT NextDwords(ULONG max, ULONG32 *r, ULONG *count) override { return next<ULONG32>(r, max, count, 7, 1); }
  HRESULT GetTokens(ULONG n, mdTypeDef *r) override { return fill<mdTypeDef>(r, n, 0x02000001, 1); }
  HRESULT GetAddresses(ULONG n, CORDB_ADDRESS *r) override { return fill<CORDB_ADDRESS>(r, n, 0xffffffff00000000ull, 1); }
  HRESULT NextAddresses(ULONG max, CORDB_ADDRESS *r, ULONG *count) override { return next<CORDB_ADDRESS>(r, max, count, 0xffffffff00000000ull, 1); }
  HRESULT NextIds(ULONG max, ULONG *count, FunctionID *r) override { return next<FunctionID>(r, max, count, 1000, 1000); }
  HRESULT NextSizes(ULONG max, ULONG *count, SIZE_T *r) override { return next<SIZE_T>(r, max, count, 1000, 1000); }
  HRESULT NextObjects(ULONG max, IShapes **r, ULONG *count) override { *count = max < 2 ? max : 2; for (ULONG i = 0; i < *count; i++) r[i] = new Shapes; return S_OK; }
  HRESULT SumBools(ULONG n, BOOL *v, ULONG64 *r) override { return sum(v, n, r); }
  HRESULT SumLongs(ULONG n, int *v, ULONG64 *r) override { return sum(v, n, r); }
  HRESULT SumDwords(ULONG n, ULONG32 *v, ULONG64 *r) override { return sum(v, n, r); }
  HRESULT SumTokens(ULONG n, mdTypeDef *v, ULONG64 *r) override { return sum(v, n, r); }
  HRESULT SumAddresses(ULONG n, CORDB_ADDRESS *v, ULONG64 *r) override { return sum(v, n, r); }
  HRESULT SumBytes(ULONG n, BYTE *v, ULONG64 *r) override { return sum(v, n, r); }
  HRESULT SumIds(ULONG n, FunctionID *v, ULONG64 *r) override { return sum(v, n, r); }
  HRESULT SumSizes(ULONG n, SIZE_T *v, ULONG64 *r) override { return sum(v, n, r); }
  HRESULT text(WCHAR *to, ULONG room, uint32_t *needed) { ULONG n = (ULONG)name.size() + 1; *needed = n; if (room < n) return TOO_SMALL; memcpy(to, name.c_str(), n * 2); return S_OK; }
  HRESULT GetNameMetadata(LPWSTR to, ULONG room, ULONG *needed, DWORD *flags) override { *flags = 5; ULONG n = (ULONG)name.size() + 1; *needed = n; memcpy(to, name.c_str(), (room < n ? room : n) * 2); return room < n ? 0x00131106 : S_OK; }
  HRESULT GetNameDebugging(ULONG32 room, ULONG32 *needed, WCHAR *to) override { return text(to, room, needed); }
  HRESULT GetNameHosting(LPWSTR to, DWORD *io) override { return text(to, *io, io); }
  HRESULT SetNameLength(ULONG length) override { name.assign(length, u'x'); return S_OK; }
  HRESULT GetNarrowName(LPSTR to, ULONG room, ULONG *needed) override { *needed = 6; if (room < 6) return TOO_SMALL; memcpy(to, "shape", 6); return S_OK; }
  HRESULT Nop() override { return S_OK; }
  HRESULT Fail(HRESULT v) override { return v; }
  BOOL IsValid(mdToken v) override { return (v >> 24) == 2; }
  PVOID AddressOf(ULONG v) override { return (PVOID)(uintptr_t)v; }
  ULONG Twice(ULONG v) override { return 2 * v; }
  SIZE_T TwiceSize(SIZE_T v) override { return 2 * v; }
  void Forget(HCORENUM) override {}
  HRESULT CallOnThread(IShapes *object, ULONG times) override { object->AddRef(); HRESULT hr = S_OK; std::thread t([&] { for (ULONG i = 0; i < times; i++) { DWORD r = 0; HRESULT h = object->EchoU32(i, &r); if (h < 0) hr = h; else if (r != i) hr = E_FAIL; } object->Release(); }); t.join(); return hr; }
  HRESULT EchoSigned(int v, int *r) override { *r = v; return S_OK; }
  LONG Negative(LONG v) override { return -v; }
  BOOLEAN Not(BOOLEAN v) override { return !v; }
  SHAPE KindOf(ULONG v) override { return v ? SHAPE_ROUND : SHAPE_NONE; }
  HRESULT GetCutName(LPSTR name, ULONG cch) override { strncpy(name, "shape", cch); if (cch) name[cch - 1] = 0; return S_OK; }
  IShapes *ReturnObject(IShapes *v) override { if (v) v->AddRef(); return v; }
  HRESULT ReplaceText(LPWSTR to, DWORD *io) override { if (!to) { *io = 2; return S_OK; } std::u16string given = to; name = u"<" + given + u">"; HRESULT hr = text(to, *io, io); name = u"Größe"; return hr; }
  HRESULT OptionalNarrowText(LPCSTR v, BOOL *isNull) override { *isNull = !v; return S_OK; }
  HRESULT OptionalPair(const PAIR *v, BOOL *isNull) override { *isNull = !v; return S_OK; }
  HRESULT FillRange(ULONG count, PAIR *r, ULONG *needed) override { *needed = 3; for (ULONG i = 0; i < count && i < 3; i++) r[i] = {i, 7}; return S_OK; }
  HRESULT GetBstrs(ULONG count, BSTR *r, ULONG *n) override { *n = count < 2 ? count : 2; for (ULONG i = 0; i < *n; i++) r[i] = SysAllocStringLen(u"ab", i + 1); return S_OK; }
  HRESULT GetShapes(ULONG n, IShapes **r) override { for (ULONG i = 0; i < n; i++) r[i] = new Shapes; return S_OK; }
  HRESULT OptionalPairs(ULONG n, const PAIR *v, BOOL *isNull) override { *isNull = !v; return v || !n ? S_OK : E_POINTER; }
  HRESULT OptionalBstr(BSTR v, BOOL *isNull) override { *isNull = !v; return S_OK; }
  HRESULT OptionalCallback(SHAPE_CALLBACK v, BOOL *isNull) override { *isNull = !v; return S_OK; }
  HRESULT OptionalDwords(ULONG count, ULONG32 *values, BOOL *isNull) override { *isNull = !values; return values || !count ? S_OK : E_POINTER; }
  HRESULT OptionalIds(ULONG count, FunctionID *ids, BOOL *isNull) override { *isNull = !ids; return ids || !count ? S_OK : E_POINTER; }
  HRESULT Next(ULONG celt, IShapes **r, ULONG *fetched) override { *fetched = celt < 100 ? celt : 100; for (ULONG i = 0; i < *fetched; i++) r[i] = new Shapes; return *fetched == celt ? S_OK : S_FALSE; }
  HRESULT EchoOffset(intptr_t v, intptr_t *r) override { *r = v; return S_OK; }
  HRESULT OptionalTexts(ULONG count, LPCWSTR *texts, BOOL *isNull) override { *isNull = !texts; return texts || !count ? S_OK : E_POINTER; }
  HRESULT OptionalLongs(ULONG count, int *values, BOOL *isNull) override { *isNull = !values; return values || !count ? S_OK : E_POINTER; }
  HRESULT OptionalBytes(ULONG count, BYTE *bytes, BOOL *isNull) override { *isNull = !bytes; return bytes || !count ? S_OK : E_POINTER; }
  HRESULT OptionalSizes(ULONG count, SIZE_T *sizes, BOOL *isNull) override { *isNull = !sizes; return sizes || !count ? S_OK : E_POINTER; }
};

#define CHECK(condition) do { if (!(condition)) return __LINE__; } while (0)

static DWORD twice(DWORD v) { return 2 * v; }

// Calls every method of an implementation in JavaScript; the line of the first wrong answer, or 0.
static ULONG drive(IShapes *o) {
  DWORD d; USHORT s; LONG l; ULONG64 q; LONGLONG i; SIZE_T z; BOOL b; BOOLEAN b8; HRESULT h; double f; SHAPE e; FunctionID id; LPVOID p; ULONG n, n2; GUID g;
  CHECK(!o->EchoU8(200, &d) && d == 200); CHECK(!o->EchoU16(65535, &s) && s == 65535); CHECK(!o->EchoU32(4000000000u, &d) && d == 4000000000u);
  CHECK(!o->EchoI32(-5, &l) && l == -5); CHECK(!o->EchoU64(~0ull, &q) && q == ~0ull); CHECK(!o->EchoI64(-7, &i) && i == -7); CHECK(!o->EchoSize(12, &z) && z == 12);
  CHECK(!o->EchoBool(1, &b) && b == 1); CHECK(!o->EchoBoolean(1, &b8) && b8 == 1); CHECK(!o->EchoHresult(E_FAIL, &h) && h == E_FAIL); CHECK(!o->EchoFloat(1.5f, &f) && f == 1.5);
  CHECK(!o->EchoEnum(SHAPE_ROUND, &e) && e == SHAPE_ROUND); CHECK(!o->EchoFlags(0x80000001u, &d) && d == 0x80000001u); CHECK(!o->EchoToken(0x02000007, &d) && d == 0x02000007);
  CHECK(!o->EchoAddress(1ull << 63, &q) && q == 1ull << 63); CHECK(!o->EchoId(77, &id) && id == 77); CHECK(!o->EchoPointer((void *)99, &p) && p == (void *)99);
  LPCWSTR w; CHECK(!o->EchoWideText(u"päö", &n, &w) && n == 3 && std::u16string(w) == u"päö"); LPCSTR c; CHECK(!o->EchoText("abc", &n, &c) && n == 3 && std::string(c) == "abc");
  struct { uint32_t bytes; WCHAR text[4]; } bs = {6, {u'x', u'y', u'z', 0}}; BSTR made; CHECK(!o->EchoBstr(bs.text, &n, &made) && n == 3 && ((uint32_t *)made)[-1] == 6 && made[2] == u'z'); SysFreeString(made);
  CHECK(!o->EchoGuidValue(IID_IShapes, &g) && same(g, IID_IShapes)); CHECK(!o->EchoGuid(IID_IShapes, &g) && same(g, IID_IShapes));
  CHECK(!o->OptionalText(nullptr, &b) && b); CHECK(!o->OptionalObject(nullptr, &b) && b); CHECK(!o->OptionalGuid(nullptr, &b) && b);
  Shapes *mine = new Shapes; IShapes *back; CHECK(!o->EchoObject(mine, &back) && back == mine && mine->references >= 2); back->Release();
  void *as; CHECK(!o->GetAs(IID_IShapes, &as) && as == o); o->Release(); IShapes *two[2] = {mine, mine};
  CHECK(!o->CountObjects(2, two, &n) && n == 2); LPCWSTR texts[2] = {u"ab", u"cde"}; CHECK(!o->CountTexts(2, texts, &n) && n == 5);
  PAIR pair, pairs[4] = {{1, 2}, {3, 4}}; CHECK(!o->EchoPair({5, 6}, &pair) && pair.left == 5 && pair.right == 6); BIG big = {}, big2 = {}; big.kind = SHAPE_ROUND; memcpy(big.name, u"big", 8); big.pair = {8, 9}; big.whole = 10; big.low = 5; big.high = 1 << 20; big.id = IID_IShapes; big.bytes[2] = 3;
  CHECK(!o->EchoBig(big, &big2) && big2.kind == SHAPE_ROUND && big2.name[2] == u'g' && big2.pair.right == 9 && big2.whole == 10 && big2.low == 5 && big2.high == 1 << 20 && same(big2.id, IID_IShapes) && big2.bytes[2] == 3);
  CHECK(!o->EchoPairRef(&pairs[1], &pair) && pair.left == 3); pair = {1, 2}; CHECK(!o->SwapPair(&pair) && pair.left == 2 && pair.right == 1);
  CHECK(!o->SumPairs(2, pairs, &q) && q == 10); CHECK(!o->GetPairs(4, &n, pairs) && n == 2 && pairs[1].right == 101); n = 4; CHECK(!o->FillPairs(&n, pairs) && n == 2 && pairs[1].left == 1);
  CHECK(!o->UpdatePairs(2, pairs, &n) && n == 2 && pairs[1].left == 2);
  HCORENUM en = nullptr; mdTypeDef tk[4]; CHECK(o->NextEnum(&en, tk, 4, &n) == S_OK && n == 2 && tk[1] == 0x02000002 && en == (void *)3); CHECK(o->NextEnum(&en, tk, 4, &n) == S_FALSE && n == 0);
  d = 1; CHECK(!o->IncrementU32(&d) && d == 2); q = 1; CHECK(!o->IncrementAddress(&q) && q == 2); z = 1; CHECK(!o->IncrementSize(&z) && z == 2);
  BYTE by[4] = {0, 1, 2, 3}; CHECK(!o->UpdateBytes(4, by) && by[0] == 255 && by[3] == 252); CHECK(!o->GetBytes(4, by, &n) && n == 3 && by[2] == 12); CHECK(!o->GetAllBytes(4, by) && by[3] == 13); n = 4; CHECK(!o->FillBytes(by, &n) && n == 3 && by[2] == 12);
  HRESULT hs[2]; CHECK(!o->GetHresults(2, hs) && hs[0] == E_FAIL); int ls[3]; CHECK(!o->GetLongs(3, ls) && ls[2] == -3); ULONG32 ds[3]; CHECK(!o->GetDwords(3, ds) && ds[2] == 0); CHECK(!o->NextDwords(3, ds, &n) && n == 3 && ds[0] == 7);
  CHECK(!o->GetTokens(2, tk) && tk[1] == 0x02000002); CORDB_ADDRESS as2[3]; CHECK(!o->GetAddresses(2, as2) && as2[1] == 0xffffffff00000001ull); CHECK(!o->NextAddresses(3, as2, &n) && n == 3); FunctionID ids[3]; CHECK(!o->NextIds(3, &n, ids) && n == 3 && ids[2] == 3000); SIZE_T zs[3]; CHECK(!o->NextSizes(3, &n, zs) && zs[2] == 3000);
  IShapes *os[3]; CHECK(!o->NextObjects(3, os, &n) && n == 1 && os[0] == o); os[0]->Release();
  BOOL bv[2] = {1, 1}; CHECK(!o->SumBools(2, bv, &q) && q == 2); int iv[2] = {5, -2}; CHECK(!o->SumLongs(2, iv, &q) && q == 3); ULONG32 dv[2] = {1, 2}; CHECK(!o->SumDwords(2, dv, &q) && q == 3); CHECK(!o->SumTokens(2, dv, &q) && q == 3);
  ULONG64 qv[2] = {1, 2}; CHECK(!o->SumAddresses(2, qv, &q) && q == 3); BYTE yv[2] = {200, 100}; CHECK(!o->SumBytes(2, yv, &q) && q == 300); FunctionID fv[2] = {1, 2}; CHECK(!o->SumIds(2, fv, &q) && q == 3); SIZE_T zv[2] = {1, 2}; CHECK(!o->SumSizes(2, zv, &q) && q == 3);
  WCHAR wb[16]; CHECK(!o->GetNameMetadata(wb, 16, &n, &d) && n == 6 && d == 5 && std::u16string(wb) == u"Größe"); uint32_t u; CHECK(!o->GetNameDebugging(16, &u, wb) && u == 6); CHECK(o->GetNameDebugging(2, &u, wb) == TOO_SMALL && u == 6); u = 16; CHECK(!o->GetNameHosting(wb, &u) && u == 6);
  CHECK(!o->SetNameLength(3)); char nb[8]; CHECK(!o->GetNarrowName(nb, 8, &n2) && n2 == 6 && std::string(nb) == "shape");
  CHECK(o->Nop() == S_OK); CHECK(o->Fail(E_FAIL) == E_FAIL); CHECK(o->Fail(S_FALSE) == S_FALSE); CHECK(o->IsValid(0x02000001)); CHECK(!o->IsValid(1)); CHECK(o->AddressOf(9) == (void *)9); CHECK(o->Twice(4) == 8); CHECK(o->TwiceSize(4) == 8); o->Forget(nullptr);
  CHECK(o->CallOnThread(mine, 1) == (HRESULT)0x80004001); // left out: E_NOTIMPL
  int sign; CHECK(!o->EchoSigned(-1, &sign) && sign == -1); CHECK(o->Negative(5) == -5); CHECK(o->Not(0) == 1 && o->Not(1) == 0); CHECK(o->KindOf(1) == SHAPE_ROUND);
  char cut[8]; CHECK(!o->GetCutName(cut, 8) && std::string(cut) == "shape");
  ULONG before = mine->references; CHECK(!o->ReturnObject(nullptr)); CHECK(o->ReturnObject(mine) == mine && mine->references >= before + 1); mine->Release();
  u = 16; memcpy(wb, u"old", 8); CHECK(!o->ReplaceText(wb, &u) && u == 6 && std::u16string(wb) == u"<old>"); CHECK(!o->ReplaceText(nullptr, &u));
  CHECK(!o->OptionalNarrowText(nullptr, &b) && b); CHECK(!o->OptionalPair(nullptr, &b) && b); CHECK(!o->OptionalIds(0, nullptr, &b) && b); CHECK(!o->FillRange(4, pairs, &n) && n == 3 && pairs[2].left == 2); BSTR bstrs[2]; CHECK(!o->GetBstrs(2, bstrs, &n) && n == 2 && bstrs[1][1] == u'b'); for (BSTR one : bstrs) SysFreeString(one); CHECK(!o->GetShapes(2, os) && os[0] == o && os[1] == o); os[0]->Release(); os[1]->Release(); CHECK(!o->OptionalPairs(0, nullptr, &b) && b); CHECK(!o->OptionalPairs(2, pairs, &b) && !b);
  CHECK(!o->OptionalBstr(nullptr, &b) && b); CHECK(!o->OptionalCallback(nullptr, &b) && b); CHECK(!o->Call(twice, 21, &d) && d == 42); CHECK(!o->OptionalDwords(0, nullptr, &b) && b); CHECK(!o->OptionalDwords(2, dv, &b) && !b); CHECK(!o->OptionalPair(&pair, &b) && !b); CHECK(!o->OptionalIds(2, fv, &b) && !b);
  IShapes *elements[3]; CHECK(o->Next(3, elements, &n) == S_FALSE && n == 1 && elements[0] == o); elements[0]->Release();
  intptr_t offset; CHECK(!o->EchoOffset(-9, &offset) && offset == -9);
  CHECK(!o->OptionalTexts(0, nullptr, &b) && b); CHECK(!o->OptionalTexts(2, texts, &b) && !b); CHECK(!o->OptionalLongs(0, nullptr, &b) && b); CHECK(!o->OptionalLongs(2, iv, &b) && !b);
  CHECK(!o->OptionalBytes(0, nullptr, &b) && b); CHECK(!o->OptionalBytes(2, yv, &b) && !b); CHECK(!o->OptionalSizes(0, nullptr, &b) && b); CHECK(!o->OptionalSizes(2, zv, &b) && !b);
  void *none; GUID unknown = {1, 2, 3, {4}}; CHECK(o->QueryInterface(unknown, &none) == E_NOINTERFACE && !none);
  CHECK(mine->Release() <= 8); // what JavaScript still holds goes with its objects
  return 0;
}

extern "C" HRESULT CreateShapes(const GUID &iid, void **r) { Shapes *s = new Shapes; HRESULT hr = s->QueryInterface(iid, r); s->Release(); return hr; }
extern "C" ULONG DriveShapes(IShapes *object) { return drive(object); }
extern "C" ULONG LiveShapes() { return live; }

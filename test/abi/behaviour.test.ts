import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CompileFolder, emitHeaders, factsModel, hasProgram, run } from './generated-headers.ts';

const folder = new CompileFolder();

beforeAll(async () => folder.writeAll(emitHeaders(await factsModel())));
afterAll(() => folder.remove());

/** Every line `CHECK(...)` that fails prints itself and its line. */
const PRELUDE = `
#include <clr.h>
#include <corprof_default.h>
#include <cordebug_default.h>
#include <cstdio>
#include <cstring>
static int failures = 0;
#define CHECK(condition) do { if (!(condition)) { ++failures; std::printf("line %d: %s\\n", __LINE__, #condition); } } while (0)
`;

async function runs(compiler: string, name: string, body: string): Promise<void> {
  const file = folder.write(`${name}.cpp`, `${PRELUDE}${body}`);
  const program = `${folder.path}/${name}-${compiler}`;
  const flags = ['-std=c++14', '-Wall', '-Wextra', '-Werror', '-pthread', `-I${folder.path}/cpp`];
  expect((await run(compiler, [...flags, file, '-o', program])).output).toBe('');
  expect(await run(program, [])).toEqual({ ok: true, output: '' });
}

for (const compiler of ['g++', 'clang++']) {
  describe.skipIf(!hasProgram(compiler))(`generated code with ${compiler}`, () => {
    it('compresses and reads signatures as ECMA-335 II.23.2 shows', async () => {
      await runs(
        compiler,
        'signature',
        `
struct Example { ULONG value; ULONG size; BYTE bytes[4]; };
// The examples of the standard.
static const Example examples[] = {
  {0x03, 1, {0x03}}, {0x7f, 1, {0x7f}}, {0x80, 2, {0x80, 0x80}}, {0x2e57, 2, {0xae, 0x57}},
  {0x3fff, 2, {0xbf, 0xff}}, {0x4000, 4, {0xc0, 0x00, 0x40, 0x00}}, {0x1fffffff, 4, {0xdf, 0xff, 0xff, 0xff}},
};
struct Signed { int value; ULONG size; BYTE bytes[4]; };
static const Signed integers[] = {
  {3, 1, {0x06}}, {-3, 1, {0x7b}}, {64, 2, {0x80, 0x80}}, {-64, 1, {0x01}}, {8192, 4, {0xc0, 0x00, 0x40, 0x00}},
  {-8192, 2, {0x80, 0x01}}, {268435455, 4, {0xdf, 0xff, 0xff, 0xfe}}, {-268435456, 4, {0xc0, 0x00, 0x00, 0x01}},
};
int main() {
  BYTE out[4];
  for (const Example &e : examples) {
    CHECK(CorSigCompressData(e.value, out) == e.size && !std::memcmp(out, e.bytes, e.size));
    uint32_t value = 0, size = 0;
    CHECK(CorSigUncompressData(e.bytes, 4, &value, &size) == S_OK && value == e.value && size == e.size);
    CHECK(CorSigUncompressData(e.bytes, e.size - 1, &value, &size) != S_OK);
    PCCOR_SIGNATURE at = e.bytes;
    CHECK(CorSigUncompressData(at) == e.value && at == e.bytes + e.size);
  }
  for (const Signed &e : integers) {
    CHECK(CorSigCompressSignedInt(e.value, out) == e.size && !std::memcmp(out, e.bytes, e.size));
    int value = 0;
    CHECK(CorSigUncompressSignedInt(e.bytes, &value) == e.size && value == e.value);
  }
  CHECK(CorSigCompressData(0x20000000, out) == static_cast<ULONG>(-1));
  CHECK(CorSigCompressToken(0x01000012, out) == 1 && out[0] == 0x49);
  const BYTE token[] = {0x49};
  mdToken read = 0;
  CHECK(CorSigUncompressToken(token, &read) == 1 && read == 0x01000012);
  const BYTE modified[] = {ELEMENT_TYPE_CMOD_OPT, 0x49, ELEMENT_TYPE_I4};
  PCCOR_SIGNATURE at = modified;
  CHECK(CorSigEatCustomModifiersAndUncompressElementType(at) == ELEMENT_TYPE_I4 && at == modified + 3);
  CHECK(TypeFromToken(0x02000005) == mdtTypeDef && RidFromToken(0x02000005) == 5 && IsNilToken(mdTypeDefNil));
  CHECK(TokenFromRid(5, mdtTypeDef) == 0x02000005);
  CHECK(IsTdInterface(tdInterface) && IsTdNestedPublic(tdNestedPublic) && !IsTdNested(tdPublic) && IsMdStatic(mdStatic));
  CHECK(IsFdLiteral(fdLiteral) && !IsFdPublic(fdPrivate));
  return failures;
}
`,
      );
    });

    it('gives implementers IUnknown, the whole base chain, and methods that succeed or are not there', async () => {
      await runs(
        compiler,
        'defaults',
        `
#include <thread>
#include <vector>
static int destroyed = 0;
struct Profiler : clr::ICorProfilerCallback4Default {
  int started = 0;
  HRESULT STDMETHODCALLTYPE Initialize(IUnknown *) override { ++started; return S_OK; }
  ~Profiler() override { ++destroyed; }
};
struct Target : clr::ICorDebugDataTargetDefault {};
int main() {
  Profiler *profiler = new Profiler;
  void *found = nullptr;
  for (const IID &iid : {IID_IUnknown, IID_ICorProfilerCallback, IID_ICorProfilerCallback2, IID_ICorProfilerCallback3, IID_ICorProfilerCallback4}) {
    CHECK(profiler->QueryInterface(iid, &found) == S_OK && found == static_cast<ICorProfilerCallback4 *>(profiler));
    CHECK(profiler->Release() == 1);
  }
  CHECK(profiler->QueryInterface(IID_ICorProfilerCallback5, &found) == E_NOINTERFACE && found == nullptr);
  CHECK(profiler->QueryInterface(IID_IUnknown, nullptr) == E_POINTER);
  ICorProfilerCallback *callback = profiler;
  CHECK(callback->Initialize(nullptr) == S_OK && profiler->started == 1);
  CHECK(callback->Shutdown() == S_OK && callback->ModuleLoadStarted(1) == S_OK);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([profiler] { for (int n = 0; n < 10000; ++n) { profiler->AddRef(); profiler->Release(); } });
  for (std::thread &thread : threads) thread.join();
  CHECK(profiler->Release() == 0 && destroyed == 1);
  Target *target = new Target;
  CorDebugPlatform platform;
  CHECK(target->GetPlatform(&platform) == E_NOTIMPL);
  target->Release();
  return failures;
}
`,
      );
    });

    it('looks HRESULTs up', async () => {
      await runs(
        compiler,
        'hresult',
        `
int main() {
  CHECK(clr::is(COR_E_FILELOAD, clr::hresult::cor_e_fileload));
  CHECK(!std::strcmp(clr::hresult_name(static_cast<HRESULT>(0x80131621)), "COR_E_FILELOAD"));
  CHECK(clr::hresult_name(0x12345678) == nullptr && clr::hresult_description(0x12345678)[0] == 0);
  CHECK(clr::hresult_name(static_cast<HRESULT>(0xffffffff)) == nullptr);
  CHECK(clr::facility_of(COR_E_FILELOAD) == 19 && clr::code_of(COR_E_FILELOAD) == 0x1621);
  CHECK(clr::severity_of(COR_E_FILELOAD) == 1 && clr::failed(COR_E_FILELOAD) && clr::succeeded(S_FALSE));
  CHECK(!std::strcmp(clr::hresult_name(S_OK), "S_OK") && !std::strcmp(clr::hresult_name(E_NOTIMPL), "E_NOTIMPL"));
  return failures;
}
`,
      );
    });
  });
}

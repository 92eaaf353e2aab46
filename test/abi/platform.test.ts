import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPlatformTypeWhole } from '../../src/model/platform-structs.ts';
import { CompileFolder, emitHeaders, factsModel, hasProgram, root, run } from './generated-headers.ts';

const folder = new CompileFolder();
const layer = path.join(root, 'test/fixtures/emit/pal');
const profilerHeaders = ['cor.h', 'corhdr.h', 'corprof.h', 'corerror.h', 'corprof_default.h'];
const allHeaders = ['cordebug.h', 'corsym.h', 'metahost.h', 'mscoree.h', 'xclrdata.h', 'fusion.h', 'clr_hresult.h'];

beforeAll(async () => folder.writeAll(emitHeaders(await factsModel())));
afterAll(() => folder.remove());

async function compiles(compiler: string, source: string, args: readonly string[]): Promise<void> {
  const file = folder.write(`platform-${compiler}.cpp`, source);
  const flags = ['-std=c++11', '-Wall', '-Wextra', '-Werror', '-fsyntax-only', `-I${folder.path}/cpp`, ...args];
  const result = await run(compiler, [...flags, file]);
  expect(result.output.slice(0, 4000)).toBe('');
}

function include(names: readonly string[]): string {
  return names.map((name) => `#include <${name}>\n`).join('');
}

for (const compiler of ['g++', 'clang++']) {
  describe.skipIf(!hasProgram(compiler))(`platform layers with ${compiler}`, () => {
    it('recognises a layer by its headers and leaves its types alone', async () => {
      await compiles(compiler, include([...profilerHeaders, ...allHeaders]), ['-isystem', layer]);
    });

    it('recognises a layer by its macros', async () => {
      await compiles(compiler, include(['unknwn.h', ...profilerHeaders]), ['-isystem', layer]);
    });

    it('lets a client define an IID itself and take it by __uuidof', async () => {
      const client = [
        include(['unknwn.h', 'corprof.h']),
        'const IID IID_ICorProfilerInfo = {1, 2, 3, {1} };',
        'const IID &iid() { return __uuidof(ICorProfilerInfo); }',
      ];
      await compiles(compiler, client.join('\n'), ['-isystem', layer]);
    });

    it('defines the GUIDs that the originals define, and only declares those that clients link', async () => {
      const source = [
        include(['unknwn.h', 'cor.h', 'metahost.h', 'corprof.h']),
        'extern "C" const IID IID_ICorProfilerCallback = {7, 0, 0, {0} };',
        'int main() {',
        '  return IID_IMetaDataImport2.Data1 == 0xfce5efa0 && CLSID_CLRMetaHost.Data1 == 0x9280188d &&',
        '         IID_ICorProfilerCallback.Data1 == 7 && clr::uuid_of<ICorProfilerCallback>().Data1 == 0x176fbed1 ? 0 : 1;',
        '}',
      ];
      const program = `${folder.path}/guids-${compiler}`;
      const file = folder.write(`guids-${compiler}.cpp`, source.join('\n'));
      const flags = ['-std=c++11', '-isystem', layer, `-I${folder.path}/cpp`, file, '-o', program];
      expect((await run(compiler, flags)).output).toBe('');
      expect((await run(program, [])).ok).toBe(true);
    });

    it('can be told to use its own types', async () => {
      const own = `${include(profilerHeaders)}const IID &iid() { return __uuidof(ICorProfilerInfo); }\n`;
      await compiles(compiler, own, ['-DCLR_PLATFORM_NATIVE=0', '-idirafter', layer]);
    });

    it('gives __uuidof with and without the extensions of the compiler', async () => {
      const source = `${include(['corprof.h'])}const IID &iid() { return __uuidof(ICorProfilerInfo); }\n`;
      await compiles(compiler, source, []);
      if (compiler === 'clang++') {
        await compiles(compiler, source, ['-fms-extensions', '-Wno-language-extension-token']);
        await compiles(compiler, source, ['-fdeclspec']);
      }
    });

    it('defines every structure of Windows that a value can be of', async () => {
      const { platform } = (await factsModel()).types;
      const whole = Object.entries(platform).flatMap(([name, { canonical }]) =>
        /^struct[^*]*$/.test(canonical) && isPlatformTypeWhole(name, platform) ? [name] : [],
      );
      expect(whole).toContain('GUID');
      const headers = include([...profilerHeaders, ...allHeaders]);
      await compiles(compiler, headers + whole.map((name) => `static_assert(sizeof(${name}) > 0, "");\n`).join(''), []);
    });

    it('checks the widths of a layer when asked', async () => {
      await compiles(compiler, include(profilerHeaders), ['-DCLR_CHECK_LAYOUT', '-isystem', layer]);
    });

    it('leaves IMAGE_DATA_DIRECTORY to whoever has it', async () => {
      const directory =
        'typedef struct _IMAGE_DATA_DIRECTORY { DWORD VirtualAddress; DWORD Size; } IMAGE_DATA_DIRECTORY;\n';
      for (const macro of ['_NTIMAGE_', '_WINNT_', 'IMAGE_DATA_DIRECTORY_DEFINED']) {
        const source = `#include <unknwn.h>\n#undef _WINNT_\n#define ${macro}\n${directory}#include <corhdr.h>\nIMAGE_COR20_HEADER h;\n`;
        await compiles(compiler, source, ['-isystem', layer]);
      }
      await compiles(compiler, '#include <corhdr.h>\nIMAGE_DATA_DIRECTORY d;\nIMAGE_COR20_HEADER h;\n', []);
    });

    it('honours and defines the include guards of the originals', async () => {
      const guards = {
        'corerror.h': '__COMMON_LANGUAGE_RUNTIME_HRESULTS__',
        'corhdr.h': '__CORHDR_H__',
        'cor.h': '_COR_H_',
        'corprof.h': '__corprof_h__',
        'mscoree.h': '__mscoree_h__',
      };
      const source = Object.entries(guards).map(
        ([header, guard]) => `#include <${header}>\n#ifndef ${guard}\n#error ${guard}\n#endif\n`,
      );
      await compiles(compiler, source.join(''), []);
      await compiles(compiler, '#define __corprof_h__\n#include <corprof.h>\nstruct ICorProfilerInfo {};\n', []);
    });

    it('packs structures as MIDL does, whatever packing the client has in force', async () => {
      const client = [
        '#pragma pack(push, 1)',
        include([...profilerHeaders, ...allHeaders]),
        'struct Before { char a; long long b; };',
        'static_assert(sizeof(Before) == 9 && sizeof(CodeChunkInfo) == 16, "packed by one, by eight");',
        '#pragma pack(pop)',
        'struct After { char a; long long b; };',
        'static_assert(sizeof(After) == 16, "packed by default");',
      ].join('\n');
      await compiles(compiler, client, []);
      await compiles(compiler, client, ['-isystem', layer, '-DCLR_CHECK_LAYOUT']);
    });

    it("leaves Windows' own names to a platform, and has them without one", async () => {
      const names = ['ERROR_INSUFFICIENT_BUFFER', 'STATUS_SUCCESS', 'WBEM_E_FAILED', 'PDH_FMT_LONG'];
      const headers = include(['corerror.h', 'perfcounter.h']);
      const source = (directive: string) =>
        names.map((name) => `#${directive} ${name}\n#error ${name}\n#endif\n`).join('');
      await compiles(compiler, `${headers}${source('ifndef')}`, []);
      await compiles(compiler, `${headers}${source('ifdef')}`, ['-isystem', layer]);
      await compiles(compiler, `${headers}HRESULT hr = COR_E_ARGUMENT | E_FAIL;\n`, ['-isystem', layer]);
    });

    it('takes another type for WCHAR', async () => {
      const source =
        '#include <cor.h>\nvoid f(IMetaDataDispenser *d) { d->OpenScope(nullptr, 0, IID_IUnknown, nullptr); }\n';
      await compiles(compiler, source, ['-DCLR_WCHAR=unsigned short']);
    });
  });
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CompileFolder, emitHeaders, factsModel, hasProgram, run } from './generated-headers.ts';

const WARNINGS = ['-Wall', '-Wextra', '-Wpedantic', '-Werror'];
const folder = new CompileFolder();
let headers: string[] = [];
let model: Awaited<ReturnType<typeof factsModel>>;

beforeAll(async () => {
  model = await factsModel();
  const files = emitHeaders(model);
  folder.writeAll(files);
  headers = files.map((file) => file.path).filter((file) => file.endsWith('.h'));
});
afterAll(() => folder.remove());

function includes(names: readonly string[]): string {
  return names.map((name) => `#include "${name}"\n`).join('');
}

async function compile(compiler: string, args: readonly string[], source: string, name: string): Promise<void> {
  const file = folder.write(name, source);
  const result = await run(compiler, [...args, ...WARNINGS, '-fsyntax-only', `-I${folder.path}`, file]);
  expect(result.output.slice(0, 4000)).toBe('');
  expect(result.ok).toBe(true);
}

it('emits headers, definitions and base classes', () => {
  const names = headers.map((file) => file.replace('cpp/', ''));
  for (const name of [
    'mscoree.h',
    'metahost.h',
    'cordebug.h',
    'corprof.h',
    'cor.h',
    'corhdr.h',
    'corsym.h',
    'corpub.h',
  ]) {
    expect(names).toContain(name);
  }
  for (const name of ['corerror.h', 'fusion.h', 'xclrdata.h', 'gchost.h', 'strongname.h', 'alink.h', 'dbgshim.h']) {
    expect(names).toContain(name);
  }
  expect(names).toContain('corprof_default.h');
});

for (const compiler of ['g++', 'clang++']) {
  describe.skipIf(!hasProgram(compiler))(`headers with ${compiler}`, () => {
    // Both orders, each with standards old and new; what is included twice must do nothing the second time.
    for (const standard of ['c++11', 'c++17', 'c++2b']) {
      it(`compile together and twice as ${standard}`, async () => {
        await compile(
          compiler,
          [`-std=${standard}`],
          includes([...headers, ...headers]),
          `forth-${compiler}-${standard}.cpp`,
        );
      });
    }
    for (const standard of ['c++14', 'c++20']) {
      it(`compile in reverse order as ${standard}`, async () => {
        await compile(
          compiler,
          [`-std=${standard}`],
          includes([...headers].reverse()),
          `back-${compiler}-${standard}.cpp`,
        );
      });
    }

    it('compile alone', async () => {
      const waiting = [...headers];
      const work = async (): Promise<void> => {
        for (let header = waiting.pop(); header !== undefined; header = waiting.pop()) {
          await compile(compiler, ['-std=c++14'], includes([header]), `alone-${compiler}-${waiting.length}.cpp`);
        }
      };
      await Promise.all([work(), work()]);
    });

    it('compile with flag operators and with methods that macros rename', async () => {
      const renamed =
        '#define CreateProcess CreateProcessW\n#define GetObject GetObjectW\n#define CLR_FLAG_OPERATORS\n';
      await compile(compiler, ['-std=c++17'], renamed + includes(headers), `macros-${compiler}.cpp`);
    });

    it('define each GUID once for two linked translation units', async () => {
      const all = includes(['cpp/clr.h']);
      const one = `${all}const IID *first() { return &IID_ICorProfilerCallback; }\n`;
      const two = `${all}const IID *first();\nint main() { return first() == &IID_ICorProfilerCallback ? 0 : 1; }\n`;
      const sources = [folder.write(`one-${compiler}.cpp`, one), folder.write(`two-${compiler}.cpp`, two)];
      const program = `${folder.path}/linked-${compiler}`;
      expect((await run(compiler, ['-std=c++11', `-I${folder.path}`, ...sources, '-o', program])).output).toBe('');
      expect((await run(program, [])).ok).toBe(true);
    });

    it('link with the definition file where GUIDs are only declared', async () => {
      const source = [
        '#define CLR_GUIDS_EXTERN 1',
        includes(['cpp/clr.h']),
        'int main() {',
        '  return IsEqualGUID(IID_ICorDebug, clr::uuid_of<ICorDebug>()) && CLSID_CLRMetaHost.Data1 == 0x9280188d ? 0 : 1;',
        '}',
      ].join('\n');
      const program = `${folder.path}/declared-${compiler}`;
      const main = folder.write(`declared-${compiler}.cpp`, source);
      const definitions = ['-x', 'c++', `${folder.path}/cpp/clr_i.c`];
      expect(
        (await run(compiler, ['-std=c++14', `-I${folder.path}`, main, ...definitions, '-o', program])).output,
      ).toBe('');
      expect((await run(program, [])).ok).toBe(true);
    });
  });
}

for (const target of ['x86_64', 'i686']) {
  const compiler = `${target}-w64-mingw32-g++`;
  describe.skipIf(!hasProgram(compiler))(`headers with ${compiler}`, () => {
    it('compile beside the Windows SDK', async () => {
      await compile(compiler, ['-std=c++17'], includes(['cpp/clr.h']), `mingw-${target}.cpp`);
      await compile(
        compiler,
        ['-std=c++11'],
        `#include <windows.h>\n${includes(headers)}`,
        `mingw-first-${target}.cpp`,
      );
      const uuid = `${includes(['cpp/corprof.h'])}const IID &f() { return __uuidof(ICorProfilerInfo); }\n`;
      await compile(compiler, ['-std=c++17'], uuid, `mingw-uuid-${target}.cpp`);
    });

    it('compile without the Windows SDK', async () => {
      await compile(compiler, ['-std=c++17', '-DCLR_PLATFORM_NATIVE=0'], includes(headers), `mingw-own-${target}.cpp`);
    });
  });
}

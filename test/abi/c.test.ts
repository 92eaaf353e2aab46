import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CompileFolder, emitHeaders, factsModel, hasProgram, run } from './generated-headers.ts';

const folder = new CompileFolder();

beforeAll(async () => folder.writeAll(emitHeaders(await factsModel(), { c: true })));
afterAll(() => folder.remove());

const CLIENT = `
#define COBJMACROS
#include "clr.h"
static HRESULT STDMETHODCALLTYPE query(ICorDebugFrame *self, REFIID riid, void **object) {
  (void)self;
  *object = 0;
  return riid->Data1 == IID_ICorDebug.Data1 ? S_FALSE : E_NOINTERFACE;
}
int main(void) {
  ICorDebugFrameVtbl table = {0};
  ICorDebugFrame frame;
  void *object;
  table.QueryInterface = query;
  frame.lpVtbl = &table;
  return ICorDebugFrame_QueryInterface(&frame, &IID_ICorDebug, &object) == S_FALSE ? 0 : 1;
}
`;

describe('C bindings', () => {
  for (const compiler of ['gcc', 'clang']) {
    it.skipIf(!hasProgram(compiler))(`call through the vtable with ${compiler}`, async () => {
      const source = folder.write('client.c', CLIENT);
      const program = `${folder.path}/client-${compiler}`;
      const flags = ['-std=c11', '-Wall', '-Wextra', '-Werror', `-I${folder.path}/cpp`];
      expect((await run(compiler, [...flags, source, '-o', program])).output).toBe('');
      expect((await run(program, [])).ok).toBe(true);
    });
  }

  it.skipIf(!hasProgram('x86_64-w64-mingw32-gcc'))('compile beside the Windows SDK', async () => {
    const source = folder.write(
      'windows.c',
      CLIENT.replace('#include "clr.h"', '#include <windows.h>\n#include "clr.h"'),
    );
    const result = await run('x86_64-w64-mingw32-gcc', ['-std=c11', '-fsyntax-only', `-I${folder.path}/cpp`, source]);
    expect(result.output).toBe('');
  });

  it.skipIf(!hasProgram('g++'))('leave the headers as they are for C++', async () => {
    const source = folder.write(
      'client.cpp',
      '#include "clr.h"\nint f(ICorDebug *debug) { return debug->Initialize(); }\n',
    );
    const flags = ['-std=c++11', '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-fsyntax-only', `-I${folder.path}/cpp`];
    expect((await run('g++', [...flags, source])).output).toBe('');
  });
});

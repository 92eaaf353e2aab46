import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CompileFolder, emitHeaders, factsModel, hasProgram, root, run } from './generated-headers.ts';

/*
 * Sources in the way clients write them, on each kind of platform that clients bring: the runtime's own layer with and
 * without the attribute behind __uuidof, small layers made at home, none at all, the SDK of mingw-w64.
 */

const fixtures = path.join(root, 'test/fixtures/emit');
const folder = new CompileFolder();

beforeAll(async () => folder.writeAll(emitHeaders(await factsModel())));
afterAll(() => folder.remove());

interface Platform {
  readonly name: string;
  readonly compilers: readonly string[];
  readonly args: readonly string[];
  readonly clients: readonly string[];
}

const everything = ['profiler', 'forwarding', 'il', 'tokens', 'debugger', 'sos', 'extension', 'names'];
const utf16 = '-DCLIENT_TEXT(text)=u##text';
const runtimeLayer = [
  '-isystem',
  `${fixtures}/coreclr-pal`,
  '-DPAL_STDCPP_COMPAT',
  '-DPLATFORM_UNIX',
  '-DUNICODE',
  '-DHOST_64BIT',
];

const pretended = [
  '-isystem',
  `${fixtures}/pretended-pal`,
  '-include',
  'com.h',
  '-fms-extensions',
  '-DCOM_NO_WINDOWS_H',
];

const platforms: readonly Platform[] = [
  {
    name: "the runtime's layer",
    compilers: ['g++', 'clang++'],
    args: [...runtimeLayer, utf16],
    clients: everything,
  },
  {
    name: "the runtime's layer with the uuid attribute",
    compilers: ['clang++'],
    args: [...runtimeLayer, utf16, '-DFIXTURE_UUID_ATTRIBUTE', '-fms-extensions', '-Wno-language-extension-token'],
    clients: everything,
  },
  {
    name: 'a layer with the types of profilers',
    compilers: ['g++', 'clang++'],
    args: ['-isystem', `${fixtures}/pal`, utf16],
    clients: ['profiler', 'forwarding', 'il', 'tokens', 'debugger', 'names'],
  },
  {
    name: 'a layer with the types of metadata alone',
    compilers: ['g++', 'clang++'],
    args: ['-isystem', `${fixtures}/minimal-layer`, utf16],
    clients: ['profiler', 'forwarding', 'il', 'tokens', 'debugger'],
  },
  {
    name: 'a layer that pretends to be the one of the runtime',
    compilers: ['clang++'],
    args: [...pretended, utf16],
    clients: ['instrumentation', 'il', 'tokens', 'forwarding'],
  },
  {
    name: 'such a layer without cor.h',
    compilers: ['clang++'],
    args: [...pretended, utf16, '-DCLIENT_WITHOUT_COR'],
    clients: ['instrumentation'],
  },
  {
    name: 'nothing at all',
    compilers: ['g++', 'clang++'],
    args: [utf16],
    clients: everything,
  },
  {
    name: 'the Windows SDK',
    compilers: ['x86_64-w64-mingw32-g++', 'i686-w64-mingw32-g++'],
    args: ['-DCLIENT_TEXT(text)=L##text', '-DUNICODE'],
    clients: everything,
  },
];

for (const { name, compilers, args, clients } of platforms) {
  for (const compiler of compilers) {
    describe.skipIf(!hasProgram(compiler))(`clients on ${name} with ${compiler}`, () => {
      for (const client of clients) {
        it(`compile ${client}`, async () => {
          const source = `${fixtures}/clients/${client}.cpp`;
          const flags = [
            '-std=c++14',
            '-Wall',
            '-Werror',
            '-Wno-macro-redefined',
            '-fsyntax-only',
            `-I${folder.path}/cpp`,
          ];
          const result = await run(compiler, [...flags, ...args, source]);
          expect(result.output.slice(0, 4000)).toBe('');
          expect(result.ok).toBe(true);
        });
      }
    });
  }
}

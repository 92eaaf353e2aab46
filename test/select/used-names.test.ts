import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cppIdentifiers } from '../../src/select/cpp-identifiers.ts';
import { anchorPattern, splitPatterns, usedFolder } from '../../src/select/pattern.ts';
import { usedNames } from '../../src/select/used-names.ts';

const cpp = (text: string) => [...cppIdentifiers(text)];

describe('cppIdentifiers', () => {
  it('passes over comments, strings, characters, numbers and includes', () => {
    expect(cpp('ICorDebug *p; // ICorOne\n/* ICorTwo\n */ f("ICorThree \\" x", \'I\', 0xFFul, 1e5f, 1\'000);')).toEqual(
      ['ICorDebug', 'p', 'f'],
    );
    expect(cpp('#include <ICorDebug.h>\n# include "x_y.h"\nint a;')).toEqual(['int', 'a']);
    expect(cpp('auto s = u8R"x(IOne ")" ITwo)x" + L"IThree" + ITwo4;')).toEqual(['auto', 's', 'ITwo4']);
    expect(cpp('a = b / c; d = e /* x */ / f;')).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('knows continued lines, raw strings over lines, and what is not closed', () => {
    expect(cpp('// one \\\n ITwo\nIThree')).toEqual(['IThree']);
    expect(cpp('ICor\\\nDebug')).toEqual(['ICorDebug']);
    expect(cpp('R"(\n // "\nIOne\n)" ITwo')).toEqual(['ITwo']);
    expect(cpp('x = "open\nITwo')).toEqual(['x', 'ITwo']);
    expect(cpp('a /* open ICorDebug')).toEqual(['a']);
  });

  it('never fails, and reads each identifier of code as it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void cppIdentifiers(text)));
    const word = fc.stringMatching(/^[A-Z_][A-Za-z0-9_]{1,9}$/).filter((text) => !/^(?:u8|[uUL])?R$/.test(text));
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(cpp(words.join(' ; '))).toEqual([...new Set(words)]);
      }),
    );
  });
});

async function typescript(files: Record<string, string>): Promise<Record<string, string>> {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const { value, diagnostics } = await usedNames('used:x', sources);
  expect(diagnostics).toEqual([]);
  return Object.fromEntries(value);
}

describe('usedNames of TypeScript', () => {
  it('takes imported names, members of namespaces, import types and loaded modules', async () => {
    const used = await typescript({
      'a.ts': `import { IHostTask, type ICLRTask as Task } from './generated/mscoree.ts';
        import * as clr from 'clr-bindgen/typescript/mscoree';
        import { COR_PRF_MONITOR } from './generated/corprof.js';
        import { readFileSync } from 'node:fs';
        let x: clr.IHostTaskManager = clr.openHost(IHostSecurityManager);
        type Y = import('./generated/corprof.ts').ICorProfilerInfo;
        const { ICorDebug: Debug } = await import('./generated/cordebug.ts');
        const sym = await import('./generated/corsym.ts');
        sym.ISymUnmanagedReader; COR_PRF_MONITOR.COR_PRF_MONITOR_GC; // IComment
        const text = 'IText';`,
    });
    expect(Object.keys(used).sort()).toEqual(
      [
        'COR_PRF_MONITOR',
        'COR_PRF_MONITOR_GC',
        'ICLRTask',
        'ICorDebug',
        'ICorProfilerInfo',
        'IHostTask',
        'IHostTaskManager',
        'ISymUnmanagedReader',
        'openHost',
      ].sort(),
    );
  });

  it('follows re-exports to where they leave the sources, and stops at own declarations', async () => {
    const used = await typescript({
      'src/app.ts': `import { Host, IOwn, ICorDebug, debug, Looped } from './api.js';
        const y: debug.ICorDebugProcess = debug.make();`,
      'src/api.ts': `export { IHostTask as Host } from '../generated/mscoree.ts';
        export * as debug from '../generated/cordebug.ts';
        export * from './more/index.js';
        export interface IOwn {}`,
      'src/more/index.ts': `export * from '../../generated/cordebug.ts'; export * from '../api.ts';
        import { ICLRTask } from '../../generated/mscoree.ts'; export { ICLRTask as T };`,
    });
    expect(Object.keys(used).sort()).toEqual(
      ['ICLRTask', 'ICorDebug', 'ICorDebugProcess', 'IHostTask', 'Looped', 'make'].sort(),
    );
    expect(used.ICorDebugProcess).toBe('src/app.ts');
  });

  it('says what to install where ts-morph is missing, and reads C++ all the same', async () => {
    const missing = Object.assign(new Error('no'), { code: 'ERR_MODULE_NOT_FOUND' });
    const sources = [
      { path: 'a.cpp', text: 'ICorDebug *p;' },
      { path: 'a.mts', text: '' },
    ];
    const { value, diagnostics } = await usedNames('used:src', sources, () => Promise.reject(missing));
    expect([...value]).toContainEqual(['ICorDebug', 'a.cpp']);
    expect(diagnostics).toMatchObject([{ code: 'CB423', message: expect.stringContaining('npm install') }]);
  });
});

describe('patterns', () => {
  it('are separated by commas outside of braces', () => {
    expect(splitPatterns('ICor*, used:src/**/*.{cpp,h},header:cor.h')).toEqual([
      'ICor*',
      'used:src/**/*.{cpp,h}',
      'header:cor.h',
    ]);
  });

  it('are relative to their configuration file', () => {
    expect(anchorPattern('used:src/*.ts', '/home/a (b)')).toBe('used:/home/a \\(b\\)/src/*.ts');
    expect(anchorPattern('used:/src/*.ts', '/home')).toBe('used:/src/*.ts');
    expect(anchorPattern('header:cor.h', '/home')).toBe('header:cor.h');
  });

  it('look in a folder that can be watched', () => {
    const patterns = ['used:src/**/*.ts', 'used:*.cpp', 'used:/a \\(b\\)/{x,y}/*.h', 'used:src/main.cpp', 'ICorDebug'];
    expect(patterns.map(usedFolder)).toEqual(['src', '.', '/a (b)', 'src', undefined]);
  });
});

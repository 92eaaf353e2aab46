import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Model } from '../../src/model/model.ts';
import { ensureBuilt, runCli } from '../support/built-cli.ts';

let cwd: string;
beforeAll(ensureBuilt, 180_000);
beforeEach(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'select-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const generate = (...args: string[]) => runCli(args, { cwd });

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
  writeFileSync(path.join(cwd, file), text);
}

function interfaces(out: string): string[] {
  const model = JSON.parse(readFileSync(path.join(cwd, out, 'model.json'), 'utf8')) as Model;
  return model.interfaces.map(({ name }) => name);
}

describe('--select', () => {
  it('generates what is selected, and no header of anything else', () => {
    const { status } = generate('--select', 'ICLRMetaHost,header:strongname.h', '--select', 'E_FAIL', '--out', 'out');
    expect(status).toBe(0);
    expect(interfaces('out')).toContain('ICLRMetaHost');
    expect(existsSync(path.join(cwd, 'out/cpp/strongname.h'))).toBe(true);
    expect(existsSync(path.join(cwd, 'out/cpp/corprof.h'))).toBe(false);
    expect(existsSync(path.join(cwd, 'out/typescript/corprof.ts'))).toBe(false);
  });

  it('writes nothing for a name that does not exist', () => {
    const { status, stderr } = generate('--select', 'ICLRMetaHots', '--out', 'out');
    expect([status, stderr]).toEqual([2, expect.stringContaining('did you mean `ICLRMetaHost`?')]);
    expect(existsSync(path.join(cwd, 'out'))).toBe(false);
  });

  it('takes what the sources use, C++ and TypeScript, but not what was generated', () => {
    put('src/host.cpp', '// ICorDebug\n#include <mscoree.h>\nstatic ICLRRuntimeHost *host;\n');
    put('src/app.ts', "import { IMetaDataDispenserEx } from './clr/typescript/cor.ts';\n");
    put('clr-bindgen.config.json', JSON.stringify({ select: 'used:src/**/*.{cpp,ts}', out: 'src/clr', depfile: 'd' }));
    expect(generate().status).toBe(0);
    const first = interfaces('src/clr');
    expect(first).toEqual(expect.arrayContaining(['ICLRRuntimeHost', 'IMetaDataDispenserEx']));
    expect(first).not.toContain('ICorDebug');
    const depfile = readFileSync(path.join(cwd, 'd'), 'utf8');
    expect(depfile).toContain('src/host.cpp');
    expect(depfile).toContain('src/app.ts');
    put('src/host.cpp', 'int main() {}\n');
    expect(generate().status).toBe(0);
    expect(interfaces('src/clr')).not.toContain('ICLRRuntimeHost');
  });

  it('says that no source matches', () => {
    const { status, stderr } = generate('--select', 'used:nowhere/*.cpp');
    expect([status, stderr]).toEqual([2, expect.stringContaining('no file matches')]);
  });
});

describe('explain --why', () => {
  it('says what pulled an API in, and writes nothing', () => {
    const { status, stdout } = generate('explain', '--why', 'ICLRTask', '--select', 'IHostTaskManager');
    expect([status, stdout]).toEqual([
      0,
      expect.stringMatching(/^ICLRTask\n {2}is needed by .*\n(?:.*\n)* {2}which is selected by `IHostTaskManager`\n$/),
    ]);
    expect(existsSync(path.join(cwd, 'generated'))).toBe(false);
  });

  it('says that an API is not selected, or that nothing is', () => {
    const other = generate('explain', '--why', 'IHostTaskManger', '--select', 'IHostTaskManager');
    expect([other.status, other.stderr]).toEqual([1, expect.stringContaining('did you mean `IHostTaskManager`?')]);
    expect(generate('explain', '--why', 'ICLRTask').stdout).toContain('everything is generated');
    expect(generate('explain').status).toBe(2);
  });
});

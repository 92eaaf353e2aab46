import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selectModel } from '../../src/select/select-model.ts';
import { CompileFolder, emitHeaders, hasProgram, run } from '../abi/generated-headers.ts';
import { embedded, root, typesOf } from './embedded-model.ts';

const folder = new CompileFolder();
const selected = selectModel(embedded, ['IHostTaskManager']).value;
const files = emitHeaders({ model: selected, types: typesOf(selected) });
const checker = path.resolve(root, '..', 'shared', 'tools', 'check_cpp.py');

beforeAll(() => folder.writeAll(files));
afterAll(() => folder.remove());

function size(of: typeof files): number {
  return of.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
}

describe('the headers of IHostTaskManager alone', () => {
  it('are below 5 % of all headers', () => {
    expect(size(files) / size(emitHeaders({ model: embedded, types: typesOf(embedded) }))).toBeLessThan(0.05);
  });

  it('name the documented HRESULTs of what is selected, and no others', () => {
    const text = files.find((file) => file.path === 'cpp/clr_hresult.h')?.text ?? '';
    expect(text).toContain('host_e_clrnotavailable');
    expect(text).not.toMatch(/ cor_e_\w+ =/);
  });

  for (const compiler of ['g++', 'clang++']) {
    it.skipIf(!hasProgram(compiler))(`compile alone with ${compiler}`, async () => {
      for (const { path: header } of files.filter((file) => file.path.endsWith('.h'))) {
        const source = folder.write('one.cpp', `#include "${header}"\n`);
        const flags = ['-std=c++14', '-Wall', '-Wextra', '-Werror', '-fsyntax-only', `-I${folder.path}`, source];
        expect(await run(compiler, flags)).toEqual({ ok: true, output: '' });
      }
    });
  }

  const available = existsSync(checker) && hasProgram('clang++') && hasProgram('python3');
  it.skipIf(!available)('are exact in the ABI', async () => {
    const args = [checker, `${folder.path}/cpp`, 'clr.h', '--target', 'x86_64-linux-gnu', '--prelude', '', '--strict'];
    const result = await run('python3', [...args, '--uuid-expr', 'clr::uuid_of<{}>()']);
    expect(result.output).toContain('mismatches: 0');
    expect(result.output).toMatch(/interfaces:\s+[4-9] checked/);
    expect(result.ok).toBe(true);
  });
});

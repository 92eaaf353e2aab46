import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CompileFolder, hasProgram, run } from '../abi/generated-headers.ts';
import { embedded } from '../select/embedded-model.ts';
import { emitTarget } from './emit-target.ts';

const folder = new CompileFolder();
const { files, diagnostics } = emitTarget('rust', embedded);

beforeAll(() => folder.writeAll(files));
afterAll(() => folder.remove());

describe('the Rust target', () => {
  it('declares the whole API', () => {
    // What C++ cannot declare either: structures that hold a type whose size no source knows.
    expect(diagnostics.filter(({ code }) => code !== 'CB604').map(({ message }) => message)).toEqual([
      'CALL_ID is left out of rust: the size of STACK_ADDRESS is not known',
    ]);
    const text = files.map((file) => file.text).join('');
    for (const { name } of [...embedded.interfaces, ...embedded.structs, ...embedded.enums].filter(
      ({ name }) => name !== 'CALL_ID',
    ))
      expect(text).toMatch(new RegExp(`pub (?:struct|union) ${name}\\b`));
  });

  it.skipIf(!hasProgram('rustc'))('compiles without a warning, with every size as in the model', async () => {
    const args = ['--crate-type=lib', '--edition', '2021', '-D', 'warnings', '--emit=metadata', '--out-dir'];
    expect(await run('rustc', [...args, folder.path, `${folder.path}/rust/lib.rs`])).toEqual({ ok: true, output: '' });
  });
});

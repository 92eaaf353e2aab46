import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Model } from '../../src/model/model.ts';
import { selectModel } from '../../src/select/select-model.ts';
import { CompileFolder, emitHeaders, hasProgram, run } from '../abi/generated-headers.ts';
import { embedded, typesOf } from '../select/embedded-model.ts';
import { emitTarget } from './emit-target.ts';

const folder = new CompileFolder();
const { files, diagnostics } = emitTarget('rust', embedded);

beforeAll(() => folder.writeAll(files));
afterAll(() => folder.remove());

const check = ['--crate-type=lib', '--edition', '2021', '-D', 'warnings', '--emit=metadata', '--out-dir'];

describe('the Rust target', () => {
  it('declares the whole API', () => {
    // What C++ cannot declare either: structures that hold a type whose size no source knows.
    expect(diagnostics.filter(({ code }) => code !== 'CB604').map(({ message }) => message)).toEqual([
      'CALL_ID is left out of rust: the size of STACK_ADDRESS is not known',
    ]);
    const text = files.map((file) => file.text).join('');
    for (const { name } of [...embedded.interfaces, ...embedded.structs, ...embedded.enums]) {
      if (name !== 'CALL_ID') expect(text).toMatch(new RegExp(`pub (?:struct|union) ${name}\\b`));
    }
  });
});

describe.skipIf(!hasProgram('rustc'))('what the Rust target writes', () => {
  it('compiles without a warning, with every size and offset as in the model', async () => {
    const result = await run('rustc', [...check, folder.path, `${folder.path}/rust/lib.rs`]);
    expect(result).toEqual({ ok: true, output: '' });
  });

  it('does not compile where a size is another than in the model', async () => {
    const part = selectModel(embedded, ['COR_GC_STATS']).value;
    const structs = part.structs.map((struct) => ({ ...struct, layout: { size: 8, size32: 8 } }));
    const wrong: Model = { ...part, structs };
    const other = new CompileFolder();
    try {
      other.writeAll(emitTarget('rust', wrong).files);
      const { ok, output } = await run('rustc', [...check, other.path, `${other.path}/rust/lib.rs`]);
      expect([ok, output]).toEqual([false, expect.stringContaining('size_of::<COR_GC_STATS>() == 8')]);
    } finally {
      other.remove();
    }
  });

  it.skipIf(!hasProgram('g++'))('calls objects of C++, and is called by C++', async () => {
    const part = selectModel(embedded, ['IHostTask']).value;
    folder.writeAll(emitHeaders({ model: part, types: typesOf(part) }));
    const source = folder.write(
      'task.cpp',
      `#include "cpp/corerror.h"
      #include "cpp/mscoree_default.h"
      struct Task : clr::IHostTaskDefault {
        int priority = 1;
        HRESULT STDMETHODCALLTYPE SetPriority(int value) override { priority = value; return S_OK; }
        HRESULT STDMETHODCALLTYPE GetPriority(int *value) override { *value = priority; return HOST_E_TIMEOUT; }
      };
      extern "C" IHostTask *make_task() { return new Task; }
      extern "C" int ask(IHostTask *task) { int value = 0; task->GetPriority(&value); return value; }
      `,
    );
    const main = folder.write(
      'main.rs',
      `#[path = "rust/lib.rs"]
      mod clr;
      use clr::*;
      extern "C" {
          fn make_task() -> IHostTask;
          fn ask(task: IHostTask) -> i32;
      }
      #[repr(C)]
      struct Mine { vtable: *const IHostTaskVtbl, priority: i32 }
      unsafe extern "system" fn get_priority(this: IHostTask, priority: *mut i32) -> HRESULT {
          *priority = (*(this.as_raw() as *const Mine)).priority;
          S_OK
      }
      fn main() {
          unsafe {
              let task = make_task();
              assert!(task.SetPriority(7).is_ok());
              let mut priority = 0;
              let result = task.GetPriority(&mut priority);
              assert_eq!((priority, result.name()), (7, Some("HOST_E_TIMEOUT")));
              let mut other = core::ptr::null_mut();
              assert_eq!(task.QueryInterface(&IHostTask::IID, &mut other), S_OK);
              assert_eq!(IHostTask::from_raw(other), task);
              assert_eq!(task.Release(), 1);
              let vtable = IHostTaskVtbl { GetPriority: get_priority, ..**task.0 };
              let mine = Mine { vtable: &vtable, priority: 42 };
              assert_eq!(ask(IHostTask::from_raw(&mine as *const Mine as *mut _)), 42);
              assert_eq!(task.Release(), 0);
          }
      }
      `,
    );
    const [library, program] = [`${folder.path}/libtask.a`, `${folder.path}/main`];
    const object = `${folder.path}/task.o`;
    expect((await run('g++', ['-std=c++14', `-I${folder.path}/cpp`, '-c', source, '-o', object])).output).toBe('');
    expect((await run('ar', ['rcs', library, object])).ok).toBe(true);
    const link = ['-L', folder.path, '-l', 'static=task', '-l', 'stdc++', '-o', program];
    expect(await run('rustc', ['--edition', '2021', main, ...link])).toEqual({ ok: true, output: '' });
    expect(await run(program, [])).toEqual({ ok: true, output: '' });
  });
});

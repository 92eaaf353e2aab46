import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CompileFolder } from '../abi/generated-headers.ts';
import { embedded, root } from '../select/embedded-model.ts';
import { emitTarget } from './emit-target.ts';

const folder = new CompileFolder();
const { files, diagnostics } = emitTarget('csharp', embedded);

beforeAll(() => folder.writeAll(files));
afterAll(() => folder.remove());

/** Compares every size that the model knows, and calls a method of the last slot of an object that it makes itself. */
const program = `
using System;
using System.Runtime.InteropServices;
using Clr;

static unsafe class Program
{
    static int Check(string name, int size, int expected)
    {
        if (size != expected) Console.WriteLine(name + ": " + size + " instead of " + expected);
        return 1;
    }

    static int SetPriority(IHostTask* self, int priority) => priority + 1;

    static int Main()
    {
        int count = 0;
${embedded.structs
  .filter(({ layout, name }) => layout && files.some(({ text }) => new RegExp(`struct ${name}\\b`).test(text)))
  .map(({ name, layout }) => `        count += Check("${name}", sizeof(${name}), ${layout?.size});\n`)
  .join('')}
        Check("Guid", sizeof(Guid), 16);
        IHostTask.Vtbl vtable = default;
        IHostTask.SetPriority_Function function = SetPriority;
        vtable.SetPriority = (void*)Marshal.GetFunctionPointerForDelegate(function);
        IHostTask task = default;
        task.lpVtbl = &vtable;
        Console.WriteLine(count + " " + task.SetPriority(41) + " " + ICLRRuntimeHost.IID);
        GC.KeepAlive(function);
        return 0;
    }
}
`;

describe('the C# target', () => {
  it('declares the whole API', () => {
    expect(diagnostics.filter(({ code }) => code !== 'CB604').map(({ message }) => message)).toEqual([
      'CALL_ID is left out of csharp: the size of STACK_ADDRESS is not known',
    ]);
    const text = files.map((file) => file.text).join('');
    for (const { name } of embedded.interfaces) expect(text).toContain(`public unsafe struct ${name}\n`);
    for (const { name } of embedded.enums) expect(text).toContain(`public enum ${name} :`);
  });

  it.skipIf(!process.env.CLR_BINDGEN_TEST_RUNTIME)(
    'compiles, has the right sizes and calls the right slot',
    async () => {
      const script = new URL('../../scripts/test-sdk.mjs', import.meta.url).href;
      const { compileCSharp, installSdk } = (await import(script)) as {
        compileCSharp: (sdk: string, work: string, args: readonly string[]) => void;
        installSdk: () => string;
      };
      const sdk = installSdk();
      const sources = files.map((file) => `${folder.path}/${file.path}`);
      sources.push(folder.write('program.cs', program));
      const application = `${folder.path}/program.dll`;
      compileCSharp(sdk, folder.path, ['-unsafe', '-warnaserror', `-out:${application}`, ...sources]);
      const configuration = `${root}/test/runtime-app/testapp.runtimeconfig.json`;
      const args = ['exec', '--runtimeconfig', configuration, application];
      const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' };
      const output = execFileSync(`${sdk}/dotnet`, args, { encoding: 'utf8', env });
      expect(output).toMatch(/^1\d\d 42 90f1a06c-7712-4762-86b5-7a5eba6bdb02\n$/);
    },
  );
});

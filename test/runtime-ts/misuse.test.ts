import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  $blocks,
  $defineFunction,
  $defineInterface,
  $interfaceOf,
  ArgumentError,
  asynchronous,
  bindLibrary,
  callback,
  DeadlockError,
  FunctionNotFoundError,
  findRuntime,
  functionAt,
  guid,
  implement,
  interpreted,
  ModuleNotLoadedError,
  type NativeObject,
  NULL,
  NullArgumentError,
  ReleasedObjectError,
  RuntimeNotFoundError,
  WrongInterfaceError,
  WrongTokenError,
  wrapAs,
} from '../../src/runtime/index.ts';
import { CreateShapes, IOther, IShapes, mdTypeDef, SHAPE_CALLBACK } from '../fixtures/emit/typescript/shapes/shapes.ts';
import { root } from './shapes/emit-shapes.ts';
import { hasCompiler, shapesLibrary } from './shapes/library.ts';

describe('misuse gives a typed error that says what to do', () => {
  test('text that is no GUID', () => {
    expect(() => guid('not a guid')).toThrow('"not a guid" is not a GUID');
    expect(guid('{6F0A3C52-8D5B-4C1E-9A37-2B7D41E90C11}')).toBe('6f0a3c52-8d5b-4c1e-9a37-2b7d41e90c11');
  });

  test('a token of another table, nil tokens excepted', () => {
    expect(() => mdTypeDef(0x06000001)).toThrow(WrongTokenError);
    expect([mdTypeDef(0x02000001), mdTypeDef(0)]).toEqual([0x02000001, 0]);
  });

  test('a module that was not imported', () => {
    expect(() => $interfaceOf('IElsewhere', 'elsewhere')).toThrow(ModuleNotLoadedError);
    expect(() => $interfaceOf('IElsewhere', 'elsewhere')).toThrow("import 'clr-bindgen/typescript/elsewhere'");
  });

  test('no runtime', () => {
    expect(() => findRuntime('/no/such/folder')).toThrow(RuntimeNotFoundError);
    expect(() => bindLibrary('x.dll', '/no/such/library.so')).toThrow('x.dll does not load');
  });

  test('a class without IUnknown cannot be implemented', () => {
    const plain = $defineInterface<NativeObject, NativeObject>({
      name: 'Plain',
      iid: '',
      slot: 0,
      abi: 'F()',
      methods: () => ({}) as never,
    });
    expect(() => implement(plain, {})).toThrow('no COM interface');
  });

  test('koffi is loaded with the first call, and its absence says how to install it', () => {
    const program = `
      import Module from 'node:module';
      const resolve = Module._resolveFilename;
      const asked = [];
      Module._resolveFilename = (name, ...rest) => {
        asked.push(name);
        if (name === 'koffi') throw new Error('absent');
        return resolve(name, ...rest);
      };
      const runtime = await import(${JSON.stringify(path.join(root, 'dist', 'runtime', 'index.js'))});
      await import(${JSON.stringify(path.join(root, 'dist', 'typescript', 'cordebug.js'))});
      console.log(asked.length);
      try {
        runtime.guid('x');
      } catch {
        console.log(asked.length);
      }
      try {
        runtime.bindLibrary('x.dll', '/x.so');
      } catch (error) {
        console.log(error.name, error.code, error.message);
      }`;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
    expect(output.trim().split('\n')).toEqual([
      '0',
      '0',
      'MissingKoffiError ERR_MISSING_KOFFI Native calls need the package koffi: run `npm install koffi@3`',
    ]);
  });

  test.skipIf(!hasCompiler)('koffi with stacks that the CLR overflows, which cannot be changed any more', () => {
    const program = (stacks: string): string => `
      import koffi from 'koffi';
      ${stacks}
      koffi.load(${JSON.stringify(shapesLibrary())});
      const runtime = await import(${JSON.stringify(path.join(root, 'dist', 'runtime', 'index.js'))});
      try {
        runtime.bindLibrary('shapes.dll', ${JSON.stringify(shapesLibrary())});
        console.log('bound');
      } catch (error) {
        console.log(error.code, error.message);
      }`;
    const run = (text: string): string =>
      execFileSync(process.execPath, ['--input-type=module', '-e', text], { cwd: root, encoding: 'utf8' }).trim();
    const cure = 'koffi.config({ sync_stack_size: 16777216, async_stack_size: 16777216 })';
    const error = run(program(''));
    expect(error).toMatch(/^ERR_RUNTIME_STATE koffi has loaded a library already/);
    expect(error).toContain(cure);
    expect(run(program(cure))).toBe('bound');
  });

  describe.skipIf(!hasCompiler)('with native objects', () => {
    beforeAll(() => bindLibrary('shapes.dll', shapesLibrary()));

    test('null where the docs do not allow it, unless it is asked for', () => {
      const s = CreateShapes(IShapes);
      expect(() => s.EchoObject(null as never)).toThrow(NullArgumentError);
      expect(() => s.EchoGuid(null as never)).toThrow(NullArgumentError);
      expect(() => s.CountTexts(null as never)).toThrow('needs an array');
      // NULL reaches native code, which has its own opinion.
      expect(() => s.EchoObject(NULL)).toThrow('E_POINTER');
      expect([s.OptionalPair(NULL), s.OptionalIds(NULL), s.CountTexts(NULL)]).toEqual([true, true, 0]);
    });

    test('text with a NUL, a number that is none, memory that is none', () => {
      const s = CreateShapes(IShapes);
      expect(() => s.EchoWideText('a\0b')).toThrow('a NUL would end there');
      expect(() => s.EchoBstr(undefined as never)).toThrow(NullArgumentError);
      expect(() => s.EchoBstr(5 as never)).toThrow('needs a string, got number');
      expect(() => s.EchoWideText(5 as never)).toThrow('needs a string, got number');
      expect(() => s.EchoPair({ left: 'x' } as never)).toThrow('left: needs a 32-bit integer, got string');
      expect(() => s.EchoPointer('x' as never)).toThrow('needs a buffer');
      expect(() => s.GetPairs(-1)).toThrow('max: -1 is no number of elements');
    });

    test('null and other things instead of numbers, however the method is called', () => {
      for (const s of [CreateShapes(IShapes), interpreted(CreateShapes(IShapes))]) {
        for (const wrong of [null, undefined, 'x', 1n, {}, Number.NaN, 1.5, 2 ** 40]) {
          expect(() => s.EchoU32(wrong as never)).toThrow('v: needs a 32-bit integer, got ');
          expect(() => s.EchoToken(wrong as never)).toThrow(ArgumentError);
        }
        for (const wrong of [null, undefined, 'x', {}, 1.5]) {
          expect(() => s.EchoU64(wrong as never)).toThrow('v: needs a bigint, got ');
          expect(() => s.IncrementAddress(wrong as never)).toThrow('v: needs a bigint, got ');
          expect(() => s.EchoFloat((wrong === 1.5 ? 1n : wrong) as never)).toThrow('v: needs a number, got ');
        }
        for (const wrong of [undefined, 'x', 5]) {
          expect(() => s.NextEnum(wrong as never, 1)).toThrow('handle: needs an address');
        }
        // Flags that were combined are negative, and exact numbers are as good as bigints.
        expect([s.EchoFlags((0x80000000 | 1) as never), s.EchoU64(5 as never)]).toEqual([0x80000001, 5n]);
      }
    });

    test('a function that the library has not', () => {
      bindLibrary('older.dll', shapesLibrary());
      const newer = $defineFunction('older.dll', 'Newer() u32');
      expect(() => newer()).toThrow(FunctionNotFoundError);
      expect(() => newer()).toThrow('The library bound to older.dll exports no Newer: check the path');
    });

    test('a token of another table as an argument, however the method is called', () => {
      const s = CreateShapes(IShapes);
      const wrong = 0x06000001 as unknown as mdTypeDef;
      expect(() => s.EchoToken(wrong)).toThrow(WrongTokenError);
      expect(() => s.$raw.EchoToken(wrong)).toThrow('needs a token of table 0x02, got 0x06000001');
    });

    test('an asynchronous call of an object after its last reference', async () => {
      const gone = CreateShapes(IShapes);
      const later = asynchronous(gone);
      gone.Release();
      await expect(later.Nop()).rejects.toThrow(ReleasedObjectError);
    });

    test('an object of another interface, or none at all', () => {
      const s = CreateShapes(IShapes);
      using other = implement(IOther, {});
      expect(() => s.EchoObject(other as never)).toThrow(WrongInterfaceError);
      expect(() => s.EchoObject({} as never)).toThrow('needs an object of IShapes');
      expect(() => s.GetAs({} as never)).toThrow('needs an interface');
    });

    test('an object after its last reference, as object and as argument', () => {
      const s = CreateShapes(IShapes);
      const gone = CreateShapes(IShapes);
      gone.AddRef();
      gone.Release();
      expect(gone.Twice(2)).toBe(4);
      gone.Release();
      expect(() => gone.Nop()).toThrow(ReleasedObjectError);
      expect(() => gone.GetPairs(1)).toThrow(ReleasedObjectError);
      expect(() => gone.Release()).toThrow(ReleasedObjectError);
      expect(() => gone.$raw.Nop()).toThrow(ReleasedObjectError);
      expect(() => gone.QueryInterface(IOther)).toThrow(ReleasedObjectError);
      expect(() => s.EchoObject(gone)).toThrow(ReleasedObjectError);
      expect(gone.$p).toBe(0n);
    });

    test('an implementation that is none', () => {
      expect(() => implement({} as never, {})).toThrow('needs an interface');
      expect(() => implement(IShapes, null as never)).toThrow('needs an object with the methods of IShapes');
      expect(() => implement(IShapes, { Nop: 5 } as never)).toThrow('Nop: must be a function, got number');
    });

    test('results that are none: E_FAIL for native code, and an error that says why', () => {
      const errors: string[] = [];
      const onError = (error: unknown) => errors.push((error as Error).message);
      const wrong = { Nop: async () => 0, Fail: () => 'x', Twice: () => 'x', AddressOf: () => 5, EchoU32: () => 'x' };
      using server = implement(IShapes, wrong as never, { onError });
      const s = CreateShapes(IShapes).EchoObject(server) as IShapes;
      expect([s.$raw.Nop(), s.$raw.Fail(0), s.$raw.EchoU32(1).hresult]).toEqual([0x80004005, 0x80004005, 0x80004005]);
      expect([s.Twice(1), s.AddressOf(1)]).toEqual([0, 0n]);
      expect(errors).toEqual([
        'Nop: must return its results, no promise: native code waits until it returns',
        'result: needs a 32-bit integer, got string',
        'r: needs a 32-bit integer, got string',
        'result: needs a 32-bit integer, got string',
        'result: needs an address, which is a bigint, got 5',
      ]);
      s.Release();
    });

    test('an address that is none', () => {
      expect(() => wrapAs(5 as never, IShapes)).toThrow('needs an address');
      expect(() => functionAt(0n, 'Add(in i32 left, in i32 right) i32')).toThrow(
        'Add: needs the address of a function',
      );
    });

    test('a callback after its end', () => {
      const twice = callback(SHAPE_CALLBACK, (v) => 2 * v);
      twice[Symbol.dispose]();
      twice[Symbol.dispose]();
      expect(() => CreateShapes(IShapes).Call(twice, 1)).toThrow(ReleasedObjectError);
    });

    test('a synchronous call that waits for callbacks, but not within one', () => {
      const s = CreateShapes(IShapes);
      using _server = implement(IShapes, {});
      expect(() => $blocks(s as never, 3)).toThrow(DeadlockError);
      using within = callback(SHAPE_CALLBACK, (v) => {
        $blocks(s as never, 3);
        return v;
      });
      expect(s.Call(within, 5)).toBe(5);
    });
  });
});

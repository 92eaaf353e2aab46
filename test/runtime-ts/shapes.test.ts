import { beforeAll, describe, expect, test } from 'vitest';
import {
  asynchronous,
  bindLibrary,
  type ComServer,
  callback,
  guid,
  HResultError,
  IUnknown,
  implement,
  interpreted,
  NativeMemory,
  part,
  readBytes,
} from '../../src/runtime/index.ts';
import {
  BIG,
  CORDB_ADDRESS,
  CreateShapes,
  DriveShapes,
  FunctionID,
  IOther,
  IShapes,
  LiveShapes,
  type mdToken,
  mdTypeDef,
  PAIR,
  SHAPE,
  SHAPE_CALLBACK,
  SHAPE_FLAGS,
  SHAPE_SIGN,
} from '../fixtures/emit/typescript/shapes/shapes.ts';
import { echo } from './shapes/echo.ts';
import { hasCompiler, shapesLibrary } from './shapes/library.ts';

const MINE = guid('6f0a3c52-8d5b-4c1e-9a37-2b7d41e90c11');
const big = {
  kind: SHAPE.SHAPE_ROUND,
  name: 'big',
  pair: { left: 8, right: 9n },
  whole: 10,
  low: 5,
  high: 1 << 20,
  id: MINE,
  bytes: [1, 2, 3],
};

describe.skipIf(!hasCompiler)('calling every shape of signature', () => {
  beforeAll(() => bindLibrary('shapes.dll', shapesLibrary()));

  /** The same object by its generated methods and by the table that they are printed from. */
  const ways: [string, (shapes: IShapes) => IShapes][] = [
    ['generated methods', (shapes) => shapes],
    ['the interpreter', interpreted],
  ];

  describe.each(ways)('by %s', (_, way) => {
    const open = (): IShapes => way(CreateShapes(IShapes));

    test('scalars', () => {
      const s = open();
      expect(s.EchoU8(200)).toBe(200);
      expect(s.EchoU16(65535)).toBe(65535);
      expect(s.EchoU32(0xffffffff)).toBe(0xffffffff);
      expect(s.EchoI32(-5)).toBe(-5);
      expect(s.EchoU64(2n ** 64n - 1n)).toBe(2n ** 64n - 1n);
      expect(s.EchoI64(-7n)).toBe(-7n);
      expect(s.EchoSize(12n)).toBe(12n);
      expect([s.EchoOffset(-1n), s.EchoOffset(2n ** 62n)]).toEqual([-1n, 2n ** 62n]);
      expect([s.EchoBool(true), s.EchoBool(false), s.EchoBoolean(true)]).toEqual([true, false, true]);
      expect(s.EchoHresult(0x80004005)).toBe(0x80004005);
      expect(s.EchoFloat(1.5)).toBe(1.5);
      expect(s.EchoEnum(SHAPE.SHAPE_ROUND)).toBe(7);
      expect(s.EchoSigned(SHAPE_SIGN.SHAPE_UNKNOWN)).toBe(-1);
      expect(s.EchoFlags(SHAPE_FLAGS.SHAPE_BLUE | SHAPE_FLAGS.SHAPE_RED)).toBe(0x80000001);
      expect(s.EchoToken(mdTypeDef(0x02000007))).toBe(0x02000007);
      expect(s.EchoAddress(CORDB_ADDRESS(1n << 63n))).toBe(1n << 63n);
      expect(s.EchoId(FunctionID(77n))).toBe(77n);
      expect(s.EchoPointer(99n)).toBe(99n);
    });

    test('text', () => {
      const s = open();
      expect(s.EchoWideText('päö 日本')).toEqual({ length: 6, kept: 'päö 日本' });
      expect(s.EchoText('abc')).toEqual({ length: 3, kept: 'abc' });
      expect(s.EchoBstr('a\0b')).toEqual({ length: 3, made: 'a\0b' });
      expect([s.OptionalText(null), s.OptionalText('x')]).toEqual([true, false]);
      expect(s.CountTexts(['ab', 'cde'])).toBe(5);
    });

    test('text buffers in the three orders, short, of every length around the first buffer, and long', () => {
      const s = open();
      expect(s.GetNameMetadata()).toEqual({ name: 'Größe', flags: 5 });
      expect(s.GetNameDebugging()).toBe('Größe');
      expect(s.GetNameHosting()).toBe('Größe');
      expect([s.GetNarrowName(), s.GetCutName()]).toEqual(['shape', 'shape']);
      for (const length of [0, 1, 1022, 1023, 1024, 5000]) {
        s.SetNameLength(length);
        const text = 'x'.repeat(length);
        expect(s.GetNameMetadata()).toEqual({ name: text, flags: 5 });
        expect(s.GetNameDebugging()).toBe(text);
        expect(s.GetNameHosting()).toBe(text);
      }
    });

    test('GUIDs, structures and unions', () => {
      const s = open();
      expect(s.EchoGuid(MINE)).toBe(MINE);
      expect(s.EchoGuidValue(MINE)).toBe(MINE);
      expect([s.OptionalGuid(null), s.OptionalGuid(MINE)]).toEqual([true, false]);
      expect(s.EchoPair({ left: 5, right: 6n })).toEqual({ left: 5, right: 6n });
      expect(s.EchoPairRef({ left: 7, right: 8n })).toEqual({ left: 7, right: 8n });
      expect(s.SwapPair({ left: 1, right: 2n })).toEqual({ left: 2, right: 1n });
      expect(s.EchoBig(big)).toEqual({ ...big, half: 10 });
    });

    test('interfaces', () => {
      const s = open();
      const real = CreateShapes(IShapes);
      expect(s.EchoObject(real)?.$p).toBe(real.$p);
      expect([s.OptionalObject(null), s.OptionalObject(real)]).toEqual([true, false]);
      expect(s.GetAs(IShapes).Twice(4)).toBe(8);
      expect(s.CountObjects([real, null, real])).toBe(4);
      expect(s.CountObjectsPlain(1, [real])).toBe(2);
      const { objects, count } = s.NextObjects(5);
      expect([objects.length, count, objects[1]?.Twice(1)]).toEqual([2, 2, 2]);
      expect([s.ReturnObject(real)?.Twice(2), s.ReturnObject(null)]).toEqual([4, null]);
    });

    test('text that goes in and comes out of one buffer, or is left out', () => {
      const s = open();
      expect([s.ReplaceText('old'), s.ReplaceText(''), s.ReplaceText(null)]).toEqual(['<old>', '<>', null]);
      expect(() => s.ReplaceText('x'.repeat(5000))).toThrow('has room for 1023 characters');
      expect(() => s.ReplaceText('a\0b')).toThrow('a NUL would end there');
    });

    test('memory that stays where it is', () => {
      const s = open();
      const memory = new NativeMemory(Uint8Array.of(1, 2, 3));
      expect([s.EchoPointer(memory.address), readBytes(memory.address, 3)]).toEqual([
        memory.address,
        Uint8Array.of(1, 2, 3),
      ]);
      expect(new NativeMemory(2).bytes).toEqual(Uint8Array.of(0, 0));
      memory[Symbol.dispose]();
      memory[Symbol.dispose]();
      expect(() => memory.address).toThrow('the memory was released');
      expect(() => new NativeMemory(-1)).toThrow('needs bytes');
    });

    test('null where the docs allow it', () => {
      const s = open();
      expect([s.OptionalNarrowText(null), s.OptionalNarrowText('x')]).toEqual([true, false]);
      expect([s.OptionalPair(null), s.OptionalPair({ left: 1, right: 2n })]).toEqual([true, false]);
      expect([s.OptionalBstr(null), s.OptionalBstr('x')]).toEqual([true, false]);
      using twice = callback(SHAPE_CALLBACK, (v) => v * 2);
      expect([s.OptionalCallback(null), s.OptionalCallback(twice)]).toEqual([true, false]);
      expect([s.OptionalDwords(null), s.OptionalDwords([1, 2])]).toEqual([true, false]);
      expect([s.OptionalIds(null), s.OptionalIds([FunctionID(1n)])]).toEqual([true, false]);
      expect([s.OptionalTexts(null), s.OptionalTexts(['a'])]).toEqual([true, false]);
      expect([s.OptionalLongs(null), s.OptionalLongs([-1])]).toEqual([true, false]);
      expect([s.OptionalBytes(null), s.OptionalBytes([1])]).toEqual([true, false]);
      expect([s.OptionalSizes(null), s.OptionalSizes([1n])]).toEqual([true, false]);
    });

    test("enumerators, of which headers say no directions, hand out as many as fit into the caller's array", () => {
      const s = open();
      const { hresult, rgelt, pceltFetched } = s.Next(3);
      expect([hresult, rgelt.map((one) => one.Twice(1)), pceltFetched]).toEqual([0, [2, 2, 2], 3]);
      // More than a frame of scratch memory holds.
      expect(s.Next(500)).toMatchObject({ hresult: 1, rgelt: { length: 100 }, pceltFetched: 100 });
    });

    test('arrays that go in', () => {
      const s = open();
      expect(s.SumBools([true, false, true])).toBe(2n);
      expect(s.SumLongs([5, -2])).toBe(3n);
      expect(s.SumDwords(Uint32Array.of(1, 2, 3))).toBe(6n);
      expect(s.SumTokens([mdTypeDef(0x02000001)])).toBe(0x02000001n);
      expect(s.SumAddresses([1n, 2n].map(CORDB_ADDRESS))).toBe(3n);
      expect(s.SumBytes(Uint8Array.of(200, 100))).toBe(300n);
      expect(s.SumIds([1n, 2n].map(FunctionID))).toBe(3n);
      expect(s.SumSizes(BigUint64Array.of(1n, 2n))).toBe(3n);
      expect(
        s.SumPairs([
          { left: 1, right: 2n },
          { left: 3, right: 4n },
        ]),
      ).toBe(10n);
      expect(s.SumBytes(new Uint8Array(0))).toBe(0n);
    });

    test('arrays that come out, cut to what came', () => {
      const s = open();
      expect(s.GetPairs(5)).toEqual({
        count: 2,
        pairs: [
          { left: 0, right: 100n },
          { left: 1, right: 101n },
        ],
      });
      expect(s.GetBstrs(5)).toEqual({ rgTexts: ['a', 'ab'], pCount: 2 });
      expect(s.GetShapes(2).map((one) => one.Twice(1))).toEqual([2, 2]);
      expect([s.OptionalPairs(null), s.OptionalPairs([{ left: 1, right: 2n }])]).toEqual([true, false]);
      expect(s.FillRange(9)).toMatchObject({
        rgPairs: [{ left: 0 }, { left: 1 }, { left: 2, right: 7n }],
        pcNeeded: 3,
      });
      expect(s.FillRange(2)).toMatchObject({ rgPairs: { length: 2 }, pcNeeded: 3 });
      expect(s.FillPairs(5)).toEqual({
        count: 2,
        pairs: [
          { left: 0, right: 100n },
          { left: 1, right: 101n },
        ],
      });
      expect(s.UpdatePairs(1, [{ left: 1, right: 1n }])).toEqual({ count: 1, pairs: [{ left: 2, right: 1n }] });
      expect(s.GetBytes(8)).toEqual({ bytes: Uint8Array.of(10, 11, 12), count: 3 });
      expect(s.GetBytes(2)).toEqual({ bytes: Uint8Array.of(10, 11), count: 2 });
      expect(s.GetAllBytes(4)).toEqual(Uint8Array.of(10, 11, 12, 13));
      expect(s.FillBytes(8)).toEqual({ bytes: Uint8Array.of(10, 11, 12), size: 3 });
      expect(s.UpdateBytes(2, Uint8Array.of(0, 1))).toEqual(Uint8Array.of(255, 254));
      expect(s.GetHresults(1)).toEqual(Int32Array.of(0x80004005 | 0));
      expect(s.GetLongs(3)).toEqual(Int32Array.of(-1, -2, -3));
      expect(s.GetDwords(2)).toEqual(Uint32Array.of(0xfffffffe, 0xffffffff));
      expect(s.NextDwords(9)).toEqual({ values: Uint32Array.of(7, 8, 9), count: 3 });
      expect(s.GetTokens(2)).toEqual([0x02000001, 0x02000002]);
      expect(s.GetAddresses(2)).toEqual([0xffffffff00000000n, 0xffffffff00000001n]);
      expect(s.NextAddresses(9).addresses).toHaveLength(3);
      expect(s.NextIds(9)).toEqual({ count: 3, ids: [1000n, 2000n, 3000n] });
      expect(s.NextSizes(9)).toEqual({ count: 3, sizes: BigUint64Array.of(1000n, 2000n, 3000n) });
    });

    test('values that go in and come out', () => {
      const s = open();
      expect([s.IncrementU32(1), s.IncrementAddress(CORDB_ADDRESS(1n)), s.IncrementSize(1n)]).toEqual([2, 2n, 2n]);
      const tokens: number[] = [];
      let next = s.NextEnum(0n, 2);
      while (next.hresult === 0) {
        tokens.push(...next.tokens);
        next = s.NextEnum(next.handle, 2);
      }
      expect(next.hresult).toBe(1);
      expect(tokens).toEqual([1, 2, 3, 4, 5].map((rid) => 0x02000000 | rid));
    });

    test('results that are no HRESULT', () => {
      const s = open();
      expect([s.IsValid(0x02000001 as mdToken), s.IsValid(1 as mdToken)]).toEqual([true, false]);
      expect([s.AddressOf(9), s.AddressOf(0), s.Twice(4), s.TwiceSize(4n), s.Forget(0n)]).toEqual([
        9n,
        0n,
        8,
        8n,
        undefined,
      ]);
      expect([s.Negative(5), s.Not(false), s.Not(true), s.KindOf(0), s.KindOf(1)]).toEqual([
        -5,
        true,
        false,
        SHAPE.SHAPE_NONE,
        SHAPE.SHAPE_ROUND,
      ]);
    });

    test('callbacks', () => {
      const s = open();
      using twice = callback(SHAPE_CALLBACK, (v) => v * 2);
      expect(s.Call(twice, 21)).toBe(42);
      // A call inside a callback has scratch memory of its own.
      using nested = callback(SHAPE_CALLBACK, (v) => s.EchoU32(v) + s.GetNameDebugging().length);
      expect(s.Call(nested, 10)).toBe(15);
    });

    test('success codes come back, failures are thrown', () => {
      const s = open();
      expect([s.Nop(), s.Fail(0), s.Fail(1)]).toEqual([0, 0, 1]);
      expect(() => s.Fail(0x80131024)).toThrow(HResultError);
    });
  });

  test('raw calls give the HRESULT and the results', () => {
    const s = CreateShapes(IShapes);
    expect(s.$raw.Fail(0x80131024)).toBe(0x80131024);
    expect(s.$raw.EchoU32(5)).toEqual({ hresult: 0, value: 5 });
    expect(s.$raw.NextEnum(0n, 1)).toEqual({ hresult: 0, value: { handle: 2n, tokens: [0x02000001], count: 1 } });
    expect(s.$raw.QueryInterface(IOther)).toEqual({ hresult: 0x80004002, value: undefined });
    expect(s.$raw.Twice(2)).toBe(4);
  });

  test('asynchronous calls', async () => {
    const s = CreateShapes(IShapes);
    s.SetNameLength(3000);
    const a = asynchronous(s);
    expect(await Promise.all([a.EchoU64(5n), a.GetNameDebugging(), a.GetPairs(1), a.EchoWideText('abc')])).toEqual([
      5n,
      'x'.repeat(3000),
      { count: 1, pairs: [{ left: 0, right: 100n }] },
      { length: 3, kept: 'abc' },
    ]);
    await expect(a.Fail(0x80004005)).rejects.toThrow(HResultError);
  });

  test('an error says what failed, how it is called, and what the method documents', () => {
    try {
      CreateShapes(IShapes).Fail(0x80131024);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(HResultError);
      const { api, hresult, hresultName, facility, facilityName, code } = error as HResultError;
      expect({ api, hresult, hresultName, facility, facilityName, code }).toEqual({
        api: 'IShapes::Fail',
        hresult: 0x80131024,
        hresultName: 'HOST_E_TIMEOUT',
        facility: 19,
        facilityName: 'URT',
        code: 'HOST_E_TIMEOUT',
      });
    }
  });

  test('the names of HRESULTs that no method documents', () => {
    expect(new HResultError(0x80004002).hresultName).toBe('E_NOINTERFACE');
    expect(new HResultError(0x8badf00d).hresultName).toBe('0x8badf00d');
  });

  test('structures have the layout of C', () => {
    expect([PAIR.size, PAIR.alignment, PAIR.offsetOf('right')]).toEqual([16, 8, 8]);
    expect([BIG.size, BIG.offsetOf('pair'), BIG.offsetOf('half'), BIG.offsetOf('id')]).toEqual([80, 32, 48, 56]);
  });

  test('objects that are disposed are gone', () => {
    const before = LiveShapes();
    {
      using s = CreateShapes(IShapes);
      using again = s.QueryInterface(IShapes);
      expect(again.AddRef()).toBe(3);
      expect(LiveShapes()).toBe(before + 1);
    }
    expect(LiveShapes()).toBe(before);
  });

  describe('implementing every shape of signature', () => {
    const make = (): ComServer<IShapes> => {
      const server: ComServer<IShapes> = implement(
        IShapes,
        echo(() => server as unknown as IShapes),
      );
      return server;
    };

    test('native code gets the right answer from each', () => {
      using server = make();
      // The answer is the line of shapes.cpp whose check failed.
      expect(DriveShapes(server)).toBe(0);
    });

    test('and a native client in JavaScript does', () => {
      using server = make();
      const s = CreateShapes(IShapes).EchoObject(server) as IShapes;
      expect(s.EchoBig(big)).toEqual({ ...big, half: 10 });
      expect(s.EchoU64(2n ** 64n - 1n)).toBe(2n ** 64n - 1n);
      expect(() => s.Fail(0x80131024)).toThrow('HOST_E_TIMEOUT');
      expect(s.$raw.CallOnThread(s, 1)).toBe(0x80004001);
      s.Release();
      expect(server.references).toBe(1);
    });

    test('a reference that native code is given is its own, whatever becomes of ours', () => {
      const before = LiveShapes();
      const given = CreateShapes(IShapes);
      using server = implement(IShapes, {
        EchoObject: () => given,
        ReturnObject: () => given,
        NextObjects: () => ({ objects: [given], count: 1 }),
      });
      const s = CreateShapes(IShapes).EchoObject(server) as IShapes;
      const got = [s.EchoObject(s), s.ReturnObject(null), s.NextObjects(1).objects[0]] as IShapes[];
      given[Symbol.dispose]();
      expect(LiveShapes()).toBeGreaterThan(before);
      expect(got.map((one) => one.Twice(2))).toEqual([4, 4, 4]);
      expect(got.map((one) => one.Release())).toEqual([2, 1, 0]);
      s.Release();
    });

    test('calls from other threads arrive while an asynchronous call runs', async () => {
      const seen: number[] = [];
      using server = implement(IShapes, {
        EchoU32(v) {
          seen.push(v);
          return v;
        },
      });
      await asynchronous(CreateShapes(IShapes)).CallOnThread(server, 5);
      expect(seen).toEqual([0, 1, 2, 3, 4]);
      expect(server.references).toBe(1);
    });

    test('an exception becomes an HRESULT, never S_OK', () => {
      const errors: unknown[] = [];
      using server = implement(
        IShapes,
        {
          Nop() {
            throw new TypeError('broken');
          },
          Fail() {
            throw new HResultError(0);
          },
        },
        { onError: (error, api) => errors.push(api, error) },
      );
      const s = CreateShapes(IShapes).EchoObject(server) as IShapes;
      expect(s.$raw.Nop()).toBe(0x80004005);
      expect(s.$raw.Fail(0)).toBe(0x80004005);
      expect(errors).toEqual(['IShapes::Nop', new TypeError('broken')]);
    });

    test('what an object lacks goes to `otherwise`', () => {
      const seen: unknown[] = [];
      using server = implement(IShapes, {}, { otherwise: (method, args) => void seen.push(method, args) });
      (CreateShapes(IShapes).EchoObject(server) as IShapes).SetNameLength(5);
      expect(seen).toEqual(['SetNameLength', [5]]);
    });

    test('one object has several interfaces, each with its own methods, and one count of references', () => {
      let released = 0;
      const server = implement(
        IShapes,
        { Nop: () => 0 },
        { also: [part(IOther, { Ping: () => 1 })], onReleased: () => released++ },
      );
      const s = CreateShapes(IShapes).EchoObject(server) as IShapes;
      const other = s.QueryInterface(IOther);
      expect([s.Nop(), other.Ping(5)]).toEqual([0, 1]);
      {
        using one = other.QueryInterface(IUnknown);
        using two = s.QueryInterface(IUnknown);
        expect(one.$p).toBe(two.$p);
      }
      s.Release();
      other.Release();
      expect([released, server.references]).toEqual([0, 1]);
      server.release();
      server.release();
      expect([released, server.references, server.$p]).toEqual([1, 0, 0n]);
    });
  });
});

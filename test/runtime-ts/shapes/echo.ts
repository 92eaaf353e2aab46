import { functionAt, HResultError, type Implementation } from '../../../src/runtime/index.ts';
import {
  CORDB_ADDRESS,
  FunctionID,
  type IShapes,
  mdTypeDef,
  SHAPE,
} from '../../fixtures/emit/typescript/shapes/shapes.ts';

/** The same answers as shapes.cpp gives, in JavaScript. */
export function echo(self: () => IShapes): Implementation<IShapes> {
  let name = 'Größe';
  const numbers = (count: number, from: number, step: number): number[] =>
    Array.from({ length: count }, (_, i) => from + i * step);
  const sum = (values: Iterable<number | bigint | boolean>): bigint =>
    [...values].reduce<bigint>((all, one) => all + BigInt(one), 0n);
  return {
    EchoU8: (v) => v,
    EchoU16: (v) => v,
    EchoU32: (v) => v,
    EchoI32: (v) => v,
    EchoU64: (v) => v,
    EchoI64: (v) => v,
    EchoSize: (v) => v,
    EchoBool: (v) => v,
    EchoBoolean: (v) => v,
    EchoHresult: (v) => v,
    EchoFloat: (v) => v,
    EchoEnum: (v) => v,
    EchoFlags: (v) => v,
    EchoToken: (v) => v,
    EchoAddress: (v) => v,
    EchoId: (v) => v,
    EchoPointer: (v) => v as bigint,
    EchoWideText: (v) => ({ length: v.length, kept: v }),
    EchoText: (v) => ({ length: v.length, kept: v }),
    EchoBstr: (v) => ({ length: v.length, made: v }),
    EchoGuidValue: (v) => v,
    EchoGuid: (v) => v,
    OptionalText: (v) => v === null,
    OptionalObject: (v) => v === null,
    OptionalGuid: (v) => v === null,
    EchoObject: (v) => v,
    GetAs: () => self() as never,
    CountObjects: (objects) =>
      objects.reduce((all, object) => all + ((object as IShapes | null)?.Twice(1) ?? 0) - 1, 0),
    CountTexts: (texts) => texts.reduce((all, text) => all + (text?.length ?? 0), 0),
    EchoPair: (v) => v,
    EchoBig: (v) => v,
    EchoPairRef: (v) => v,
    SwapPair: ({ left, right }) => ({ left: Number(right), right: BigInt(left) }),
    SumPairs: (pairs) => sum(pairs.flatMap(({ left, right }) => [left, right])),
    GetPairs: (max) => ({
      count: Math.min(max, 2),
      pairs: [0, 1].slice(0, max).map((i) => ({ left: i, right: BigInt(i + 100) })),
    }),
    FillPairs: (count) => ({
      count: Math.min(count, 2),
      pairs: [0, 1].slice(0, count).map((i) => ({ left: i, right: BigInt(i + 100) })),
    }),
    UpdatePairs: (_max, pairs) => ({
      pairs: pairs.map(({ left, right }) => ({ left: left + 1, right })),
      count: pairs.length,
    }),
    NextEnum: (handle, max) =>
      handle === 0n
        ? {
            hresult: 0,
            handle: 3n as typeof handle,
            tokens: [1, 2].slice(0, max).map((i) => mdTypeDef(0x02000000 | i)),
            count: 2,
          }
        : { hresult: 1, handle, tokens: [], count: 0 },
    IncrementU32: (v) => v + 1,
    IncrementAddress: (v) => CORDB_ADDRESS(v + 1n),
    IncrementSize: (v) => v + 1n,
    UpdateBytes: (_size, bytes) => Uint8Array.from(bytes, (byte) => byte ^ 0xff),
    GetBytes: () => ({ bytes: Uint8Array.of(10, 11, 12), count: 3 }),
    GetAllBytes: (size) => Uint8Array.from(numbers(size, 10, 1)),
    FillBytes: () => ({ bytes: Uint8Array.of(10, 11, 12), size: 3 }),
    GetHresults: (count) => Int32Array.from(numbers(count, 0x80004005 | 0, 1)),
    GetLongs: (count) => Int32Array.from(numbers(count, -1, -1)),
    GetDwords: (count) => Uint32Array.from(numbers(count, 0xfffffffe, 1)),
    NextDwords: () => ({ values: Uint32Array.of(7, 8, 9), count: 3 }),
    GetTokens: (count) => numbers(count, 0x02000001, 1).map(mdTypeDef),
    GetAddresses: (count) => numbers(count, 0, 1).map((i) => CORDB_ADDRESS(0xffffffff00000000n + BigInt(i))),
    NextAddresses: () => ({ addresses: [1n, 2n, 3n].map(CORDB_ADDRESS), count: 3 }),
    NextIds: () => ({ count: 3, ids: [1000n, 2000n, 3000n].map(FunctionID) }),
    NextSizes: () => ({ count: 3, sizes: BigUint64Array.of(1000n, 2000n, 3000n) }),
    NextObjects: () => ({ objects: [self()], count: 1 }),
    SumBools: (values) => sum(values),
    SumLongs: (values) => sum(values),
    SumDwords: (values) => sum(values),
    SumTokens: (values) => sum(values),
    SumAddresses: (values) => sum(values),
    SumBytes: (values) => sum(values),
    SumIds: (values) => sum(values),
    SumSizes: (values) => sum(values),
    GetNameMetadata: () => ({ name, flags: 5 }),
    GetNameDebugging: () => name,
    GetNameHosting: () => name,
    SetNameLength: (length) => {
      name = 'x'.repeat(length);
    },
    GetNarrowName: () => 'shape',
    Nop: () => undefined,
    Fail: (v) => {
      if (v >= 0x80000000) throw new HResultError(v);
      return v;
    },
    IsValid: (v) => v >>> 24 === 2,
    AddressOf: (v) => BigInt(v),
    Twice: (v) => 2 * v,
    TwiceSize: (v) => 2n * v,
    Forget: () => undefined,
    EchoSigned: (v) => v,
    Negative: (v) => -v,
    Not: (v) => !v,
    KindOf: (v) => (v === 0 ? SHAPE.SHAPE_NONE : SHAPE.SHAPE_ROUND),
    GetCutName: () => 'shape',
    Call: ({ address }, v) => functionAt<(v: number) => number>(address, 'SHAPE_CALLBACK(in u32 v) u32')(v),
    ReturnObject: (v) => v,
    ReplaceText: (text) => (text === null ? null : `<${text}>`),
    OptionalNarrowText: (v) => v === null,
    OptionalPair: (v) => v === null,
    FillRange: (count) => ({
      rgPairs: numbers(Math.min(count, 3), 0, 1).map((left) => ({ left, right: 7n })),
      pcNeeded: 3,
    }),
    GetBstrs: () => ({ rgTexts: ['a', 'ab'], pCount: 2 }),
    GetShapes: (count) => Array.from({ length: count }, () => self()),
    OptionalPairs: (pairs) => pairs === null,
    OptionalBstr: (v) => v === null,
    OptionalCallback: (v) => v === null,
    OptionalDwords: (values) => values === null,
    OptionalIds: (ids) => ids === null,
    Next: () => ({ hresult: 1, rgelt: [self()], pceltFetched: 1 }),
    EchoOffset: (v) => v,
    OptionalTexts: (texts) => texts === null,
    OptionalLongs: (values) => values === null,
    OptionalBytes: (bytes) => bytes === null,
    OptionalSizes: (sizes) => sizes === null,
  };
}

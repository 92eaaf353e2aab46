// Compiled by types.test.ts: what must compile, and with @ts-expect-error what must not.
import {
  $defineCallback,
  asynchronous,
  callback,
  type HResult,
  type InterfaceArgument,
  type IUnknown,
  implement,
  type OtherHResult,
} from '../../../src/runtime/index.ts';
import { E_FAIL, HOST_E_TIMEOUT, S_FALSE, S_OK } from '../../fixtures/emit/typescript/shapes/hresult.ts';
import {
  CORDB_ADDRESS,
  FunctionID,
  IOther,
  IShapes,
  type mdToken,
  mdTypeDef,
  SHAPE,
  SHAPE_FLAGS,
} from '../../fixtures/emit/typescript/shapes/shapes.ts';

declare const shapes: IShapes;
declare const unknown: IUnknown;

/** Whether two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <_ extends true>(): void => {};

// QueryInterface and REFIID parameters infer from the descriptor.
same<Same<ReturnType<typeof queried>, IShapes>>();
const queried = () => unknown.QueryInterface(IShapes);
const other: IOther = shapes.GetAs(IOther);
// @ts-expect-error IOther is not IShapes
const wrong: IShapes = shapes.GetAs(IOther);

// The raw form: the documented HRESULTs and an open rest, so that a switch is checked.
const hr = shapes.$raw.Fail(0);
same<Same<typeof hr, HResult<typeof S_OK | typeof S_FALSE | typeof E_FAIL | typeof HOST_E_TIMEOUT>>>();
export function exhaustive(): string {
  switch (hr) {
    case S_OK:
    case S_FALSE:
      return 'success';
    case E_FAIL:
    case HOST_E_TIMEOUT:
      return 'failure';
    default: {
      const rest: OtherHResult = hr;
      return String(rest);
    }
  }
}
export function forgetful(): string {
  switch (hr) {
    case S_OK:
    case S_FALSE:
    case E_FAIL:
      return 'documented';
    default: {
      // @ts-expect-error HOST_E_TIMEOUT is documented too
      const rest: OtherHResult = hr;
      return String(rest);
    }
  }
}

// The throwing form returns the documented success codes alone.
same<Same<ReturnType<IShapes['Fail']>, 0 | 1>>();
// Several success codes come with the results.
const next = shapes.NextEnum(0n, 4);
same<Same<typeof next.hresult, 0 | 1>>();
same<Same<typeof next.tokens, mdTypeDef[]>>();
// A method that the client implements returns any HRESULT.
same<Same<ReturnType<IOther['Ping']>, HResult<0 | 1 | typeof E_FAIL>>>();

// Branded values: a token is no number, and one of a table is not any token.
const type = mdTypeDef(0x02000001);
const token: mdToken = type;
shapes.EchoToken(type);
// @ts-expect-error a number is no token
shapes.EchoToken(0x02000001);
// @ts-expect-error a token of any table is no mdTypeDef
shapes.EchoToken(token);
// @ts-expect-error an address is no function's id
shapes.EchoId(CORDB_ADDRESS(1n));
shapes.EchoId(FunctionID(1n));
// @ts-expect-error 64-bit values are bigints
shapes.EchoU64(1);

// Enumerations are closed, flags are combined.
shapes.EchoEnum(SHAPE.SHAPE_ROUND);
// @ts-expect-error no member has this value
shapes.EchoEnum(3);
shapes.EchoFlags(SHAPE_FLAGS.SHAPE_RED | SHAPE_FLAGS.SHAPE_BLUE);

// NULL only where the docs allow it.
shapes.OptionalText(null);
// @ts-expect-error the docs do not allow NULL here
shapes.EchoWideText(null);
// @ts-expect-error another interface
shapes.EchoObject(other);

// Implementations get objects from native code, and may leave methods out.
using server = implement(IShapes, {
  EchoObject: (v) => v.QueryInterface(IShapes),
  Twice: (v) => 2 * v,
  Nop() {},
});
shapes.EchoObject(server);
// @ts-expect-error a wrong result
implement(IShapes, { Twice: () => 'two' });
// @ts-expect-error no such method
implement(IShapes, { Thrice: (v: number) => v });

// So do callbacks.
const notify = $defineCallback<(object: InterfaceArgument<IShapes>, n: number) => void>(
  'N(in @IShapes object, in u32 n) void',
);
callback(notify, (object, n) => void object.Twice(n));
// @ts-expect-error a wrong parameter
callback(notify, (object: IOther) => void object);

// Asynchronous methods are promises of the same.
same<Same<ReturnType<ReturnType<typeof later>['EchoU32']>, Promise<number>>>();
const later = () => asynchronous(shapes);
void wrong;

/**
 * The runtime of generated TypeScript modules: calls and implements COM interfaces of a CLR from Node.js. Native calls
 * are koffi's, which loads with the first of them.
 */
import './method-views.ts';

/** What generated modules call; their own names never begin with a dollar sign. */
export {
  address as $address,
  bigint as $bigint,
  float as $float,
  guidAddress as $guidAddress,
  guidOrNull as $guidOrNull,
  handle as $handle,
  iidOf as $iidOf,
  integer as $integer,
  memory as $memory,
  NULL,
  pointerOf as $pointerOf,
  pointerOrNull as $pointerOrNull,
  text as $text,
  textOrNull as $textOrNull,
  token as $token,
} from './arguments.ts';
export { brand as $brand, tokenOf as $tokenOf } from './brand.ts';
export { call as $call, callAgain as $callAgain } from './call.ts';
export { blocks as $blocks, endsProcess as $endsProcess } from './call-guards.ts';
export { callback, defineCallback as $defineCallback } from './callback.ts';
export { CoreClr, type CoreClrOptions, clrLibrary, dotnetRoots, findRuntime } from './clr.ts';
export { defineInterface as $defineInterface, interfaceOf as $interfaceOf } from './descriptor.ts';
export * from './errors.ts';
export { guid } from './guid.ts';
export { type ImplementedPart, type ImplementOptions, implement, implementedObjects, part } from './implement.ts';
export { bindLibrary } from './library.ts';
export { readBytes, readPointers, readText } from './memory.ts';
export { asynchronous, interpreted } from './method-views.ts';
export { defineFunction as $defineFunction, functionAt } from './native-function.ts';
export { NativeMemory } from './native-memory.ts';
export { failure as $failure, IUnknown, wrap as $wrap, wrapAs, wrapOrNull as $wrapOrNull } from './native-object.ts';
export { scratch as $scratch, TEXT_CAPACITY as $TEXT_CAPACITY } from './scratch.ts';
export { defineStruct as $defineStruct } from './struct.ts';
export type {
  AsyncMethods,
  Brand,
  CallbackCode,
  CallbackPointer,
  CallbackType,
  ComServer,
  Guid,
  Handle,
  HResult,
  Implementation,
  Interface,
  InterfaceArgument,
  Memory,
  MethodInfo,
  NativeFunction,
  NativeObject,
  OtherHResult,
  Pointer,
  RawResult,
  RawUnknown,
  Struct,
  SuccessCode,
} from './types.ts';

import { call, callAsync, callRaw } from './call.ts';
import type { MethodThis } from './descriptor.ts';
import { ArgumentError } from './errors.ts';
import { ObjectBase } from './native-object.ts';
import type { AsyncMethods, NativeObject } from './types.ts';

type Caller = (object: MethodThis, slot: number, args: readonly unknown[]) => unknown;

/** Another way to call an object's methods. */
class MethodView {
  readonly $object: MethodThis;

  constructor(object: MethodThis) {
    this.$object = object;
  }
}

function viewOf(object: MethodThis, kind: string, caller: Caller): MethodView {
  const { classes, all } = object.$i;
  let known = classes.get(kind) as typeof MethodView | undefined;
  if (!known) {
    known = class extends MethodView {};
    all.forEach((signature, slot) => {
      Object.defineProperty((known as typeof MethodView).prototype, signature.name, {
        value(this: MethodView, ...args: unknown[]) {
          return caller(this.$object, slot, args);
        },
      });
    });
    classes.set(kind, known);
  }
  return new known(object);
}

/**
 * The methods of an object as promises. Each call runs on a thread of its own; use it for what blocks, and for what
 * waits for callbacks into this process.
 */
export function asynchronous<T extends NativeObject>(object: T): AsyncMethods<T> {
  if (!(object instanceof ObjectBase)) throw new ArgumentError('object', 'needs an object that came from native code');
  return viewOf(object, 'async', callAsync) as unknown as AsyncMethods<T>;
}

/** Calls a method through its table entry even where a generated method is straight-line; for tests and tools. */
export function interpreted<T extends NativeObject>(object: T): T {
  return viewOf(object as unknown as MethodThis, 'interpreted', call) as unknown as T;
}

Object.defineProperty(ObjectBase.prototype, '$raw', {
  get(this: ObjectBase) {
    return viewOf(this, 'raw', callRaw);
  },
});

/** The types that generated modules are written in. Nothing here exists at run time. */

declare const brandKey: unique symbol;
declare const serverKey: unique symbol;
declare const typeKey: unique symbol;

/** A number or bigint that is of one kind only: `Brand<mdToken, 'mdTypeDef'>` is also an `mdToken`, never the reverse. */
export type Brand<Base, Name extends string> = Base & { readonly [brandKey]: { readonly [K in Name]: true } };

/** An address in the process. */
export type Pointer = bigint;

/** An address of one kind, such as `HCORENUM`; `0n` is the null of all kinds. */
export type Handle<Name extends string> = Brand<bigint, Name> | 0n;

/** Memory that native code reads or writes during a call: a buffer, an address, or NULL. */
export type Memory = ArrayBufferView | Pointer | null;

/** A GUID in lower case without braces. */
export type Guid = Brand<string, 'Guid'>;

/** An HRESULT that the docs of a method do not list. */
export type OtherHResult = Brand<number, 'HRESULT'>;

/** The HRESULT of a method: the documented ones, and an open rest that keeps a `switch` honest. */
export type HResult<Documented extends number = never> = Documented | OtherHResult;

/** A success code; methods without documented ones return it. */
export type SuccessCode = number;

/** What a raw method with results gives: its HRESULT, and its results if it succeeded. */
export interface RawResult<Documented extends number, Value> {
  readonly hresult: HResult<Documented>;
  /** Undefined if the call failed. */
  readonly value: Value | undefined;
}

/** A native object without IUnknown: what all interfaces have. */
export interface NativeObject {
  /** Its address; `0n` once it is released. */
  readonly $p: Pointer;
}

/** The root of all COM interfaces. An object holds one reference; `using` or `Release` gives it back. */
export interface IUnknown extends NativeObject {
  /**
   * Asks for another interface of the object.
   * @throws HResultError with E_NOINTERFACE if it has none.
   */
  QueryInterface<T extends NativeObject>(as: Interface<T>): T;
  /** Takes another reference and returns their number, as the object counts them. */
  AddRef(): number;
  /** Gives a reference back. After the last one that this object held, its methods throw ReleasedObjectError. */
  Release(): number;
  [Symbol.dispose](): void;
  readonly $raw: RawUnknown;
}

/** IUnknown without the throw. */
export interface RawUnknown {
  QueryInterface<T extends NativeObject>(as: Interface<T>): RawResult<never, T>;
}

/** The descriptor of an interface: its constant beside its type. */
export interface Interface<T extends NativeObject = NativeObject> {
  readonly name: string;
  /** Empty for a class without one. */
  readonly iid: Guid;
  readonly base: Interface | undefined;
  /** Slot of the first own method. */
  readonly slot: number;
  /** Own methods in slot order. */
  readonly methods: readonly MethodInfo[];
  readonly [typeKey]?: T;
}

/** A method of a descriptor, for introspection. */
export interface MethodInfo {
  readonly name: string;
  readonly slot: number;
  /** Documented HRESULTs by name, unsigned. */
  readonly hresults: Readonly<Record<string, number>>;
}

/** An object of ours that native code can call, as `implement` makes it. */
export interface ComServer<T extends NativeObject> {
  readonly $p: Pointer;
  /** References that native code and this process hold. */
  readonly references: number;
  /** Gives our own reference back. When native code has given back its own, the object is gone. */
  release(): void;
  /** Lets the process end though native code still holds references. */
  unref(): this;
  [Symbol.dispose](): void;
  readonly [serverKey]: T;
}

/** What a parameter of an interface type takes: an object that came from native code, or one of ours. */
export type InterfaceArgument<T extends NativeObject> = T | ComServer<T>;

/** The methods of an interface, without those of IUnknown and the runtime's own members. */
export type MethodNames<T> = {
  [M in keyof T]: T[M] extends (...args: never[]) => unknown ? (M extends keyof IUnknown ? never : M) : never;
}[keyof T];

/** Arguments as an implementation receives them: interfaces are always objects from native code. */
type Incoming<A> = A extends ComServer<NativeObject> ? never : A;

/** What an implementation may return: the results, an HRESULT where there are none, or nothing for S_OK. */
// biome-ignore lint/suspicious/noConfusingVoidType: a method without `return` is S_OK
type Outgoing<R> = R extends number ? number | undefined | void : R;

/** The code of a function that native code calls. */
export type CallbackCode<F> = F extends (...args: infer A) => infer R
  ? (...args: { [I in keyof A]: Incoming<A[I]> }) => Outgoing<R>
  : never;

/** An object that implements an interface. What it lacks returns E_NOTIMPL, or goes to `otherwise`. */
export type Implementation<T> = {
  [M in MethodNames<T>]?: T[M] extends (...args: infer A) => infer R
    ? (...args: { [I in keyof A]: Incoming<A[I]> }) => Outgoing<R>
    : never;
};

/** The methods of an object as promises: each runs on a thread of its own, so that callbacks can come meanwhile. */
export type AsyncMethods<T> = {
  readonly [M in MethodNames<T>]: T[M] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never;
};

/** The layout of a structure, and how to read and write one. */
export interface Struct<T> {
  readonly name: string;
  /** Size in bytes on this machine. */
  readonly size: number;
  readonly alignment: number;
  /** Offset of a field in bytes. */
  offsetOf(field: keyof T & string): number;
  /** Reads one at an address. */
  read(address: Pointer): T;
  /** Writes one to an address; fields that are not given become zero. */
  write(address: Pointer, value: Readonly<Partial<T>>): void;
}

/** The type of a function that native code calls. */
export interface CallbackType<F> {
  readonly name: string;
  readonly [typeKey]?: F;
}

/** A function of ours that native code can call, as `callback` makes it; dispose it when nothing calls it any more. */
export interface CallbackPointer<F> {
  readonly address: Pointer;
  [Symbol.dispose](): void;
  readonly [typeKey]?: F;
}

/** A function that a library exports. */
export type NativeFunction<F, Raw> = F & {
  /** The same without the throw. */
  readonly raw: Raw;
  /** The same on a thread of its own. */
  readonly async: F extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never;
};

declare global {
  interface SymbolConstructor {
    readonly dispose: unique symbol;
    readonly asyncDispose: unique symbol;
  }
}

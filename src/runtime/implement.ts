import { InterfaceDescriptor, type SlotSignature } from './descriptor.ts';
import { ArgumentError, HResultError } from './errors.ts';
import { readGuid } from './guid.ts';
import { IncomingCall } from './incoming-call.ts';
import { koffi } from './koffi.ts';
import { readBytes } from './memory.ts';
import { prototypeOf } from './native-type.ts';
import { enterFrame, leaveFrame } from './scratch.ts';
import type { ComServer, Implementation, Interface, NativeObject, Pointer } from './types.ts';

const S_OK = 0;
const E_NOTIMPL = 0x8000_4001 | 0;
const E_NOINTERFACE = 0x8000_4002 | 0;
const E_POINTER = 0x8000_4003 | 0;
const E_FAIL = 0x8000_4005 | 0;
const CO_E_RELEASED = 0x8004_01ff | 0;

/** Another interface of an object, with methods of its own. */
export interface ImplementedPart {
  readonly descriptor: Interface;
  readonly handlers: object;
}

/** Says how an object implements one more interface: `implement(IA, a, { also: [part(IB, b)] })`. */
export function part<T extends NativeObject>(descriptor: Interface<T>, handlers: Implementation<T>): ImplementedPart {
  return { descriptor: descriptor as Interface, handlers };
}

/** What an implemented object does beside its first interface. */
export interface ImplementOptions {
  /** More interfaces of the same object. */
  readonly also?: readonly ImplementedPart[];
  /** Called for methods that the object lacks, instead of returning E_NOTIMPL. */
  readonly otherwise?: (method: string, args: readonly unknown[], descriptor: Interface) => unknown;
  /** Told of every exception that is no HResultError; such a call returns E_FAIL. Default: a process warning. */
  readonly onError?: (error: unknown, api: string) => void;
  /** Called when native code has given back its last reference and we ours. */
  readonly onReleased?: () => void;
}

/** Objects of ours by the address that native code has. */
const live = new Map<Pointer, Face>();

/** What native code has of an object: one address for each interface. */
interface Face {
  readonly server: Server;
  readonly descriptor: InterfaceDescriptor;
  readonly handlers: Readonly<Record<string, unknown>>;
}

/** How many objects of ours native code holds. */
export function implementedObjects(): number {
  return live.size;
}

/** An object of ours: one native face per interface, all with the same count of references. */
class Server {
  readonly $faces: (name: string) => Pointer | undefined;
  readonly options: ImplementOptions;
  readonly #faces: ReadonlyMap<string, Pointer>;
  readonly #byIid = new Map<string, Pointer>();
  #references = 1;
  #own = true;
  #keepsAlive = true;

  constructor(parts: readonly ImplementedPart[], options: ImplementOptions) {
    this.options = options;
    const faces = new Map<string, Pointer>();
    for (const { descriptor: known, handlers } of parts) {
      const descriptor = known as InterfaceDescriptor;
      const address = koffi().alloc('void *', 1) as Pointer;
      koffi().encode(address, 'void *', vtableOf(descriptor));
      live.set(address, { server: this, descriptor, handlers: handlers as Face['handlers'] });
      for (let base: InterfaceDescriptor | undefined = descriptor; base; base = base.base) {
        if (!faces.has(base.name)) faces.set(base.name, address);
        if (!this.#byIid.has(base.iid)) this.#byIid.set(base.iid, address);
      }
    }
    this.#faces = faces;
    this.$faces = (name) => faces.get(name);
  }

  get $p(): Pointer {
    return (this.#references > 0 ? this.#faces.values().next().value : 0n) as Pointer;
  }

  get references(): number {
    return this.#references;
  }

  /** The address for an IID, with a reference taken. */
  query(iid: string): Pointer | undefined {
    const face = this.#byIid.get(iid);
    if (face !== undefined) this.AddRef();
    return face;
  }

  AddRef(): number {
    this.#references++;
    this.#hold();
    return this.#references;
  }

  Release(): number {
    this.#references--;
    this.#hold();
    if (this.#references === 0) this.#end();
    return this.#references;
  }

  release(): void {
    if (!this.#own) return;
    this.#own = false;
    this.Release();
  }

  unref(): this {
    this.#keepsAlive = false;
    this.#hold();
    return this;
  }

  [Symbol.dispose](): void {
    this.release();
  }

  /** Callbacks of other threads do not keep the event loop alive, so a timer does while native code has us. */
  #hold(): void {
    const foreign = this.#references - (this.#own ? 1 : 0);
    if (foreign > 0 && this.#keepsAlive) held.add(this);
    else held.delete(this);
    updateTimer();
  }

  #end(): void {
    for (const address of new Set(this.#faces.values())) {
      live.delete(address);
      koffi().free(address);
    }
    this.options.onReleased?.();
  }
}

const held = new Set<Server>();
let timer: NodeJS.Timeout | undefined;
const LONG_TIME = 2 ** 30;

function updateTimer(): void {
  if (held.size > 0) timer ??= setInterval(() => {}, LONG_TIME);
  else if (timer) {
    clearInterval(timer);
    timer = undefined;
  }
}

/**
 * Makes an object that native code can call. Methods get their arguments and give their results as those of an object
 * that came from native code do; HResultError becomes its HRESULT, any other exception E_FAIL. Native code may call from
 * any thread: the call then waits until this thread's event loop is free.
 *
 * The object holds one reference of ours: give it back with `release()` or `using` when native code has its own.
 */
export function implement<T extends NativeObject>(
  descriptor: Interface<T>,
  handlers: Implementation<T>,
  options: ImplementOptions = {},
): ComServer<T> {
  const parts = [part(descriptor, handlers), ...(options.also ?? [])];
  for (const one of parts) checkPart(one);
  return new Server(parts, options) as unknown as ComServer<T>;
}

function checkPart({ descriptor, handlers }: ImplementedPart): void {
  if (!(descriptor instanceof InterfaceDescriptor)) {
    throw new ArgumentError('descriptor', 'needs an interface, such as ICorDebugManagedCallback');
  }
  const { name, all } = descriptor;
  if (!descriptor.extends('IUnknown')) {
    throw new ArgumentError('descriptor', `${name} is no COM interface, so nothing could release it`);
  }
  if (handlers === null || typeof handlers !== 'object') {
    throw new ArgumentError('handlers', `needs an object with the methods of ${name}`);
  }
  for (const method of all) {
    const handler = (handlers as Readonly<Record<string, unknown>>)[method.name];
    if (handler !== undefined && typeof handler !== 'function') {
      throw new ArgumentError(method.name, `must be a function, got ${typeof handler}`);
    }
  }
}

/** The table of native functions of an interface; koffi has 8192 of them, so there is one table per interface. */
function vtableOf(descriptor: InterfaceDescriptor): Pointer {
  const known = descriptor.classes.get('vtable') as Pointer | undefined;
  if (known !== undefined) return known;
  const table = koffi().alloc('void *', descriptor.all.length) as Pointer;
  descriptor.all.forEach((signature, slot) => {
    const type = koffi().pointer(prototypeOf(signature, true));
    koffi().encode(table, slot * 8, 'void *', koffi().register(slotCallback(signature, slot), type));
  });
  descriptor.classes.set('vtable', table);
  return table;
}

function slotCallback(signature: SlotSignature, slot: number): (self: Pointer, ...args: unknown[]) => unknown {
  if (slot === 0) return (self, iid, result) => queryInterface(self, iid as Pointer, result as Pointer | null);
  if (slot === 1) return (self) => live.get(self)?.server.AddRef() ?? 0;
  if (slot === 2) return (self) => live.get(self)?.server.Release() ?? 0;
  if (signature.unsupported) return () => E_NOTIMPL;
  const incoming = new IncomingCall(signature);
  return (self, ...args) => {
    const face = live.get(self);
    if (!face) return incoming.failed(CO_E_RELEASED);
    enterFrame();
    // koffi turns an exception into 0, which is S_OK: nothing may leave this function.
    try {
      return dispatch(face, incoming, args);
    } catch (error) {
      return incoming.failed(hresultOf(error, signature.api, face.server.options));
    } finally {
      leaveFrame();
    }
  };
}

function dispatch({ server, descriptor, handlers }: Face, incoming: IncomingCall, native: readonly unknown[]): unknown {
  const { name } = incoming.signature;
  const handler = handlers[name];
  const { otherwise } = server.options;
  if (typeof handler === 'function') {
    return incoming.returned(handler.apply(handlers, incoming.arguments(native)), native);
  }
  if (!otherwise) return incoming.failed(E_NOTIMPL);
  return incoming.returned(otherwise(name, incoming.arguments(native), descriptor), native);
}

function hresultOf(error: unknown, api: string, { onError }: ImplementOptions): number {
  if (error instanceof HResultError) return (error.hresult >= 0x8000_0000 ? error.hresult : E_FAIL) | 0;
  try {
    if (onError) onError(error, api);
    else
      process.emitWarning(error instanceof Error ? error : new Error(String(error)), {
        detail: `in ${api}, returned E_FAIL`,
      });
  } catch {
    // Reporting must not become the next exception.
  }
  return E_FAIL;
}

function queryInterface(self: Pointer, iid: Pointer | null, result: Pointer | null): number {
  if (iid === null || result === null) return E_POINTER;
  const face = live.get(self)?.server.query(readGuid(readBytes(iid, 16), 0));
  koffi().encode(result, 'uint64_t', face ?? 0n);
  return face === undefined ? E_NOINTERFACE : S_OK;
}

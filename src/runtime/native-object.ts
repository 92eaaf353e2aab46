import { iidOf } from './arguments.ts';
import { defineInterface, type InterfaceDescriptor, type MethodThis } from './descriptor.ts';
import { ArgumentError, HResultError, ReleasedObjectError } from './errors.ts';
import { koffi, type NativeCall } from './koffi.ts';
import { prototypeOf } from './native-type.ts';
import { prepareScratch, scratch } from './scratch.ts';
import type { Interface, IUnknown as IUnknownType, NativeObject, Pointer } from './types.ts';

type SlotFunction = (...args: unknown[]) => unknown;

/** What all objects have; generated methods are laid over it, interface by interface. */
export class ObjectBase implements MethodThis {
  $p: Pointer;
  $f: unknown[];
  /** References that this object holds. */
  $n = 1;
  declare readonly $i: InterfaceDescriptor;

  constructor(pointer: Pointer, slots: unknown[]) {
    this.$p = pointer;
    this.$f = slots;
  }

  toString(): string {
    return `[${this.$i.name} ${this.$p === 0n ? 'released' : `0x${this.$p.toString(16)}`}]`;
  }
}

/** Gives a reference back that nobody gave back: the safety net, not the way to do it. */
const forgotten = new FinalizationRegistry<{
  readonly pointer: Pointer;
  readonly slots: unknown[];
}>(({ pointer, slots }) => {
  if (releasing) (slots[2] as SlotFunction)(pointer);
});
let releasing = true;

/** After a runtime has shut down its objects' code may be gone: forgotten references stay where they are. */
export function stopReleasing(): void {
  releasing = false;
}

/**
 * The object at an address. It takes over the reference that the caller holds.
 * @throws ArgumentError for NULL.
 */
// biome-ignore lint/suspicious/noExplicitAny: the descriptor decides; `wrapAs` is the typed form
export function wrap(pointer: Pointer, descriptor: Interface<any>): any {
  if (typeof pointer !== 'bigint') throw new ArgumentError(descriptor.name, 'needs an address, which is a bigint');
  if (pointer === 0n) throw new ArgumentError(descriptor.name, 'native code gave no object', 'ERR_NULL_RESULT');
  const known = descriptor as InterfaceDescriptor;
  const object = new (classOf(known))(pointer, slotsOf(pointer, known));
  if (isCounted(known)) {
    forgotten.register(object, { pointer, slots: object.$f }, object);
  }
  return object;
}

/** The same, with null for NULL. */
// biome-ignore lint/suspicious/noExplicitAny: as `wrap`
export function wrapOrNull(pointer: Pointer, descriptor: Interface<any>): any {
  return pointer === 0n ? null : wrap(pointer, descriptor);
}

/** The object at an address whose reference stays with the caller: takes one of its own. */
export function wrapBorrowed<T extends NativeObject>(pointer: Pointer, descriptor: Interface<T>): T {
  const object = wrap(pointer, descriptor) as ObjectBase;
  if (isCounted(object.$i)) (object.$f[1] as SlotFunction)(pointer);
  return object as unknown as T;
}

/**
 * Takes a reference of an object that becomes native code's. `AddRef` would count it as the object's own, which then
 * gave back what native code gives back.
 */
export function addReference(object: unknown, pointer: Pointer): void {
  if (!(object instanceof ObjectBase)) (object as { AddRef(): number }).AddRef();
  else if (isCounted(object.$i)) (object.$f[1] as SlotFunction)(pointer);
}

const isCounted = (descriptor: InterfaceDescriptor): boolean =>
  descriptor.definition.base !== undefined || descriptor.name === 'IUnknown';

/**
 * Makes an object of an address that came from elsewhere, e.g. a library's own export. The reference becomes the
 * object's.
 */
export function wrapAs<T extends NativeObject>(pointer: Pointer, as: Interface<T>): T {
  return wrap(pointer, as) as T;
}

function classOf(descriptor: InterfaceDescriptor): typeof ObjectBase {
  const known = descriptor.classes.get('object') as typeof ObjectBase | undefined;
  if (known) return known;
  const base = descriptor.base ? classOf(descriptor.base) : ObjectBase;
  const made = class extends base {};
  Object.defineProperty(made, 'name', { value: descriptor.name });
  const methods = Object.getOwnPropertyDescriptors(descriptor.definition.methods());
  for (const property of Object.values(methods)) property.enumerable = false;
  Object.defineProperties(made.prototype, { ...methods, $i: { value: descriptor } });
  descriptor.classes.set('object', made);
  return made;
}

/** The functions of the vtable that an object has, for an interface; each is decoded when it is called first. */
function slotsOf(pointer: Pointer, descriptor: InterfaceDescriptor): unknown[] {
  const vtable = BigInt(koffi().decode.uint64(pointer));
  const known = descriptor.tables.get(vtable);
  if (known) return known;
  prepareScratch();
  const slots: unknown[] = descriptor.all.map((_, slot) => {
    return (...args: unknown[]) => slotFunction(slots, vtable, descriptor, slot)(...args);
  });
  descriptor.tables.set(vtable, slots);
  return slots;
}

const decoded = new WeakMap<unknown[], (NativeCall | undefined)[]>();

function slotFunction(slots: unknown[], vtable: Pointer, descriptor: InterfaceDescriptor, slot: number): NativeCall {
  const signature = descriptor.all[slot];
  if (!signature || signature.unsupported) throw new ArgumentError(descriptor.name, `slot ${slot} cannot be called`);
  const address = BigInt(koffi().decode.uint64(vtable + BigInt(slot * 8)));
  const made = koffi().decode(address, prototypeOf(signature, true)) as NativeCall;
  slots[slot] = made;
  const functions = decoded.get(slots) ?? [];
  functions[slot] = made;
  decoded.set(slots, functions);
  return made;
}

/** The function of a slot itself, which has the asynchronous form. */
export function nativeSlot(object: ObjectBase, slot: number): NativeCall {
  if (object.$p === 0n) throw new ReleasedObjectError(object.$i.name);
  const known = decoded.get(object.$f)?.[slot];
  return known ?? slotFunction(object.$f, BigInt(koffi().decode.uint64(object.$p)), object.$i, slot);
}

/** Marks an object as used up. */
function retire(object: ObjectBase): void {
  forgotten.unregister(object);
  object.$p = 0n;
  object.$f = releasedSlots(object.$i);
}

function releasedSlots(descriptor: InterfaceDescriptor): unknown[] {
  const known = descriptor.classes.get('released') as unknown[] | undefined;
  if (known) return known;
  const slots = descriptor.all.map(({ api }) => () => {
    throw new ReleasedObjectError(`the object of ${api}`);
  });
  descriptor.classes.set('released', slots);
  return slots;
}

/** The error of a method that failed, with what its docs say of the HRESULT. */
export function failure(object: MethodThis, slot: number, hr: number): HResultError {
  return failureOf(object.$i, slot, hr);
}

export function failureOf(descriptor: InterfaceDescriptor, slot: number, hr: number): HResultError {
  const declaring = descriptor.declaring(slot);
  const method = declaring.own[slot - declaring.slot];
  const unsigned = hr >>> 0;
  const documented = Object.entries(declaring.documented(method?.name ?? '')).find(([, [value]]) => value === unsigned);
  if (!documented) return new HResultError(unsigned, method?.api);
  const [name, [, meaning]] = documented;
  return new HResultError(unsigned, method?.api, { name, ...(meaning !== undefined && { meaning }) });
}

/** The root of all COM interfaces. */
export type IUnknown = IUnknownType;

/** IUnknown, which no generated module has: its three methods are the runtime's own. */
export const IUnknown: Interface<IUnknownType> = defineInterface<IUnknownType, NativeObject>({
  name: 'IUnknown',
  iid: '00000000-0000-0000-c000-000000000046',
  slot: 0,
  abi: `
    QueryInterface(in iid riid, out @:riid ppvObject)
    AddRef() u32
    Release() u32
  `,
  methods: () => ({
    QueryInterface<T extends NativeObject>(as: Interface<T>): T {
      const frame = scratch.frame;
      frame.f64[0] = 0;
      const hr = this.$f[0](this.$p, iidOf(as, 'as'), frame.at[0]);
      if (hr < 0) throw failure(this, 0, hr);
      return wrap(frame.u64[0], as);
    },
    AddRef(): number {
      const count = this.$f[1](this.$p);
      (this as unknown as ObjectBase).$n++;
      return count;
    },
    Release(): number {
      const count = this.$f[2](this.$p);
      const object = this as unknown as ObjectBase;
      if (--object.$n === 0) retire(object);
      return count;
    },
    [Symbol.dispose](): void {
      const object = this as unknown as ObjectBase & IUnknownType;
      while (object.$p !== 0n) object.Release();
    },
  }),
});

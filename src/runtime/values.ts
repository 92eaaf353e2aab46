import {
  bigint,
  callbackAddress,
  float,
  handle,
  iidOf,
  integer,
  lengthPrefixedText,
  memory,
  pointerOf,
  pointerOrNull,
  text,
  token,
} from './arguments.ts';
import { allocateBstr, borrowedBstr, readBstr, takeBstr } from './bstr.ts';
import { findInterface, interfaceOf } from './descriptor.ts';
import { ArgumentError, NullArgumentError } from './errors.ts';
import { koffi } from './koffi.ts';
import { type Arena, type Block, readValue, sizeOf, writeValue } from './memory.ts';
import { addReference, wrap, wrapBorrowed } from './native-object.ts';
import type { AbiType, Scalar } from './signature.ts';
import { structOf } from './struct.ts';
import type { Guid, Interface, Pointer } from './types.ts';

/** What makes a value native: memory of the call, the parameter's name, and whether NULL is allowed. */
export interface EncodeContext {
  readonly arena: Arena;
  readonly name: string;
  readonly nullable: boolean;
}

/** An argument by value as koffi takes it. */
export function encodeArgument(type: AbiType, value: unknown, context: EncodeContext): unknown {
  const { arena, name, nullable } = context;
  switch (type.kind) {
    case 'scalar':
      return scalarArgument(type, value, name);
    case 'ptr':
      return memory(value as Pointer, name);
    case 'wstr':
    case 'astr':
      return value === null && nullable ? null : text(value as string, name);
    case 'bstr': {
      const given = lengthPrefixedText(value, nullable, name);
      return given === null ? null : borrowedBstr(given, arena);
    }
    case 'iid':
      return iidOf(value as Interface, name);
    case 'guid': {
      const { view } = guidBlock(value as Guid, arena);
      return { low: view.getBigUint64(0, true), high: view.getBigUint64(8, true) };
    }
    case 'struct':
      return encodeStruct(type.name, value, arena);
    case 'interface':
      return nullable ? pointerOrNull(value, type.name, name) : pointerOf(value, type.name, name);
    case 'function':
      return callbackAddress(value as never, nullable, name);
    default:
      throw new ArgumentError(name, `cannot be passed as ${type.kind}`);
  }
}

/** A scalar as koffi takes it. @throws ArgumentError for what is none. */
export function scalarArgument(type: AbiType & { kind: 'scalar' }, value: unknown, name: string): unknown {
  if (type.token !== undefined) return token(value as number, type.token, name);
  switch (type.scalar) {
    case 'bool':
    case 'bool8':
      return value ? 1 : 0;
    case 'hr':
      return integer(value as number, name) | 0;
    case 'f32':
    case 'f64':
      return float(value as number, name);
    case 'i64':
    case 'u64':
    case 'iptr':
    case 'uptr':
      return bigint(value as bigint, name);
    default:
      return integer(value as number, name);
  }
}

function guidBlock(value: Guid, arena: Arena): Block {
  const block = arena.allocate(16);
  writeValue(block.view, 0, { kind: 'guid' }, value, 'guid');
  return block;
}

/** A structure by value as the integers of the same places. */
function encodeStruct(name: string, value: unknown, arena: Arena): unknown {
  const struct = structOf(name);
  const { address, view } = arena.allocate(struct.size);
  struct.writeTo(view, 0, value as Record<string, unknown>);
  return koffi().decode(address, struct.nativeType());
}

/**
 * A value in memory as JavaScript has it: pointers to text are followed, interfaces become objects. Unless it is
 * `borrowed`, the reference of an interface becomes the object's, and a BSTR is freed.
 */
export function decodeAt(view: DataView, offset: number, type: AbiType, as?: Interface, borrowed = false): unknown {
  const value = readValue(view, offset, type);
  switch (type.kind) {
    case 'interface': {
      if (value === 0n) return null;
      const descriptor = as ?? interfaceOf(type.name, 'index');
      return borrowed ? wrapBorrowed(value as Pointer, descriptor) : wrap(value as Pointer, descriptor);
    }
    case 'wstr':
      return value === 0n ? null : koffi().decode.string16(value as Pointer);
    case 'astr':
      return value === 0n ? null : koffi().decode.string(value as Pointer);
    case 'bstr':
      if (value === 0n) return null;
      return borrowed ? readBstr(value as Pointer) : takeBstr(value as Pointer);
    default:
      return value;
  }
}

/**
 * Writes a value that JavaScript gives into memory. Where it becomes native code's (`owned`), another reference of an
 * interface is taken, and a BSTR is one that native code can free.
 */
export function encodeAt(
  { view, offset }: { readonly view: DataView; readonly offset: number },
  type: AbiType,
  value: unknown,
  context: EncodeContext,
  owned = false,
): void {
  const { name, arena } = context;
  let plain = value;
  switch (type.kind) {
    case 'interface':
      plain = (owned ? ownedPointer(value, type.name, name) : borrowedPointer(value, type.name, name)) ?? 0n;
      break;
    case 'wstr':
    case 'astr':
      plain = value === null ? 0n : encodeText(text(value as string, name), type.kind === 'wstr', arena);
      break;
    case 'bstr': {
      const given = lengthPrefixedText(value, true, name);
      if (given === null) plain = 0n;
      else plain = owned ? allocateBstr(given) : borrowedBstr(given, arena);
      break;
    }
    case 'ptr':
      plain = handle(value as Pointer | null, name);
      break;
    case 'function':
      plain = callbackAddress(value as never, true, name) ?? 0n;
      break;
    case 'scalar':
      break;
    default:
      if (value === null || value === undefined) throw new NullArgumentError(name);
  }
  writeValue(view, offset, type, plain, name);
}

const borrowedPointer = (value: unknown, wanted: string, name: string): Pointer | null =>
  value === null || value === undefined ? null : pointerOf(value, wanted, name);

/** The address of an interface for native code that becomes the owner of a reference: another one than the object's. */
export function ownedPointer(value: unknown, wanted: string, name: string): Pointer | null {
  const pointer = borrowedPointer(value, wanted, name);
  if (pointer !== null) addReference(value, pointer);
  return pointer;
}

function encodeText(value: string, wide: boolean, arena: Arena): Pointer {
  const bytes = Buffer.from(value, wide ? 'utf16le' : 'utf8');
  const { address, view } = arena.allocate(bytes.length + 2);
  new Uint8Array(view.buffer, 0, bytes.length).set(bytes);
  return address;
}

type TypedArrayConstructor = new (
  buffer: ArrayBuffer,
  offset: number,
  length: number,
) => ArrayBufferView & ArrayLike<unknown>;

const TYPED_ARRAYS: Readonly<Partial<Record<Scalar, TypedArrayConstructor>>> = {
  i8: Int8Array,
  u8: Uint8Array,
  i16: Int16Array,
  u16: Uint16Array,
  char16: Uint16Array,
  i32: Int32Array,
  hr: Int32Array,
  u32: Uint32Array,
  i64: BigInt64Array,
  iptr: BigInt64Array,
  u64: BigUint64Array,
  uptr: BigUint64Array,
  f32: Float32Array,
  f64: Float64Array,
};

/** Elements as JavaScript has them: a typed array of plain scalars, an array of everything else. */
export function decodeArray(block: Block, type: AbiType, length: number, borrowed = false): unknown {
  if (type.kind === 'scalar' && !type.nominal) {
    const typed = TYPED_ARRAYS[type.scalar];
    if (typed) {
      const bytes = length * sizeOf(type);
      const copy = block.view.buffer.slice(block.view.byteOffset, block.view.byteOffset + bytes) as ArrayBuffer;
      return new typed(copy, 0, length);
    }
  }
  const step = sizeOf(type);
  const as = type.kind === 'interface' ? findInterface(type.name) : undefined;
  return Array.from({ length }, (_, i) => decodeAt(block.view, i * step, type, as as Interface | undefined, borrowed));
}

/** Writes elements from a block's start. */
export function encodeArray(
  block: Block,
  type: AbiType,
  values: ArrayLike<unknown>,
  context: EncodeContext,
  owned = false,
): void {
  const step = sizeOf(type);
  if (ArrayBuffer.isView(values) && type.kind === 'scalar' && values.byteLength === values.length * step) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    new Uint8Array(block.view.buffer, block.view.byteOffset).set(bytes);
    return;
  }
  for (let i = 0; i < values.length; i++) {
    encodeAt({ view: block.view, offset: i * step }, type, values[i], context, owned);
  }
}

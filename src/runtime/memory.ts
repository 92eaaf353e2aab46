import { bigint, float, integer } from './arguments.ts';
import { guidBytes, readGuid } from './guid.ts';
import { koffi } from './koffi.ts';
import type { AbiType, Scalar } from './signature.ts';
import { structOf } from './struct.ts';
import type { Pointer } from './types.ts';

const POINTER_SIZE = 8;

const SIZES: Readonly<Record<Scalar, number>> = {
  i8: 1,
  u8: 1,
  bool8: 1,
  i16: 2,
  u16: 2,
  char16: 2,
  i32: 4,
  u32: 4,
  f32: 4,
  bool: 4,
  hr: 4,
  i64: 8,
  u64: 8,
  f64: 8,
  iptr: 8,
  uptr: 8,
};

/** Size of a value in bytes. */
export function sizeOf(type: AbiType): number {
  if (type.kind === 'scalar') return SIZES[type.scalar];
  if (type.kind === 'guid') return 16;
  return type.kind === 'struct' ? structOf(type.name).size : POINTER_SIZE;
}

export function alignmentOf(type: AbiType): number {
  if (type.kind === 'guid') return 4;
  return type.kind === 'struct' ? structOf(type.name).alignment : sizeOf(type);
}

/** Reads a value; text and interfaces are addresses here, which `values.ts` makes something of. */
export function readValue(view: DataView, offset: number, type: AbiType): unknown {
  switch (type.kind) {
    case 'scalar':
      return readScalar(view, offset, type.scalar);
    case 'guid':
      return readGuid(new Uint8Array(view.buffer, view.byteOffset + offset, 16), 0);
    case 'struct':
      return structOf(type.name).readFrom(view, offset);
    default:
      return view.getBigUint64(offset, true);
  }
}

/** Writes a value as `readValue` reads it. */
export function writeValue(view: DataView, offset: number, type: AbiType, value: unknown, name: string): void {
  switch (type.kind) {
    case 'scalar':
      writeScalar(view, offset, type.scalar, value, name);
      return;
    case 'guid':
      new Uint8Array(view.buffer, view.byteOffset + offset, 16).set(guidBytes(value as string));
      return;
    case 'struct':
      structOf(type.name).writeTo(view, offset, value as Record<string, unknown>);
      return;
    default:
      view.setBigUint64(offset, BigInt.asUintN(64, bigint(value as bigint, name)), true);
  }
}

function readScalar(view: DataView, offset: number, scalar: Scalar): number | bigint | boolean {
  switch (scalar) {
    case 'i8':
      return view.getInt8(offset);
    case 'u8':
      return view.getUint8(offset);
    case 'bool8':
      return view.getUint8(offset) !== 0;
    case 'i16':
      return view.getInt16(offset, true);
    case 'u16':
    case 'char16':
      return view.getUint16(offset, true);
    case 'i32':
      return view.getInt32(offset, true);
    case 'bool':
      return view.getInt32(offset, true) !== 0;
    case 'u32':
    case 'hr':
      return view.getUint32(offset, true);
    case 'f32':
      return view.getFloat32(offset, true);
    case 'f64':
      return view.getFloat64(offset, true);
    case 'i64':
    case 'iptr':
      return view.getBigInt64(offset, true);
    default:
      return view.getBigUint64(offset, true);
  }
}

function writeScalar(view: DataView, offset: number, scalar: Scalar, value: unknown, name: string): void {
  switch (scalar) {
    case 'bool':
      view.setInt32(offset, value ? 1 : 0, true);
      return;
    case 'bool8':
      view.setUint8(offset, value ? 1 : 0);
      return;
    case 'i64':
    case 'iptr':
      view.setBigInt64(offset, BigInt.asIntN(64, bigint(value as bigint, name)), true);
      return;
    case 'u64':
    case 'uptr':
      view.setBigUint64(offset, BigInt.asUintN(64, bigint(value as bigint, name)), true);
      return;
    default:
  }
  if (scalar === 'f32') view.setFloat32(offset, float(value as number, name), true);
  else if (scalar === 'f64') view.setFloat64(offset, float(value as number, name), true);
  else if (SIZES[scalar] === 1) view.setUint8(offset, integer(value as number, name));
  else if (SIZES[scalar] === 2) view.setUint16(offset, integer(value as number, name), true);
  else view.setUint32(offset, integer(value as number, name), true);
}

/** Memory of one call: blocks that stay where they are until it is over. */
export class Arena {
  readonly #blocks: Pointer[] = [];

  /** Zeroed memory. */
  allocate(bytes: number): Block {
    const size = Math.max(8, Math.ceil(bytes / 8) * 8);
    const address = koffi().alloc('uint8_t', size) as Pointer;
    this.#blocks.push(address);
    const buffer = koffi().view(address, size);
    new Uint8Array(buffer).fill(0);
    return { address, view: new DataView(buffer) };
  }

  free(): void {
    for (const address of this.#blocks.splice(0)) koffi().free(address);
  }
}

export interface Block {
  readonly address: Pointer;
  readonly view: DataView;
}

/** Memory of somebody else. */
export function blockAt(address: Pointer, bytes: number): Block {
  return { address, view: new DataView(koffi().view(address, Math.max(1, bytes))) };
}

/** Copies bytes out of native memory. */
export function readBytes(address: Pointer, length: number): Uint8Array {
  if (length === 0) return new Uint8Array(0);
  return new Uint8Array(koffi().view(address, length)).slice();
}

/** Reads a list of addresses out of native memory. */
export function readPointers(address: Pointer, length: number): Pointer[] {
  const { view } = blockAt(address, length * POINTER_SIZE);
  return Array.from({ length }, (_, i) => view.getBigUint64(i * POINTER_SIZE, true));
}

/** Reads zero-terminated UTF-16 out of native memory. */
export function readText(address: Pointer): string {
  return koffi().decode.string16(address);
}

import { address, handle } from './arguments.ts';
import { readBstr } from './bstr.ts';
import { findInterface } from './descriptor.ts';
import { ArgumentError } from './errors.ts';
import { planOf } from './invoke.ts';
import { koffi } from './koffi.ts';
import { Arena, blockAt, sizeOf } from './memory.ts';
import { wrapBorrowed } from './native-object.ts';
import { type AbiParameter, type AbiSignature, type AbiType, isText } from './signature.ts';
import { structOf } from './struct.ts';
import type { Interface, Pointer } from './types.ts';
import { decodeArray, decodeAt, encodeArray, encodeAt, ownedPointer, scalarArgument } from './values.ts';

const E_POINTER = 0x8000_4003 | 0;
const ERROR_INSUFFICIENT_BUFFER = 0x8007_007a | 0;

/** A call that native code makes: its arguments for JavaScript, and JavaScript's results for native code. */
export class IncomingCall {
  readonly signature: AbiSignature;

  constructor(signature: AbiSignature) {
    this.signature = signature;
  }

  /** The arguments, as a caller of the same method in JavaScript would give them. */
  arguments(native: readonly unknown[]): unknown[] {
    const { parameters } = this.signature;
    return planOf(this.signature).inputs.map((index) =>
      this.#argument(parameters[index] as AbiParameter, native, index),
    );
  }

  /**
   * Puts results where native code wants them, and gives the native result. For a method without results a number is
   * its HRESULT, and nothing is S_OK.
   */
  returned(value: unknown, native: readonly unknown[]): unknown {
    const plan = planOf(this.signature);
    const { name, parameters, result } = this.signature;
    if (typeof (value as PromiseLike<unknown> | undefined)?.then === 'function') {
      throw new ArgumentError(name, 'must return its results, no promise: native code waits until it returns');
    }
    const names = plan.outputs.map((index) => (parameters[index] as AbiParameter).name);
    const hasFirst = plan.returns !== 'nothing';
    const single = names.length + (hasFirst ? 1 : 0) === 1;
    const all = single ? undefined : ((value ?? {}) as Record<string, unknown>);
    let hr = 0;
    plan.outputs.forEach((index, i) => {
      const output = all ? all[names[i] as string] : value;
      const written = this.#write(parameters[index] as AbiParameter, index, output, native);
      if (written < 0) hr = written;
    });
    if (hr < 0) return hr;
    if (result.kind === 'void') return undefined;
    if (plan.returns === 'nothing') return 0;
    const first = single ? value : all?.[plan.returns === 'hresult' ? 'hresult' : 'result'];
    return this.#nativeResult(first);
  }

  /** What a failing call returns: the HRESULT, or zero where the method has none. */
  failed(hr: number): unknown {
    const { result } = this.signature;
    if (result.kind === 'void') return undefined;
    if (result.kind !== 'scalar') return null;
    return result.scalar === 'hr' ? hr : 0;
  }

  #nativeResult(value: unknown): unknown {
    const { result } = this.signature;
    if (result.kind === 'interface') return ownedPointer(value, result.name, 'result');
    if (result.kind !== 'scalar') return handle((value ?? null) as Pointer | null, 'result');
    return scalarArgument(result, value ?? nothing(result), 'result');
  }

  #argument({ name, mode, type, array }: AbiParameter, native: readonly unknown[], index: number): unknown {
    const value = native[index];
    if (type.kind === 'iid') return this.#interfaceOfIid(value as Pointer | null, name);
    if (isText(type)) return value === null ? null : readTerminated(value as Pointer, type.kind === 'wbuf');
    if (array) {
      if (value === null) return null;
      const count = array.capacity === '' ? 0 : this.#count(array.capacity, native);
      return decodeArray(blockAt(value as Pointer, count * sizeOf(type)), type, count, true);
    }
    if (mode !== 'in') {
      return value === null ? null : decodeAt(blockAt(value as Pointer, sizeOf(type)).view, 0, type, undefined, true);
    }
    return this.#byValue(type, value);
  }

  #byValue(type: AbiType, value: unknown): unknown {
    switch (type.kind) {
      case 'scalar':
        if (type.scalar === 'bool' || type.scalar === 'bool8') return value !== 0;
        if (type.scalar === 'hr') return (value as number) >>> 0;
        return /64|ptr/.test(type.scalar) && type.scalar !== 'f64' ? BigInt(value as number) : value;
      case 'interface': {
        if (value === null) return null;
        const descriptor = findInterface(type.name) ?? findInterface('IUnknown');
        return wrapBorrowed(value as Pointer, descriptor as Interface);
      }
      case 'ptr':
        return address(value as Pointer | null);
      case 'function':
        // Somebody else's: `functionAt(pointer.address, ...)` calls it.
        return value === null ? null : { address: address(value as Pointer), [Symbol.dispose]: () => {} };
      case 'guid': {
        const { low, high } = value as { readonly low: number | bigint; readonly high: number | bigint };
        const bytes = new DataView(new ArrayBuffer(16));
        bytes.setBigUint64(0, BigInt(low), true);
        bytes.setBigUint64(8, BigInt(high), true);
        return decodeAt(bytes, 0, type);
      }
      case 'bstr':
        return value === null ? null : readBstr(value as Pointer);
      case 'struct': {
        const struct = structOf(type.name);
        const arena = new Arena();
        const { address: at } = arena.allocate(struct.size);
        koffi().encode(at, struct.nativeType(), value);
        const read = struct.read(at);
        arena.free();
        return read;
      }
      default:
        return value;
    }
  }

  /** The descriptor for an IID that native code asks with, as far as modules are loaded. */
  #interfaceOfIid(value: Pointer | null, name: string): Interface {
    const iid = value === null ? '' : String(decodeAt(blockAt(value, 16).view, 0, { kind: 'guid' }));
    return { name, iid, base: undefined, slot: 0, methods: [] } as unknown as Interface;
  }

  #count(name: string, native: readonly unknown[]): number {
    const index = this.signature.parameters.findIndex((parameter) => parameter.name === name);
    const parameter = this.signature.parameters[index];
    const value = native[index];
    if (!parameter || value === null) return 0;
    if (parameter.mode === 'in') return Number(value);
    return Number(decodeAt(blockAt(value as Pointer, sizeOf(parameter.type)).view, 0, parameter.type));
  }

  /** Writes one result; a negative value is the HRESULT of why not. */
  #write({ name, type, array }: AbiParameter, index: number, value: unknown, native: readonly unknown[]): number {
    const at = native[index] as Pointer | null;
    const arena = KEPT;
    const context = { arena, name, nullable: true };
    if (isText(type)) return this.#writeText(String(value ?? ''), type.kind === 'wbuf', array, at, native);
    if (at === null) return value === undefined || value === null ? 0 : this.#isOptional(index) ? 0 : E_POINTER;
    if (!array) {
      encodeAt({ view: blockAt(at, sizeOf(type)).view, offset: 0 }, type, value ?? nothing(type), context, true);
      return 0;
    }
    const list = (value ?? []) as ArrayLike<unknown>;
    const room = this.#count(array.capacity, native);
    if (list.length > room) throw new ArgumentError(name, `has room for ${room} elements, got ${list.length}`);
    encodeArray(blockAt(at, room * sizeOf(type)), type, list, context, true);
    return 0;
  }

  #isOptional(index: number): boolean {
    return this.signature.parameters[index]?.nullable === true;
  }

  #writeText(
    value: string,
    wide: boolean,
    array: AbiParameter['array'],
    at: Pointer | null,
    native: readonly unknown[],
  ): number {
    const bytes = Buffer.from(`${value}\0`, wide ? 'utf16le' : 'utf8');
    const units = bytes.length / (wide ? 2 : 1);
    const room = this.#count(array?.capacity ?? '', native);
    if (array?.length !== undefined) this.#writeCount(array.length, units, native);
    if (at === null) return 0;
    if (units > room) return ERROR_INSUFFICIENT_BUFFER;
    new Uint8Array(koffi().view(at, bytes.length)).set(bytes);
    return 0;
  }

  #writeCount(name: string, value: number, native: readonly unknown[]): void {
    const index = this.signature.parameters.findIndex((parameter) => parameter.name === name);
    const parameter = this.signature.parameters[index];
    const at = native[index] as Pointer | null;
    if (!parameter || at === null || parameter.mode === 'in') return;
    encodeAt({ view: blockAt(at, sizeOf(parameter.type)).view, offset: 0 }, parameter.type, value, {
      arena: KEPT,
      name,
      nullable: false,
    });
  }
}

const readTerminated = (at: Pointer, wide: boolean): string =>
  wide ? koffi().decode.string16(at) : koffi().decode.string(at);

/** Text that native code is given to keep is never freed: nobody says when it is done with it. */
const KEPT = new Arena();

const nothing = (type: AbiType): unknown => {
  if (type.kind === 'scalar') return /64|ptr/.test(type.scalar) && type.scalar !== 'f64' ? 0n : 0;
  if (type.kind === 'guid') return '00000000-0000-0000-0000-000000000000';
  return type.kind === 'struct' ? {} : null;
};

import type { InterfaceDescriptor } from './descriptor.ts';
import {
  ArgumentError,
  NullArgumentError,
  ReleasedObjectError,
  WrongInterfaceError,
  WrongTokenError,
} from './errors.ts';
import { internGuid } from './guid.ts';
import type { CallbackPointer, Guid, Interface, Memory, Pointer } from './types.ts';

/** NULL for any parameter whose docs do not say that it takes one; typed so that all of them take it. */
export const NULL = 0n as never;

/** Text for native code, which ends at the first NUL. */
export function text(value: string, name: string): string {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new ArgumentError(name, 'text with a NUL would end there', 'ERR_NUL_IN_TEXT');
    return value;
  }
  if ((value as unknown) === NULL) return null as unknown as string;
  if (value === null || value === undefined) throw new NullArgumentError(name);
  throw new ArgumentError(name, `needs a string, got ${typeof value}`);
}

/** As `text`, of a parameter that may be NULL. */
/** Text with a length of its own, a BSTR: NULs may be in it. Null for NULL. */
export function lengthPrefixedText(value: unknown, nullable: boolean, name: string): string | null {
  if (typeof value === 'string') return value;
  if (value === NULL || (value === null && nullable)) return null;
  return text(value as string, name);
}

export function textOrNull(value: string | null, name: string): string | null {
  return value === null ? null : text(value, name);
}

/** An integer of at most 32 bits, signed or not: flags that JavaScript combines become negative. */
export function integer(value: number, name: string): number {
  if (typeof value === 'number' && (value === (value | 0) || value === value >>> 0)) return value;
  throw new ArgumentError(name, `needs a 32-bit integer, got ${described(value)}`);
}

/** A number with a fraction. */
export function float(value: number, name: string): number {
  if (typeof value === 'number') return value;
  throw new ArgumentError(name, `needs a number, got ${described(value)}`);
}

/** An integer of 64 bits; numbers that are exact are taken too. */
export function bigint(value: bigint, name: string): bigint {
  if (typeof value === 'bigint') return value;
  if (Number.isSafeInteger(value)) return BigInt(value);
  throw new ArgumentError(name, `needs a bigint, got ${described(value)}`);
}

/** An address or a handle that native code gave. */
export function handle(value: Pointer | null, name: string): Pointer {
  if (typeof value === 'bigint') return value;
  if (value === null) return NULL;
  throw new ArgumentError(name, `needs an address, which is a bigint, got ${described(value)}`);
}

function described(value: unknown): string {
  return value === null || typeof value === 'number' ? String(value) : typeof value;
}

/** A metadata token of one table, or a nil token. */
export function token(value: number, table: number, name: string): number {
  if (integer(value, name) >>> 24 !== table && (value & 0xff_ffff) !== 0) throw new WrongTokenError(name, table, value);
  return value;
}

/** The address of an interface argument, once it is sure to be one. */
export function pointerOf(value: unknown, wanted: string, name: string): Pointer | null {
  if (value === null || value === undefined) throw new NullArgumentError(name);
  if (value === NULL) return null;
  const { $p, $i, $faces } = value as {
    $p?: Pointer;
    $i?: InterfaceDescriptor;
    $faces?(interfaceName: string): Pointer | undefined;
  };
  if ($p === undefined) throw new ArgumentError(name, `needs an object of ${wanted}, or one that implement() made`);
  if ($p === 0n) throw new ReleasedObjectError(name);
  if ($i !== undefined) {
    if ($i.name === wanted || $i.extends(wanted)) return $p;
    throw new WrongInterfaceError(name, wanted, $i.name);
  }
  const face = $faces?.call(value, wanted);
  if (face === undefined) throw new WrongInterfaceError(name, wanted, 'an object that does not implement it');
  return face;
}

/** As `pointerOf`, of a parameter that may be NULL. */
export function pointerOrNull(value: unknown, wanted: string, name: string): Pointer | null {
  return value === null ? null : pointerOf(value, wanted, name);
}

/** The address of a GUID. */
export function guidAddress(value: Guid, name: string): Pointer | null {
  if (typeof value === 'string') return internGuid(value);
  if ((value as unknown) === NULL) return null;
  if (value === null || value === undefined) throw new NullArgumentError(name);
  throw new ArgumentError(name, `needs a GUID, got ${typeof value}`);
}

/** As `guidAddress`, of a parameter that may be NULL. */
export function guidOrNull(value: Guid | null, name: string): Pointer | null {
  return value === null ? null : guidAddress(value, name);
}

/** The address of the IID that says what a result shall be. */
// biome-ignore lint/suspicious/noExplicitAny: any interface
export function iidOf(value: Interface<any>, name: string): Pointer {
  const address = (value as InterfaceDescriptor | undefined)?.iidAddress;
  if (address === undefined) throw new ArgumentError(name, 'needs an interface, such as ICorDebugProcess');
  return address;
}

/** Memory for the duration of a call. */
export function memory(value: Memory, name: string): Memory {
  if (value === null || typeof value === 'bigint' || ArrayBuffer.isView(value)) return value;
  throw new ArgumentError(name, `needs a buffer, an address or null, got ${typeof value}`);
}

/** The address of a callback. */
export function callbackAddress(
  value: CallbackPointer<unknown> | null,
  nullable: boolean,
  name: string,
): Pointer | null {
  if (value === null || value === undefined) {
    if (nullable && value === null) return null;
    throw new NullArgumentError(name);
  }
  if ((value as unknown) === NULL) return null;
  if (typeof value.address !== 'bigint') throw new ArgumentError(name, 'needs what callback() made');
  if (value.address === 0n) throw new ReleasedObjectError(name);
  return value.address;
}

/** A pointer result as an address, of whatever kind its method says. */
// biome-ignore lint/suspicious/noExplicitAny: handles are brands of their own
export function address(value: Pointer | null): any {
  return value === null ? 0n : BigInt(value);
}

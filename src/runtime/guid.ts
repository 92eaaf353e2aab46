import { ArgumentError } from './errors.ts';
import { koffi } from './koffi.ts';
import type { Guid, Pointer } from './types.ts';

const PATTERN = /^\{?([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})\}?$/i;

/** Makes a GUID of text, with or without braces. @throws ArgumentError if it is none. */
export function guid(text: string): Guid {
  if (!PATTERN.test(text)) throw new ArgumentError('guid', `${JSON.stringify(text)} is not a GUID`, 'ERR_INVALID_GUID');
  return text.replace(/[{}]/g, '').toLowerCase() as Guid;
}

/** The sixteen bytes of a GUID in memory: the first three parts are little-endian. */
export function guidBytes(text: string): Uint8Array {
  const match = PATTERN.exec(text);
  if (!match) throw new ArgumentError('guid', `${JSON.stringify(text)} is not a GUID`, 'ERR_INVALID_GUID');
  const bytes = Buffer.from(match.slice(1).join(''), 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}

/** Reads a GUID out of memory. */
export function readGuid(bytes: Uint8Array, offset: number): Guid {
  const hex = (from: number, to: number): string =>
    Buffer.from(bytes.subarray(offset + from, offset + to)).toString('hex');
  const reversed = (from: number, to: number): string =>
    Buffer.from(bytes.subarray(offset + from, offset + to))
      .reverse()
      .toString('hex');
  return `${reversed(0, 4)}-${reversed(4, 6)}-${reversed(6, 8)}-${hex(8, 10)}-${hex(10, 16)}` as Guid;
}

const INTERNED_LIMIT = 4096;
const interned = new Map<string, Pointer>();

/** The address of a GUID that stays; IIDs and CLSIDs are few, so that the last 4096 are kept. */
export function internGuid(text: Guid): Pointer {
  const known = interned.get(text);
  if (known !== undefined) return known;
  if (interned.size >= INTERNED_LIMIT) {
    const [oldest, memory] = interned.entries().next().value as [string, Pointer];
    interned.delete(oldest);
    koffi().free(memory);
  }
  const address = copyGuid(text);
  interned.set(text, address);
  return address;
}

/** A GUID in memory of its own, which the caller frees or keeps for ever. */
export function copyGuid(text: string): Pointer {
  const address = koffi().alloc('uint8_t', 16) as Pointer;
  new Uint8Array(koffi().view(address, 16)).set(guidBytes(text));
  return address;
}

import { koffi, type NativeCall } from './koffi.ts';
import { boundLibrary, type Library, libraryOf } from './library.ts';
import { type Arena, type Block, readBytes } from './memory.ts';
import type { Pointer } from './types.ts';

/**
 * A BSTR is a pointer to UTF-16 text that ends with a NUL and may hold more of them: its length in bytes stands in the
 * four bytes before it. Who returns one allocates it, and who receives it frees it, with the functions of oleaut32.dll.
 *
 * Where there is no such DLL, CoreCLR's platform layer has its own: `SysFreeString` gives the C library's `free` the
 * address eight bytes before the text (palrt/bstr.cpp), and managed code does the same. koffi allocates and frees with
 * the same C library. A library that does it in another way is bound: `bindLibrary('oleaut32.dll', path)`.
 */
const OLEAUT = 'oleaut32.dll';

/** Bytes from the start of the block to the text, in the layout of CoreCLR's platform layer. */
const HEADER = 8n;

interface Allocator {
  readonly allocate: (text: string) => Pointer;
  readonly free: (address: Pointer) => void;
}

/** Reads a BSTR that stays with its owner. */
export function readBstr(address: Pointer): string {
  const length = koffi().decode.uint32(address - 4n);
  return Buffer.from(readBytes(address, length)).toString('utf16le');
}

/** Reads a BSTR that native code returned, and frees it. */
export function takeBstr(address: Pointer): string {
  const text = readBstr(address);
  allocator().free(address);
  return text;
}

/** A BSTR for native code that frees it. */
export function allocateBstr(text: string): Pointer {
  return allocator().allocate(text);
}

/** A BSTR for the duration of a call: native code only reads it. */
export function borrowedBstr(text: string, arena: Arena): Pointer {
  const bytes = Buffer.from(text, 'utf16le');
  return fill(arena.allocate(blockSize(bytes)), bytes);
}

const blockSize = (bytes: Buffer): number => Number(HEADER) + bytes.length + 2;

function fill({ address, view }: Block, bytes: Buffer): Pointer {
  view.setUint32(Number(HEADER) - 4, bytes.length, true);
  new Uint8Array(view.buffer, view.byteOffset + Number(HEADER), bytes.length).set(bytes);
  return address + HEADER;
}

const platformLayer: Allocator = {
  allocate(text) {
    const bytes = Buffer.from(text, 'utf16le');
    const size = blockSize(bytes);
    const address = koffi().alloc('uint8_t', size) as Pointer;
    return fill({ address, view: new DataView(koffi().view(address, size)) }, bytes);
  },
  free: (address) => koffi().free(address - HEADER),
};

const known = new WeakMap<Library, Allocator>();

function allocator(): Allocator {
  const library = process.platform === 'win32' ? libraryOf(OLEAUT) : boundLibrary(OLEAUT);
  if (!library) return platformLayer;
  const made = known.get(library) ?? libraryAllocator(library);
  known.set(library, made);
  return made;
}

function libraryAllocator(library: Library): Allocator {
  const allocate = library.func('SysAllocStringLen', 'void *', ['str16', 'uint32_t']) as unknown as NativeCall;
  const free = library.func('SysFreeString', 'void', ['void *']) as unknown as NativeCall;
  return {
    allocate: (text) => BigInt(allocate(text, text.length)),
    free: (address) => {
      free(address);
    },
  };
}

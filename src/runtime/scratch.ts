import { readGuid } from './guid.ts';
import { koffi } from './koffi.ts';
import type { Guid, Pointer } from './types.ts';

/** UTF-16 units that fit into the frame's text buffer. Longer text takes a second call with its own memory. */
export const TEXT_CAPACITY = 1024;

const CELLS = 64;
const TEXT_OFFSET = CELLS * 8;
const FRAME_SIZE = TEXT_OFFSET + TEXT_CAPACITY * 2;

/**
 * Stable memory for what comes out of one native call: 64 cells of eight bytes and a text buffer. A method uses the
 * frame from its start; only a callback moves to the next one, since it interrupts a call that still needs its own.
 * Elements are typed `any` so that generated methods can return them as the brands and enumerations that they are.
 */
// biome-ignore-start lint/suspicious/noExplicitAny: see above
export class Frame {
  /** Addresses of the cells. */
  readonly at: readonly any[];
  readonly text: Pointer;
  readonly i8: any;
  readonly u8: any;
  readonly i16: any;
  readonly u16: any;
  readonly i32: any;
  readonly u32: any;
  readonly f32: any;
  readonly f64: any;
  readonly i64: any;
  readonly u64: any;
  // biome-ignore-end lint/suspicious/noExplicitAny: see above
  readonly #bytes: Buffer;

  constructor() {
    const address = koffi().alloc('uint64_t', FRAME_SIZE / 8) as Pointer;
    const memory = koffi().view(address, FRAME_SIZE);
    this.at = Array.from({ length: CELLS }, (_, cell) => address + BigInt(cell * 8));
    this.text = address + BigInt(TEXT_OFFSET);
    this.i8 = new Int8Array(memory);
    this.u8 = new Uint8Array(memory);
    this.i16 = new Int16Array(memory);
    this.u16 = new Uint16Array(memory);
    this.i32 = new Int32Array(memory);
    this.u32 = new Uint32Array(memory);
    this.f32 = new Float32Array(memory);
    this.f64 = new Float64Array(memory);
    this.i64 = new BigInt64Array(memory);
    this.u64 = new BigUint64Array(memory);
    this.#bytes = Buffer.from(memory);
  }

  /** The text buffer's first units; a zero at the end is the terminator that most of the API counts. */
  countedText(length: number): string {
    const units = Math.min(length, TEXT_CAPACITY);
    if (units === 0) return '';
    const last = TEXT_OFFSET / 2 + units - 1;
    const end = this.u16[last] === 0 ? units - 1 : units;
    return this.#bytes.ucs2Slice(TEXT_OFFSET, TEXT_OFFSET + end * 2);
  }

  /** The text buffer up to its terminator. */
  terminatedText(): string {
    const start = TEXT_OFFSET / 2;
    let end = start;
    while (end < start + TEXT_CAPACITY && this.u16[end] !== 0) end++;
    return this.#bytes.ucs2Slice(TEXT_OFFSET, end * 2);
  }

  /** The GUID in a cell and the next. */
  guid(cell: number): Guid {
    return readGuid(this.#bytes, cell * 8);
  }
}

declare module 'node:buffer' {
  interface Buffer {
    /** What `toString('utf16le')` calls; a third faster for short text. */
    ucs2Slice(start: number, end: number): string;
  }
}

const frames: Frame[] = [];
let depth = 0;

/** The frame of the call that runs now. `frame` is set as soon as an object exists whose method could use it. */
export const scratch: { frame: Frame } = { frame: undefined as unknown as Frame };

/** Makes the first frame; called where native objects come into being. */
export function prepareScratch(): void {
  if (scratch.frame === undefined) scratch.frame = frameAt(0);
}

/** Runs code that interrupts a native call (a callback) with a frame of its own. */
export function enterFrame(): void {
  depth++;
  scratch.frame = frameAt(depth);
}

/** How many callbacks run: 0 outside of all. */
export function frameDepth(): number {
  return depth;
}

/** Goes back to the interrupted call's frame. */
export function leaveFrame(): void {
  depth--;
  scratch.frame = frameAt(depth);
}

function frameAt(index: number): Frame {
  const known = frames[index];
  if (known) return known;
  const frame = new Frame();
  frames[index] = frame;
  return frame;
}

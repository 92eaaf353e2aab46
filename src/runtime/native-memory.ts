import { ArgumentError, ReleasedObjectError } from './errors.ts';
import { koffi } from './koffi.ts';
import type { Pointer } from './types.ts';

/**
 * Memory that stays where it is until it is disposed, for native code that keeps an address longer than a call:
 * `dispenser.OpenScopeOnMemory(memory.address, ...)`. A typed array as an argument is there for the call alone.
 */
export class NativeMemory {
  readonly #size: number;
  #address: Pointer;

  /** @param contents The bytes that it holds, or how many bytes, which are zero. */
  constructor(contents: number | Uint8Array) {
    const size = typeof contents === 'number' ? contents : contents?.byteLength;
    if (!Number.isSafeInteger(size) || size <= 0)
      throw new ArgumentError('contents', 'needs bytes, or how many of them');
    this.#size = size;
    this.#address = koffi().alloc('uint8_t', size) as Pointer;
    if (typeof contents === 'number') this.bytes.fill(0);
    else this.bytes.set(contents);
  }

  /** @throws ReleasedObjectError after its end. */
  get address(): Pointer {
    if (this.#address === 0n) throw new ReleasedObjectError('the memory');
    return this.#address;
  }

  /** The memory itself; must not be used after its end. */
  get bytes(): Uint8Array {
    return new Uint8Array(koffi().view(this.address, this.#size));
  }

  [Symbol.dispose](): void {
    if (this.#address === 0n) return;
    koffi().free(this.#address);
    this.#address = 0n;
  }
}

import type { FileStamp } from './file-stamp.ts';

/** Numbers of a stamp: size, modified, changed, inode. */
const columns = 4;

/**
 * Stamps of many files, in columns, so that thousands of them are read from a record without an object being made for
 * each. A list never changes.
 */
export class StampList implements Iterable<FileStamp> {
  readonly paths: readonly string[];
  readonly #numbers: Float64Array;
  /** One a line until somebody asks for one. */
  #hashes: string | readonly string[];

  private constructor(paths: readonly string[], numbers: Float64Array, hashes: string | readonly string[]) {
    this.paths = paths;
    this.#numbers = numbers;
    this.#hashes = hashes;
  }

  static of(stamps: Iterable<FileStamp>): StampList {
    const list = [...stamps];
    const numbers = new Float64Array(list.length * columns);
    for (const [index, [, size, modified, changed, inode]] of list.entries()) {
      numbers.set([size, modified, changed, inode], index * columns);
    }
    return new StampList(
      list.map(([path]) => path),
      numbers,
      list.map((stamp) => stamp[5]),
    );
  }

  at(index: number): FileStamp {
    const at = index * columns;
    const numbers = this.#numbers;
    return [
      this.paths[index] as string,
      numbers[at] as number,
      numbers[at + 1] as number,
      numbers[at + 2] as number,
      numbers[at + 3] as number,
      this.hashes[index] as string,
    ];
  }

  *[Symbol.iterator](): Iterator<FileStamp> {
    for (const index of this.paths.keys()) yield this.at(index);
  }

  /** SHA-256 of the contents, hexadecimal, in the order of the paths. */
  get hashes(): readonly string[] {
    if (typeof this.#hashes === 'string') this.#hashes = this.#hashes === '' ? [] : this.#hashes.split('\n');
    return this.#hashes;
  }

  /** The list with other stamps of the same paths at some places; itself where there are none. */
  with(others: ReadonlyMap<number, FileStamp>): StampList {
    if (others.size === 0) return this;
    const numbers = this.#numbers.slice();
    const hashes = [...this.hashes];
    for (const [index, [, size, modified, changed, inode, hash]] of others) {
      numbers.set([size, modified, changed, inode], index * columns);
      hashes[index] = hash;
    }
    return new StampList(this.paths, numbers, hashes);
  }

  /** The columns as bytes, for `fromBytes`. */
  toBytes(): readonly [paths: Buffer, numbers: Buffer, hashes: Buffer] {
    const { buffer, byteOffset, byteLength } = this.#numbers;
    return [
      Buffer.from(JSON.stringify(this.paths)),
      Buffer.from(buffer, byteOffset, byteLength),
      Buffer.from(typeof this.#hashes === 'string' ? this.#hashes : this.#hashes.join('\n')),
    ];
  }

  /**
   * A list of which `toBytes` made the columns on a machine of this kind.
   *
   * @throws SyntaxError, RangeError for other bytes.
   */
  static fromBytes([paths, numbers, hashes]: readonly [Buffer, Buffer, Buffer]): StampList {
    const names = JSON.parse(paths.toString('utf8')) as readonly string[];
    if (!Array.isArray(names) || numbers.length !== names.length * columns * Float64Array.BYTES_PER_ELEMENT) {
      throw new RangeError('the columns are of different lengths');
    }
    // Numbers have to begin at a multiple of their length.
    return new StampList(names, new Float64Array(new Uint8Array(numbers).buffer), hashes.toString('latin1'));
  }
}

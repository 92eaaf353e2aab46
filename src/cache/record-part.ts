/** A part of a record as JSON: parsed when it is asked for, and written as it was read. */
export class RecordPart<T> {
  #value: T | undefined;
  #bytes: Buffer | undefined;

  private constructor(value: T | undefined, bytes: Buffer | undefined) {
    this.#value = value;
    this.#bytes = bytes;
  }

  /** @param value Plain data, not undefined. */
  static of<T>(value: T): RecordPart<T> {
    return new RecordPart<T>(value, undefined);
  }

  /** @param bytes What `bytes` of another part gave. */
  static read<T>(bytes: Buffer): RecordPart<T> {
    return new RecordPart<T>(undefined, bytes);
  }

  get value(): T {
    // Of JSON nothing is undefined, but a value may be null.
    if (this.#value === undefined) this.#value = JSON.parse((this.#bytes as Buffer).toString('utf8')) as T;
    return this.#value;
  }

  get bytes(): Buffer {
    this.#bytes ??= Buffer.from(JSON.stringify(this.#value));
    return this.#bytes;
  }
}

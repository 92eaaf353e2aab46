import { createHash } from 'node:crypto';
import { withLineFeeds } from './text-hash.ts';

const carriageReturn = 13;

/**
 * What a text file holds, with LF line ends: as a text and as bytes, each made when it is first asked for. A large file
 * of which a few lines change is quicker to handle as bytes.
 */
export class FileContent {
  #text: string | undefined;
  /** The bytes, in pieces where it was made of another content. */
  #parts: readonly Buffer[] | undefined;
  #hash: string | undefined;

  /**
   * @param content A text or its UTF-8 bytes, also in pieces, with any line ends.
   * @param hash Its hash, where that is known.
   */
  constructor(content: string | Buffer | readonly Buffer[], hash?: string) {
    const parts = typeof content === 'string' ? undefined : Buffer.isBuffer(content) ? [content] : content;
    if (typeof content === 'string') this.#text = withLineFeeds(content);
    else if (parts?.some((part) => part.includes(carriageReturn)))
      this.#text = withLineFeeds(Buffer.concat(parts).toString('utf8'));
    else this.#parts = parts;
    this.#hash = hash;
  }

  get text(): string {
    this.#text ??= this.bytes.toString('utf8');
    return this.#text;
  }

  /** The bytes, in one piece or several. */
  get parts(): readonly Buffer[] {
    this.#parts ??= [Buffer.from(this.#text as string)];
    return this.#parts;
  }

  get bytes(): Buffer {
    const [first, ...rest] = this.parts;
    if (first !== undefined && rest.length === 0) return first;
    const bytes = Buffer.concat(this.parts);
    this.#parts = [bytes];
    return bytes;
  }

  /** `hashText` of the text. */
  get hash(): string {
    if (this.#hash === undefined) {
      const hash = createHash('sha256');
      for (const part of this.parts) hash.update(part);
      this.#hash = hash.digest('hex');
    }
    return this.#hash;
  }

  /**
   * The content with another text in the place of one that it holds.
   *
   * @returns undefined where it holds that text not at all, or more than once.
   */
  replaced(before: string, after: string): FileContent | undefined {
    const { bytes } = this;
    const old = Buffer.from(before);
    const start = old.length === 0 ? -1 : bytes.indexOf(old);
    if (start < 0 || bytes.indexOf(old, start + 1) >= 0) return undefined;
    return new FileContent([bytes.subarray(0, start), Buffer.from(after), bytes.subarray(start + old.length)]);
  }
}

import { createHash } from 'node:crypto';
import { withLineFeeds } from './text-hash.ts';

const carriageReturn = 13;

/**
 * What a text file holds, with LF line ends: as a text and as bytes, each made when it is first asked for. A large file
 * of which a few lines change is quicker to handle as bytes.
 */
export class FileContent {
  #text: string | undefined;
  #bytes: Buffer | undefined;
  #hash: string | undefined;

  /**
   * @param content A text or its UTF-8 bytes, with any line ends.
   * @param hash Its hash, where that is known.
   */
  constructor(content: string | Buffer, hash?: string) {
    if (typeof content === 'string') this.#text = withLineFeeds(content);
    else if (content.includes(carriageReturn)) this.#text = withLineFeeds(content.toString('utf8'));
    else this.#bytes = content;
    this.#hash = hash;
  }

  get text(): string {
    this.#text ??= (this.#bytes as Buffer).toString('utf8');
    return this.#text;
  }

  get bytes(): Buffer {
    this.#bytes ??= Buffer.from(this.#text as string);
    return this.#bytes;
  }

  /** `hashText` of the text. */
  get hash(): string {
    this.#hash ??= createHash('sha256').update(this.bytes).digest('hex');
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
    return new FileContent(
      Buffer.concat([bytes.subarray(0, start), Buffer.from(after), bytes.subarray(start + old.length)]),
    );
  }
}

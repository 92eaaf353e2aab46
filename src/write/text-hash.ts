import { createHash } from 'node:crypto';

/** SHA-256 of a text, hexadecimal. CRLF counts as LF: a checkout may have turned the line ends. */
export function hashText(text: string): string {
  return createHash('sha256').update(withLineFeeds(text)).digest('hex');
}

/** The text with LF line ends. */
export function withLineFeeds(text: string): string {
  // Looking for one character is many times quicker than for two.
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
}

/** Hashes of the texts of files; of a text that is the same as the last one of its file the hash is known. */
export class TextHashes {
  readonly #known = new Map<string, { readonly text: string; readonly hash: string }>();

  /** `hashText` of the text of a file. */
  of(file: string, text: string): string {
    const known = this.#known.get(file);
    if (known?.text === text) return known.hash;
    const hash = hashText(text);
    this.note(file, text, hash);
    return hash;
  }

  /** The hash of the text of a file, if it is the last one that was hashed or noted for it. */
  find(file: string, text: string): string | undefined {
    const known = this.#known.get(file);
    return known?.text === text ? known.hash : undefined;
  }

  /** The last text of a file that was hashed or noted. */
  textOf(file: string): string | undefined {
    return this.#known.get(file)?.text;
  }

  /** Takes a hash that is known to be that of the text. */
  note(file: string, text: string, hash: string): void {
    this.#known.set(file, { text, hash });
  }
}

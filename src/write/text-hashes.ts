import { FileContent } from './file-content.ts';
import { hashText } from './text-hash.ts';

/** Hashes of the texts of files; of a text that is the same as the last one of its file the hash is known. */
export class TextHashes {
  readonly #known = new Map<string, { readonly text: string; readonly hash: string } | FileContent>();

  /** `hashText` of the text of a file. */
  of(file: string, text: string): string {
    const known = this.find(file, text);
    if (known !== undefined) return known;
    const hash = hashText(text);
    this.note(file, text, hash);
    return hash;
  }

  /** The hash of the text of a file, if it is the last one that was hashed or noted for it. */
  find(file: string, text: string): string | undefined {
    const known = this.#known.get(file);
    return known?.text === text ? known.hash : undefined;
  }

  /** The last content of a file that was hashed or noted. */
  contentOf(file: string): FileContent | undefined {
    const known = this.#known.get(file);
    if (known === undefined || known instanceof FileContent) return known;
    const content = new FileContent(known.text, known.hash);
    this.#known.set(file, content);
    return content;
  }

  /** Takes a hash that is known to be that of the text. */
  note(file: string, text: string, hash: string): void {
    this.#known.set(file, { text, hash });
  }

  /** Takes the content of a file. */
  noteContent(file: string, content: FileContent): void {
    this.#known.set(file, content);
  }
}

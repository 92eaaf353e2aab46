import type { TocFile } from './read-tocs.ts';

/** One file of the input as the read stage hands it on; nothing after that stage touches the disk. */
export interface SourceFile {
  /** Path as shown to a person: relative to the working directory where it lies below it, forward slashes. */
  readonly path: string;
  /** Path relative to its docs root, forward slashes (`hosting/ihosttask-alert-method.md`): identity and provenance. */
  readonly id: string;
  /** Decoded text, byte order mark removed, line ends as they are. */
  readonly text: string;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly hash: string;
  /** The files that `[!INCLUDE[label](target)]` tokens name, by target as written; absent when missing on disk. */
  readonly includes: ReadonlyMap<string, IncludedFile>;
}

/** The target of an INCLUDE token. */
export interface IncludedFile {
  readonly path: string;
  readonly text: string;
  readonly hash: string;
}

/** The documents of one docs folder, ordered by id. */
export interface SourceTree {
  /** Root folder as shown to a person. */
  readonly root: string;
  readonly files: readonly SourceFile[];
  /** Where the text comes from: `docs` carries the docs' licence into generated comments, `own` does not. */
  readonly origin: 'docs' | 'own';
  /** Its tables of contents; absent where nothing asks for them. */
  readonly tocs?: readonly TocFile[];
  /** What the tree depends on beside its files; absent where that is not known, such as for a revision. */
  readonly trace?: TreeTrace;
}

/** What was looked at to find the files of a tree: where none of it changes, a later search finds the same files. */
export interface TreeTrace {
  /** Folders whose names were listed, absolute. */
  readonly folders: readonly string[];
  /** Paths at which nothing was found, absolute. */
  readonly missing: readonly string[];
  /** False where the search met what folders and files do not tell: symbolic links, pages that cannot be read. */
  readonly complete: boolean;
  /** Folder that INCLUDE targets may not leave, absolute; absent where the search itself found something to report. */
  readonly repository?: string;
}

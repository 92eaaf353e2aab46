import { readFileSync } from 'node:fs';
import path from 'node:path';
import { manifestName, parseManifest } from '../write/manifest.ts';

/** Tells the files that this generator wrote, into whatever output folder, from a person's own. */
export class GeneratedFiles {
  /** What the manifest of a folder lists, absolute; nothing where there is none. */
  readonly #listed = new Map<string, ReadonlySet<string>>();

  /** Whether the manifest of a folder above a file lists it. */
  has(file: string): boolean {
    for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
      if (this.#listedIn(folder).has(file)) return true;
      if (folder === path.dirname(folder)) return false;
    }
  }

  #listedIn(folder: string): ReadonlySet<string> {
    const known = this.#listed.get(folder);
    if (known) return known;
    const { generator, files } = parseManifest(textOf(path.join(folder, manifestName)), '').value;
    const isOurs = generator.startsWith('clr-bindgen ');
    const listed = new Set(isOurs ? Object.keys(files).map((file) => path.join(folder, file)) : []);
    this.#listed.set(folder, listed);
    return listed;
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

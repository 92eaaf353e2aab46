import type { Documentation } from '../model/model.ts';

/** Line that the docs' licence asks for in a file that holds their prose. */
export const ATTRIBUTION =
  'Comments are adapted from the .NET documentation by Microsoft and contributors, CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/).';

/** Whose prose went into the comments of a file: decides whether the file needs the docs' attribution. */
export class ProseLedger {
  #docs = false;

  note(docs: Documentation | undefined): void {
    if (docs?.origin === 'docs') this.#docs = true;
  }

  get needsAttribution(): boolean {
    return this.#docs;
  }
}

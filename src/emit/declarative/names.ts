import type { TargetDescription } from './description.ts';

/** Names of the model as a target can have them. */
export class TargetNames {
  readonly #keywords: ReadonlySet<string>;
  readonly #escape: string;

  constructor({ names }: TargetDescription) {
    this.#keywords = new Set(names.keywords);
    this.#escape = names.escape;
  }

  /** An identifier: other characters than ASCII letters, digits and `_` become `_`, a keyword is escaped. */
  identifier(name: string): string {
    const word = /^[A-Za-z_]\w*$/.test(name) ? name : name.replace(/\W/g, '_').replace(/^(?=[0-9]|$)/, '_');
    return this.#keywords.has(word) ? this.#escape.replace('{name}', () => word) : word;
  }
}

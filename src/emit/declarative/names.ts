import type { TargetDescription } from './description.ts';

/** Names of the model as a target can have them. */
export class TargetNames {
  readonly #keywords: ReadonlySet<string>;
  readonly #escape: string;
  /** What the model's entities are called in the target. */
  readonly #globals: ReadonlySet<string>;

  /** @param globals Names of the model's entities. */
  constructor({ names }: TargetDescription, globals: Iterable<string>) {
    const declared = new Set(globals);
    const locals = (names.locals ?? []).filter((word) => declared.has(word));
    this.#keywords = new Set([...names.keywords, ...locals]);
    this.#escape = names.escape;
    this.#globals = new Set([...declared].map((name) => this.identifier(name)));
  }

  /** An identifier: other characters than ASCII letters, digits and `_` become `_`, a keyword is escaped. */
  identifier(name: string): string {
    const word = /^[A-Za-z_]\w*$/.test(name) ? name : name.replace(/\W/g, '_').replace(/^(?=[0-9]|$)/, '_');
    return this.#keywords.has(word) ? this.#escape.replace('{name}', () => word) : word;
  }

  /** A parameter's name: as `identifier`, and unlike any entity's, which some languages do not let it hide. */
  parameter(name: string): string {
    let word = this.identifier(name);
    while (this.#globals.has(word)) word += '_';
    return word;
  }
}

import type { Field, Model } from '../model.ts';

interface Named {
  readonly name: string;
  readonly nested?: Field['nested'];
}

/** The names that headers have as macros because the model does: constants and HRESULTs. */
export class MacroNames {
  readonly #model: Pick<Model, 'constants' | 'hresults'>;
  #names: ReadonlySet<string> | undefined;

  constructor(model: Pick<Model, 'constants' | 'hresults'>) {
    this.#model = model;
  }

  /** Why fields, parameters or enumerators cannot have the names that they have; undefined where they can. */
  fault(parts: readonly Named[]): string | undefined {
    const { constants, hresults } = this.#model;
    this.#names ??= new Set([...constants, ...hresults].map(({ name }) => name));
    const name = find(parts, this.#names);
    return name && `\`${name}\` is a macro of the headers`;
  }
}

function find(parts: readonly Named[], names: ReadonlySet<string>): string | undefined {
  for (const { name, nested } of parts) {
    if (names.has(name)) return name;
    const inside = nested && find(nested.fields, names);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

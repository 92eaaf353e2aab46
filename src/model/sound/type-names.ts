import { parseType } from '../../ctype/parse-type.ts';
import { builtinName, builtinWords } from '../../ctype/words.ts';
import type { Facts } from '../facts.ts';
import { fieldTypes } from '../facts-scope.ts';
import type { Entity, Model, Signature, Structure, Typedef } from '../model.ts';
import { MacroNames } from './macro-names.ts';
import type { DeclaredList, NameClaims } from './name-claims.ts';
import { WholeTypes } from './whole-types.ts';

/** Which names of a model are types, and which something else, such as a macro. */
export class TypeNames {
  readonly #types = new Set<string>();
  readonly #interfaces: ReadonlySet<string>;
  readonly #claims: NameClaims;
  readonly #macros: MacroNames;
  readonly #platform: Facts['platform-types'];
  readonly #whole: WholeTypes;

  constructor(model: Model, facts: Facts, claims: NameClaims) {
    this.#claims = claims;
    this.#macros = new MacroNames(model);
    this.#platform = facts['platform-types'];
    this.#whole = new WholeTypes(model, this.#platform);
    this.#interfaces = new Set(model.interfaces.map(({ name }) => name));
    for (const list of [model.interfaces, model.enums, model.structs, model.callbacks, model.typedefs, model.coclasses])
      for (const { name } of list) this.#types.add(name);
    for (const { tag } of model.enums) if (tag !== undefined) this.#types.add(tag);
    for (const { tag, pointerNames } of model.structs)
      for (const name of tag === undefined ? pointerNames : [tag, ...pointerNames]) this.#types.add(name);
  }

  /**
   * Why an entity names what is no type, or a part as a macro; undefined where all its types are, or might be.
   *
   * @param known Facts know the declaration too: then a type that nothing defines is a fault as well, and a structure
   *   that holds what has no size.
   */
  fault(list: DeclaredList, entity: Entity, known: boolean): string | undefined {
    if (list === 'structs') {
      const { fields } = entity as Structure;
      const types = [...fieldTypes(fields)];
      return this.#macros.fault(fields) ?? this.#first(types, known) ?? (known ? this.#sizeFault(types) : undefined);
    }
    if (list === 'typedefs') return this.#first([(entity as Typedef).type], known);
    if (!('parameters' in entity)) return undefined;
    const signature = entity as Entity & Signature;
    return this.signatureFault(signature, known) ?? this.#sizeFault(valuesOf(signature));
  }

  /**
   * Why a signature names what is no type, or a parameter as a macro; undefined where all its types are, or might be.
   *
   * @param known The signature will be defined, and not only declared: then what it names must be defined, too.
   */
  signatureFault(signature: Signature, known: boolean): string | undefined {
    const types = valuesOf(signature);
    return (
      this.#macros.fault(signature.parameters) ??
      this.#first(types, known) ??
      (known ? this.#sizeFault(types) : undefined)
    );
  }

  /** Which of the types has no size, although something declares it. */
  #sizeFault(types: readonly string[]): string | undefined {
    const found = types.find((text) => text !== '' && this.#isDeclared(text) && !this.#whole.isWhole(text));
    return found && `${parseType(found).name} can only be pointed to, as its layout is not known`;
  }

  #isDeclared(text: string): boolean {
    const { name } = parseType(text);
    return this.#types.has(name) || this.#platform[name] !== undefined;
  }

  #first(types: Iterable<string>, mustBeDefined: boolean): string | undefined {
    for (const text of types) {
      if (text === '') continue;
      const { name, pointers, reference } = parseType(text);
      if (pointers.length === 0 && !reference && this.#interfaces.has(name))
        return `${name} is an interface, which can only be pointed to`;
      if (this.#types.has(name) || this.#platform[name] !== undefined || builtinWords.has(name)) continue;
      if (builtinName(name.split(' ')) !== undefined) continue;
      if (this.#claims.has(name)) return `${name} is no type`;
      if (mustBeDefined && pointers.length === 0) return `nothing defines the type ${name}`;
    }
    return undefined;
  }
}

/** The types that a signature takes and returns. */
function valuesOf({ returns, parameters }: Signature): readonly string[] {
  return [returns, ...parameters.map(({ type }) => type)];
}

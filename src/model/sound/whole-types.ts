import { parseType } from '../../ctype/parse-type.ts';
import { builtinName } from '../../ctype/words.ts';
import type { PlatformTypes } from '../canonical.ts';
import type { Field, Model, Structure, Typedef } from '../model.ts';
import { isPlatformTypeWhole, platformHomes } from '../platform-structs.ts';

/** Nesting of typedefs beyond which a type is nonsense. */
const mostTypedefs = 16;

/** Which types of a model have a size, so that C++ can pass them by value. */
export class WholeTypes {
  readonly #structs = new Map<string, Structure>();
  readonly #typedefs: ReadonlyMap<string, Typedef>;
  readonly #scalars = new Set<string>();
  readonly #platform: PlatformTypes;
  readonly #known = new Map<Structure, boolean>();

  constructor(model: Model, platform: PlatformTypes) {
    this.#platform = platform;
    this.#typedefs = new Map(model.typedefs.map((entity) => [entity.name, entity]));
    for (const list of [model.enums, model.callbacks])
      for (const { name, tag } of list as readonly { name: string; tag?: string }[]) {
        this.#scalars.add(name);
        if (tag !== undefined) this.#scalars.add(tag);
      }
    for (const entity of model.structs) {
      for (const name of entity.pointerNames) this.#scalars.add(name);
      for (const name of [entity.name, entity.tag ?? entity.name]) this.#structs.set(name, entity);
    }
  }

  /** Whether a value of the type can be declared: a pointer always, a structure if each of its fields can. */
  isWhole(type: string, depth = 0): boolean {
    const { name, pointers, reference } = parseType(type);
    if (pointers.length > 0 || reference || this.#scalars.has(name)) return true;
    if (this.#platform[name] !== undefined) return isPlatformTypeWhole(name, this.#platform);
    const struct = this.#structs.get(name);
    if (struct) return this.#isStructWhole(struct);
    const typedef = this.#typedefs.get(name);
    if (typedef) return depth < mostTypedefs && this.isWhole(typedef.type, depth + 1);
    return builtinName(name.split(' ')) !== undefined;
  }

  #isStructWhole(entity: Structure): boolean {
    const known = this.#known.get(entity);
    if (known !== undefined) return known;
    this.#known.set(entity, true); // A circle is a fault of its own.
    const whole = this.#areWhole(entity.fields, entity.header);
    this.#known.set(entity, whole);
    return whole;
  }

  #areWhole(fields: readonly Field[], header: string): boolean {
    return fields.every(({ type, nested }) => {
      if (nested) return this.#areWhole(nested.fields, header);
      return this.isWhole(type) && (platformHomes.get(parseType(type).name) ?? header) === header;
    });
  }
}

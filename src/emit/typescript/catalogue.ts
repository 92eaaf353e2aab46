import { parseType } from '../../ctype/parse-type.ts';
import type { CanonicalType, PlatformTypes, TypeTable } from '../../model/canonical.ts';
import type { Callback, Enumeration, Field, Interface, Model, Structure, Typedef } from '../../model/model.ts';
import { fieldObstacle } from './field-obstacle.ts';
import { moduleName } from './names.ts';

/** How a typedef appears in TypeScript. */
export type TypedefForm =
  /** A branded number or bigint, with a function that makes it; `base` is the typedef that it refines. */
  | { readonly kind: 'brand'; readonly of: 'number' | 'bigint'; readonly base?: string; readonly token?: number }
  /** A branded address. */
  | { readonly kind: 'handle' }
  /** Another name for what it stands for. */
  | { readonly kind: 'alias' };

/** A structure whose fields are known, of the model or of the platform. */
export interface StructureShape {
  readonly name: string;
  readonly kind: 'struct' | 'union';
  readonly fields: readonly Field[];
  readonly pack?: number;
}

/** Finds the entities of a model by name and knows the module of each; made once per run of the target. */
export class Catalogue {
  readonly types: TypeTable;
  readonly interfaces: ReadonlyMap<string, Interface>;
  readonly enums: ReadonlyMap<string, Enumeration>;
  readonly callbacks: ReadonlyMap<string, Callback>;
  readonly #typedefs: ReadonlyMap<string, Typedef>;
  readonly #structs: ReadonlyMap<string, Structure>;
  readonly #forms = new Map<string, TypedefForm>();
  /** Whether structures have a layout, by name. */
  readonly #layouts = new Map<string, boolean>();
  readonly #tokens: ReadonlyMap<string, number>;
  readonly #platform: PlatformTypes;

  constructor(model: Model, types: TypeTable) {
    this.types = types;
    this.interfaces = byName(model.interfaces);
    this.enums = byName(model.enums);
    this.callbacks = byName(model.callbacks);
    this.#typedefs = byName(model.typedefs);
    this.#structs = byName(model.structs);
    this.#platform = types.platform;
    this.#tokens = tokenTables(model);
  }

  /** The module that exports a name; undefined for a name that none exports. */
  moduleOf(name: string): string | undefined {
    if (name === 'IUnknown') return undefined;
    const entity =
      this.interfaces.get(name) ??
      this.#structs.get(name) ??
      this.enums.get(name) ??
      this.callbacks.get(name) ??
      this.#typedefs.get(name);
    if (entity) return moduleName(entity.header);
    return this.structure(name) ? PLATFORM_MODULE : undefined;
  }

  typedef(name: string): Typedef | undefined {
    return this.#typedefs.get(name);
  }

  /** The fields of a structure; undefined for one that is known by name only, or has a field without representation. GUID is not one: it is a value. */
  structure(name: string): StructureShape | undefined {
    if (name === 'GUID') return undefined;
    const known = this.#structs.get(name);
    if (known) return known.fields.length > 0 && this.#hasLayout(known) ? known : undefined;
    const platform = this.#platform[name];
    if (platform?.canonical !== 'struct' || !platform.fields) return undefined;
    return { name, kind: 'struct', fields: platform.fields };
  }

  #hasLayout({ name, fields }: StructureShape): boolean {
    const known = this.#layouts.get(name);
    if (known !== undefined) return known;
    this.#layouts.set(name, false);
    const has = fieldObstacle(fields, this) === undefined;
    this.#layouts.set(name, has);
    return has;
  }

  /** Structures of the platform that have fields, in the order of their names. */
  platformStructures(): readonly StructureShape[] {
    return Object.keys(this.#platform)
      .sort()
      .filter((name) => !this.#structs.has(name))
      .flatMap((name) => this.structure(name) ?? []);
  }

  typedefForm(name: string): TypedefForm {
    const known = this.#forms.get(name);
    if (known) return known;
    const form = this.#formOf(name);
    this.#forms.set(name, form);
    return form;
  }

  #formOf(name: string): TypedefForm {
    const typedef = this.#typedefs.get(name);
    if (!typedef) return { kind: 'alias' };
    const canonical = this.types.resolve(name);
    if (canonical.kind === 'integer' && !canonical.boolean) {
      const of = canonical.bits === 64 ? 'bigint' : 'number';
      const token = this.#tokens.get(name);
      const base = parseType(typedef.type);
      const refines =
        base.pointers.length === 0 && this.#typedefs.has(base.name) && this.typedefForm(base.name).kind === 'brand';
      return { kind: 'brand', of, ...(refines && { base: base.name }), ...(token !== undefined && { token }) };
    }
    return isAddress(canonical) ? { kind: 'handle' } : { kind: 'alias' };
  }
}

/** The module of what the Windows headers declare. */
export const PLATFORM_MODULE = 'clr_platform';

/** A pointer that only native code can follow. */
function isAddress(type: CanonicalType): boolean {
  return type.kind === 'pointer' && (type.to.kind === 'void' || type.to.kind === 'opaque');
}

/**
 * The tables of metadata tokens: `mdTypeDef` names tokens of the table that CorTokenType's `mdtTypeDef` gives, in the
 * high byte.
 */
function tokenTables(model: Model): Map<string, number> {
  const tables = new Map<string, number>();
  const members = model.enums.find(({ name }) => name === 'CorTokenType')?.members ?? [];
  for (const { name, value } of members) {
    if (name.startsWith('mdt')) tables.set(`md${name.slice(3)}`, (value >>> 24) & 0xff);
  }
  return tables;
}

function byName<T extends { readonly name: string }>(entities: readonly T[]): Map<string, T> {
  return new Map(entities.map((entity) => [entity.name, entity]));
}

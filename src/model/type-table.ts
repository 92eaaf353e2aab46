import type { CType } from '../ctype/ctype.ts';
import { parseType, TypeSyntaxError } from '../ctype/parse-type.ts';
import type { CanonicalType, PlatformType, PlatformTypes, TypeTable } from './canonical.ts';
import type { Model } from './model.ts';

/** The integer forms of platform-types.json. */
const integers: Readonly<Record<string, CanonicalType>> = {
  i8: { kind: 'integer', bits: 8, signed: true },
  u8: { kind: 'integer', bits: 8, signed: false },
  i16: { kind: 'integer', bits: 16, signed: true },
  u16: { kind: 'integer', bits: 16, signed: false },
  i32: { kind: 'integer', bits: 32, signed: true },
  u32: { kind: 'integer', bits: 32, signed: false },
  i64: { kind: 'integer', bits: 64, signed: true },
  u64: { kind: 'integer', bits: 64, signed: false },
  iptr: { kind: 'integer', bits: 64, signed: true, pointerSized: true },
  uptr: { kind: 'integer', bits: 64, signed: false, pointerSized: true },
  bool32: { kind: 'integer', bits: 32, signed: true, boolean: true },
  bool8: { kind: 'integer', bits: 8, signed: false, boolean: true },
  f32: { kind: 'float', bits: 32 },
  f64: { kind: 'float', bits: 64 },
  wchar: { kind: 'wchar' },
  char: { kind: 'char' },
  void: { kind: 'void' },
};

type NamedKind = ReturnType<TypeTable['kindOf']>;

/** Makes the table of a model: what its entities and the platform types mean. */
export function createTypeTable(model: Model, platform: PlatformTypes): TypeTable {
  return new ModelTypeTable(model, platform);
}

class ModelTypeTable implements TypeTable {
  readonly #kinds = new Map<string, NamedKind>();
  readonly #typedefs = new Map<string, string>();
  readonly #pointerCallbacks = new Set<string>();
  readonly platform: PlatformTypes;
  readonly #resolved = new Map<string, CanonicalType>();

  constructor(model: Model, platform: PlatformTypes) {
    this.platform = platform;
    for (const name of Object.keys(platform)) this.#kinds.set(name, 'platform');
    for (const entity of model.typedefs) {
      this.#kinds.set(entity.name, 'typedef');
      this.#typedefs.set(entity.name, entity.type);
    }
    for (const entity of model.enums) this.#kinds.set(entity.name, 'enum');
    for (const entity of model.structs) {
      this.#kinds.set(entity.name, 'struct');
      if (entity.tag && !this.#kinds.has(entity.tag)) {
        this.#kinds.set(entity.tag, 'typedef');
        this.#typedefs.set(entity.tag, entity.name);
      }
      for (const pointer of entity.pointerNames) {
        if (this.#kinds.has(pointer)) continue;
        this.#kinds.set(pointer, 'typedef');
        this.#typedefs.set(pointer, `${entity.name} *`);
      }
    }
    for (const entity of model.interfaces) this.#kinds.set(entity.name, 'interface');
    for (const entity of model.callbacks) {
      this.#kinds.set(entity.name, 'callback');
      if (entity.form === 'pointer') this.#pointerCallbacks.add(entity.name);
    }
  }

  kindOf(name: string): NamedKind {
    return this.#kinds.get(name) ?? 'unknown';
  }

  resolve(type: string): CanonicalType {
    const known = this.#resolved.get(type);
    if (known) return known;
    const resolved = this.#ofCType(readType(type), new Set());
    this.#resolved.set(type, resolved);
    return resolved;
  }

  #ofCType(type: CType, visiting: ReadonlySet<string>): CanonicalType {
    let result = this.#ofName(type.name, visiting);
    let pointeeConst = type.const;
    for (const pointer of type.pointers) {
      result = { kind: 'pointer', to: result, const: pointeeConst };
      pointeeConst = pointer.const;
    }
    if (type.reference) result = { kind: 'pointer', to: result, const: pointeeConst };
    for (const length of [...type.arrays].reverse()) {
      result = { kind: 'array', of: result, length: typeof length === 'number' ? length : null };
    }
    return result;
  }

  #ofName(name: string, visiting: ReadonlySet<string>): CanonicalType {
    const kind = this.kindOf(name);
    switch (kind) {
      case 'enum':
      case 'struct':
      case 'interface':
        return { kind, name };
      case 'callback':
        return { kind, name };
      case 'typedef': {
        if (visiting.has(name)) return { kind: 'opaque', name };
        return this.#ofCType(readType(this.#typedefs.get(name) as string), new Set([...visiting, name]));
      }
      case 'platform':
        return this.#ofPlatform(name, this.platform[name] as PlatformType);
      default:
        return { kind: 'opaque', name };
    }
  }

  #ofPlatform(name: string, type: PlatformType): CanonicalType {
    const [, pointeeConst, base, stars] = /^(const )?([^ *]+)((?: \*)*)$/.exec(type.canonical) ?? [];
    if (base === undefined) return { kind: 'opaque', name };
    let result = platformBase(name, base);
    let constant = pointeeConst !== undefined;
    for (let level = (stars ?? '').length / 2; level > 0; level--) {
      result = { kind: 'pointer', to: result, const: constant };
      constant = false;
    }
    return result;
  }
}

/** The meaning of a base form: an integer form, or `struct`, `iface`, `opaque`, each with another's name or for itself. */
function platformBase(name: string, base: string): CanonicalType {
  const integer = integers[base];
  if (integer) return integer;
  const [kind, target = name] = base.split(':');
  if (kind === 'struct') return { kind: 'struct', name: target };
  if (kind === 'iface') return { kind: 'interface', name: target };
  return { kind: 'opaque', name: target };
}

/** The type of a text; a text that is none (from a model file that another program wrote) counts as an unknown name. */
export function readType(text: string): CType {
  try {
    return parseType(text);
  } catch (error) {
    if (!(error instanceof TypeSyntaxError)) throw error;
    return { name: text, const: false, pointers: [], reference: false, arrays: [] };
  }
}

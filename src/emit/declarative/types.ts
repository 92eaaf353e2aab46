import type { CType } from '../../ctype/ctype.ts';
import { parseType, TypeSyntaxError } from '../../ctype/parse-type.ts';
import type { CanonicalType, TypeTable } from '../../model/canonical.ts';
import type { Callback, Field, Model, Structure } from '../../model/model.ts';
import type { TargetDescription } from './description.ts';
import type { TargetNames } from './names.ts';

/** A canonical type, in which names of the target may stand for what they mean. */
export type TargetType =
  | Exclude<CanonicalType, { kind: 'pointer' | 'array' }>
  | { readonly kind: 'named'; readonly text: string }
  | { readonly kind: 'pointer'; readonly to: TargetType; readonly const: boolean }
  | { readonly kind: 'array'; readonly of: TargetType; readonly length: number | null };

/** Writes types as a target's description says, and keeps account of the types that the model does not declare. */
export class TargetTypes {
  readonly #table: TypeTable;
  readonly #description: TargetDescription;
  readonly #names: TargetNames;
  readonly #declared: ReadonlySet<string>;
  readonly #structs: ReadonlyMap<string, Structure>;
  readonly #whole = new Map<string, boolean>();
  readonly #typedefs: ReadonlySet<string>;
  readonly #functions: ReadonlySet<string>;
  readonly #foreign = new Map<string, 'struct' | 'interface' | 'opaque'>();
  readonly #texts = new Map<string, string>();

  constructor(model: Model, table: TypeTable, description: TargetDescription, names: TargetNames) {
    this.#table = table;
    this.#description = description;
    this.#names = names;
    const declared = [...model.structs, ...model.interfaces, ...model.enums, ...model.callbacks];
    this.#declared = new Set(declared.map(({ name }) => name));
    this.#structs = new Map(model.structs.map((entity) => [entity.name, entity]));
    const typedefs = description.typedefs === 'named' ? model.typedefs : [];
    this.#typedefs = new Set(typedefs.map(({ name }) => name).filter((name) => table.kindOf(name) === 'typedef'));
    this.#functions = new Set(model.callbacks.filter(isFunction).map(({ name }) => name));
  }

  /** Structures, interfaces and opaque types that were written and that the model does not declare, so far. */
  get foreign(): ReadonlyMap<string, 'struct' | 'interface' | 'opaque'> {
    return this.#foreign;
  }

  /** The text of a C type. */
  text(type: string): string {
    let text = this.#texts.get(type);
    if (text === undefined) {
      text = this.write(this.read(type));
      this.#texts.set(type, text);
    }
    return text;
  }

  /** The meaning of a C type. */
  read(type: string): TargetType {
    let ctype: CType;
    try {
      ctype = parseType(type);
    } catch (error) {
      if (!(error instanceof TypeSyntaxError)) throw error;
      return { kind: 'opaque', name: type };
    }
    let result = this.#base(ctype.name);
    let pointeeConst = ctype.const;
    for (const pointer of ctype.pointers) {
      result = { kind: 'pointer', to: result, const: pointeeConst };
      pointeeConst = pointer.const;
    }
    if (ctype.reference) result = { kind: 'pointer', to: result, const: pointeeConst };
    for (const length of [...ctype.arrays].reverse()) {
      result = { kind: 'array', of: result, length: typeof length === 'number' ? length : null };
    }
    return result;
  }

  #base(name: string): TargetType {
    const text = this.#named(name);
    if (text !== undefined) return { kind: 'named', text };
    return this.#typedefs.has(name)
      ? { kind: 'named', text: this.#names.identifier(name) }
      : (this.#table.resolve(name) as TargetType);
  }

  /** Whether a declaration of that type has a size: what is only known by name has none. */
  isComplete(type: TargetType): boolean {
    if (type.kind === 'array') return type.length !== null && this.isComplete(type.of);
    if (type.kind === 'struct') return this.#isWhole(type.name);
    return type.kind !== 'opaque' && type.kind !== 'interface';
  }

  /** Whether a structure is declared with its fields: what holds something without a size is known by name only. */
  #isWhole(name: string): boolean {
    const entity = this.#structs.get(name);
    if (!entity) return this.#declared.has(name) || this.fieldsOf(name) !== undefined;
    const known = this.#whole.get(name);
    if (known !== undefined) return known;
    this.#whole.set(name, true); // A circle ends here.
    const areWhole = (fields: readonly Field[]): boolean =>
      fields.every(({ type, nested }) => (nested ? areWhole(nested.fields) : this.isComplete(this.read(type))));
    const whole = areWhole(entity.fields);
    this.#whole.set(name, whole);
    return whole;
  }

  /** The fields of a structure of Windows. */
  fieldsOf(name: string): readonly { readonly name: string; readonly type: string }[] | undefined {
    return Object.hasOwn(this.#table.platform, name) ? this.#table.platform[name]?.fields : undefined;
  }

  /** The sizes of a structure of Windows on x86_64 and x86, where they are known. */
  sizesOf(name: string): { readonly size?: number; readonly size32?: number } {
    return (Object.hasOwn(this.#table.platform, name) ? this.#table.platform[name] : undefined) ?? {};
  }

  /** What a C type is in the end, whatever the target calls it. */
  meaning(type: string): CanonicalType {
    return this.#table.resolve(type);
  }

  write(type: TargetType): string {
    const { types } = this.#description;
    switch (type.kind) {
      case 'named':
        return type.text;
      case 'integer': {
        if (type.boolean) return type.bits === 8 ? types.bool8 : types.bool32;
        if (type.pointerSized) return type.signed ? types.iptr : types.uptr;
        return types[`${type.signed ? 'i' : 'u'}${type.bits}`];
      }
      case 'float':
        return types[`f${type.bits}`];
      case 'pointer':
        return this.#pointer(type.to, type.const);
      case 'array': {
        const of = this.write(type.of);
        return types.array === undefined ? of : fill(types.array, { of, length: String(type.length ?? 0) });
      }
      case 'void':
      case 'wchar':
      case 'char':
        return types[type.kind];
      default: {
        const named = this.#named(type.name);
        if (named !== undefined) return named;
        this.#note(type.kind, type.name);
        return fill(types[type.kind], { name: this.#names.identifier(type.name) });
      }
    }
  }

  /** The target's own name for a type of the Windows headers. */
  #named(name: string): string | undefined {
    const { named } = this.#description;
    return named && Object.hasOwn(named, name) ? named[name] : undefined;
  }

  #pointer(to: TargetType, constant: boolean): string {
    const { types } = this.#description;
    if (to.kind === 'interface' && types.interfacePointer !== undefined) {
      this.#note('interface', to.name);
      return fill(types.interfacePointer, { name: this.#names.identifier(to.name) });
    }
    // A callback's type is a pointer already, also where C declares the function.
    if (to.kind === 'callback' && this.#functions.has(to.name)) return this.write(to);
    return fill(constant ? types.constPointer : types.pointer, { to: this.write(to) });
  }

  #note(kind: 'struct' | 'interface' | 'opaque' | 'enum' | 'callback', name: string): void {
    if (kind === 'enum' || kind === 'callback') return;
    if (this.#declared.has(name) && !(kind === 'struct' && !this.#isWhole(name))) return;
    this.#foreign.set(name, kind === 'struct' && this.fieldsOf(name) === undefined ? 'opaque' : kind);
  }
}

function isFunction({ form }: Callback): boolean {
  return form === 'function';
}

/** A pattern with its parts put in; what they hold is not read again. */
export function fill(pattern: string, parts: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, part: string) =>
    Object.hasOwn(parts, part) ? (parts[part] as string) : whole,
  );
}

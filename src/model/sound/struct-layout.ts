import type { CanonicalType, TypeTable } from '../canonical.ts';
import type { Enumeration, Field, Model, Structure } from '../model.ts';

/** Size and alignment in bytes. */
interface Extent {
  readonly size: number;
  readonly alignment: number;
}

/** The largest alignment that the headers of Windows ask for. */
const usualPack = 8;

/** Computes the layouts of structures from their fields, to hold them against those that facts know. */
export class StructLayouts {
  readonly #structs: ReadonlyMap<string, Structure>;
  readonly #enums: ReadonlyMap<string, Enumeration>;
  readonly #types: TypeTable;
  /** Of each structure by width of pointers; undefined while it is being found, and where it is not known. */
  readonly #extents = new Map<string, Extent | undefined>();

  constructor(model: Model, types: TypeTable) {
    this.#structs = new Map(model.structs.map((entity) => [entity.name, entity]));
    this.#enums = new Map(model.enums.map((entity) => [entity.name, entity]));
    this.#types = types;
  }

  /** In what a structure's fields differ from the layout that facts know; undefined where they do not, or may not. */
  fault(entity: Structure): string | undefined {
    const { layout } = entity;
    if (!layout) return undefined;
    for (const [pointer, wanted] of [
      [8, layout.size],
      [4, layout.size32],
    ] as const) {
      const offsets = new Map<Field, number>();
      const extent = this.#fields(entity.fields, entity.kind, entity.pack ?? usualPack, pointer, offsets);
      if (!extent) return undefined;
      if (extent.size !== wanted) return `it has ${extent.size} bytes and not the ${wanted} of the runtime`;
      if (pointer === 4) continue;
      for (const [{ name, offset, bits }, at] of offsets) {
        if (offset !== undefined && bits === undefined && offset !== at)
          return `${name} is at offset ${at} and not ${offset}`;
      }
    }
    return undefined;
  }

  /** Undefined where the size of a field is not known, or compilers differ, as with bit fields. */
  #fields(
    fields: readonly Field[],
    kind: Structure['kind'],
    pack: number,
    pointer: 4 | 8,
    offsets?: Map<Field, number>,
  ): Extent | undefined {
    let end = 0;
    let alignment = 1;
    for (const field of fields) {
      if (field.bits !== undefined) return undefined;
      const inner = field.nested && field.name === '' ? new Map<Field, number>() : undefined;
      const extent = field.nested
        ? this.#nested(field, field.nested, pack, pointer, inner)
        : this.#type(this.#types.resolve(field.type), pointer);
      if (!extent) return undefined;
      const aligned = Math.min(extent.alignment, pack);
      const at = kind === 'union' ? 0 : Math.ceil(end / aligned) * aligned;
      offsets?.set(field, at);
      for (const [part, offset] of inner ?? []) offsets?.set(part, at + offset);
      end = Math.max(end, at + extent.size);
      alignment = Math.max(alignment, aligned);
    }
    return { size: Math.ceil(end / alignment) * alignment, alignment };
  }

  #nested(
    field: Field,
    nested: NonNullable<Field['nested']>,
    pack: number,
    pointer: 4 | 8,
    offsets: Map<Field, number> | undefined,
  ): Extent | undefined {
    // A nested structure with dimensions: rare enough not to be judged.
    if (field.type !== '') return undefined;
    return this.#fields(nested.fields, nested.kind, pack, pointer, offsets);
  }

  #type(type: CanonicalType, pointer: 4 | 8): Extent | undefined {
    const scalar = (size: number): Extent => ({ size, alignment: size });
    switch (type.kind) {
      case 'integer':
        return scalar(type.pointerSized ? pointer : type.bits / 8);
      case 'float':
        return scalar(type.bits / 8);
      case 'wchar':
        return scalar(2);
      case 'char':
        return scalar(1);
      case 'pointer':
        return scalar(pointer);
      case 'enum':
        return scalar(this.#enums.get(type.name)?.size ?? 4);
      case 'array': {
        const item = type.length === null ? undefined : this.#type(type.of, pointer);
        return item && { size: item.size * (type.length as number), alignment: item.alignment };
      }
      case 'struct':
        return this.#struct(type.name, pointer);
      default:
        return undefined;
    }
  }

  #struct(name: string, pointer: 4 | 8): Extent | undefined {
    const key = `${name} ${pointer}`;
    if (!this.#extents.has(key)) {
      this.#extents.set(key, undefined);
      this.#extents.set(key, this.#structExtent(name, pointer));
    }
    return this.#extents.get(key);
  }

  #structExtent(name: string, pointer: 4 | 8): Extent | undefined {
    const entity = this.#structs.get(name);
    if (entity) return this.#fields(entity.fields, entity.kind, entity.pack ?? usualPack, pointer);
    const fields = this.#types.platform[name]?.fields?.map((field) => ({ name: field.name, type: field.type }));
    return fields && this.#fields(fields, 'struct', usualPack, pointer);
  }
}

import type { CanonicalType, TypeTable } from '../../src/model/canonical.ts';
import type { Facts } from '../../src/model/facts.ts';
import type { Field, Model } from '../../src/model/model.ts';

interface Layout {
  readonly size: number;
  readonly align: number;
}

/** Size of a structure of the model by the rules of C on Windows, computed from its fields alone. */
export function sizeOf(model: Model, facts: Facts, table: TypeTable, name: string, pointer: 4 | 8): number {
  const ofStruct = (struct: string): Layout => {
    const entity = model.structs.find((candidate) => candidate.name === struct);
    if (entity) return ofFields(entity.fields, entity.kind, entity.pack);
    const platform = facts['platform-types'][struct];
    if (!platform?.fields) throw new Error(`${struct} has no fields`);
    return ofFields(platform.fields, 'struct');
  };
  const ofFields = (
    fields: readonly Pick<Field, 'name' | 'type' | 'nested' | 'bits'>[],
    kind: 'struct' | 'union',
    pack = 8,
  ): Layout => {
    let size = 0;
    let align = 1;
    // Bits of the storage unit that the last bit field is in, and its size.
    let unit = 0;
    let free = 0;
    for (const field of fields) {
      const layout = field.nested
        ? ofFields(field.nested.fields, field.nested.kind)
        : ofType(table.resolve(field.type));
      const fieldAlign = Math.min(layout.align, pack);
      align = Math.max(align, fieldAlign);
      if (field.bits !== undefined && unit === layout.size && field.bits <= free) {
        free -= field.bits;
        continue;
      }
      unit = field.bits === undefined ? 0 : layout.size;
      free = field.bits === undefined ? 0 : layout.size * 8 - field.bits;
      if (kind === 'union') size = Math.max(size, layout.size);
      else size = Math.ceil(size / fieldAlign) * fieldAlign + layout.size;
    }
    return { size: Math.ceil(size / align) * align, align };
  };
  const ofType = (type: CanonicalType): Layout => {
    switch (type.kind) {
      case 'integer': {
        const size = type.pointerSized ? pointer : type.bits / 8;
        return { size, align: size };
      }
      case 'float':
        return { size: type.bits / 8, align: type.bits / 8 };
      case 'wchar':
        return { size: 2, align: 2 };
      case 'char':
        return { size: 1, align: 1 };
      case 'enum':
        return { size: 4, align: 4 };
      case 'pointer':
      case 'callback':
        return { size: pointer, align: pointer };
      case 'struct':
        return ofStruct(type.name);
      case 'array': {
        const element = ofType(type.of);
        return { size: element.size * (type.length ?? 0), align: element.align };
      }
      default:
        throw new Error(`${type.kind} has no size`);
    }
  };
  return ofStruct(name).size;
}

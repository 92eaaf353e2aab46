import type { CanonicalType, TypeTable } from '../model/canonical.ts';
import type { Model } from '../model/model.ts';

/**
 * How two spellings of a type relate: `same` type, the same `representation` under other names, or `different`.
 *
 * Const, the names of typedefs and of enumerations, and characters as opposed to integers of their size do not change
 * what is passed, but they change what a compiler accepts (`ULONG32` and `ULONG` are two types of C++ on Windows).
 * The signedness of an integer and what a pointer points to change what is read, and count as different.
 */
type TypeRelation = 'same' | 'representation' | 'different';

/** Compares C type texts of two models. */
export type CompareTypes = (old: string, next: string) => TypeRelation;

/** The type tables of the two models. */
export interface TypeTables {
  readonly old: TypeTable;
  readonly new: TypeTable;
}

/**
 * Makes the comparison of types of two models.
 *
 * A name that both models have is the same type even where its definition changed: that is reported at the definition
 * alone. Names that were renamed count as the same.
 *
 * @param renames Old name to new name of interfaces, enumerations, structures, callbacks and typedefs.
 */
export function typeComparison(
  models: { readonly old: Model; readonly new: Model },
  tables: TypeTables,
  renames: ReadonlyMap<string, string>,
): CompareTypes {
  const oldSizes = enumSizes(models.old);
  const newSizes = enumSizes(models.new);
  return (old, next) => {
    const written = spelling(next);
    if (spelling(old) === written || spelling(renameWords(old, renames)) === written) return 'same';
    const oldShape = shape(tables.old.resolve(old), oldSizes, renames);
    const newShape = shape(tables.new.resolve(next), newSizes, noRenames);
    return agree(oldShape, newShape) ? 'representation' : 'different';
  };
}

/** Whether two shapes are equal when an enumeration may stand for an integer of its size. */
function agree(old: string, next: string): boolean {
  if (old === next) return true;
  return ['i', 'u'].some((sign) => old.replace(enumShape, sign) === next.replace(enumShape, sign));
}

/** The letter of an enumeration's shape (`e32`). */
const enumShape = /\be(?=\d)/g;

const noRenames: ReadonlyMap<string, string> = new Map();

/** Replaces whole identifiers of a C text. */
export function renameWords(text: string, renames: ReadonlyMap<string, string>): string {
  return renames.size === 0 ? text : text.replace(/[A-Za-z_]\w*/g, (word) => renames.get(word) ?? word);
}

/** Type text without the blanks that carry no meaning. */
function spelling(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/ ?([*&[\],()]) ?/g, '$1')
    .trim();
}

function enumSizes(model: Model): ReadonlyMap<string, number> {
  return new Map(model.enums.map((entity) => [entity.name, entity.size]));
}

/** What a type is once passed or stored, as comparable text. */
function shape(type: CanonicalType, sizes: ReadonlyMap<string, number>, renames: ReadonlyMap<string, string>): string {
  switch (type.kind) {
    case 'void':
      return 'void';
    case 'integer':
      return `${type.signed ? 'i' : 'u'}${type.pointerSized ? 'ptr' : type.bits}`;
    case 'float':
      return `f${type.bits}`;
    case 'wchar':
      return 'u16';
    case 'char':
      return 'u8';
    case 'enum':
      return `e${(sizes.get(type.name) ?? 4) * 8}`;
    case 'struct':
    case 'interface':
    case 'callback':
    case 'opaque':
      return `named ${renames.get(type.name) ?? type.name}`;
    case 'pointer':
      return `${shape(type.to, sizes, renames)}*`;
    case 'array':
      return `${shape(type.of, sizes, renames)}[${type.length ?? ''}]`;
  }
}

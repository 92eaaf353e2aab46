import type { Field, Structure } from '../../model/model.ts';
import { uniqueNaming } from '../identifier.ts';
import type { TargetComments } from './comments.ts';
import type { TargetNames } from './names.ts';
import { hexadecimal } from './numbers.ts';
import type { TargetType, TargetTypes } from './types.ts';
import type { FieldView, StructView } from './views.ts';

/** What structures are written with. */
export interface StructContext {
  readonly names: TargetNames;
  readonly types: TargetTypes;
  readonly comments: TargetComments;
}

/**
 * The views of a structure: those of the structures and unions inside of it, which get names of their own, and itself.
 *
 * Bit fields become integers as C compilers lay them out: neighbours of one type share an integer of that type until
 * one does not fit.
 */
export function structViews(entity: Structure, facts: readonly string[], context: StructContext): StructView[] {
  const before: StructView[] = [];
  const view = one(context.names.identifier(entity.name), entity, entity.fields, before);
  return [...before, { ...view, comment: context.comments.of(entity, facts), layout: entity.layout ?? null }];

  function one(
    name: string,
    { kind, pack }: { kind: 'struct' | 'union'; pack?: number },
    fields: readonly Field[],
    nested: StructView[],
  ): StructView {
    const views: FieldView[] = [];
    const unused = uniqueNaming();
    const offsets: { field: string; offset: number }[] = [];
    let anonymous = 0;
    let unit: BitUnit | undefined;
    for (const field of fields) {
      if (field.bits !== undefined) {
        unit = addBits(unit, field, views, unused, context);
        continue;
      }
      unit = undefined;
      const given = field.name === '' ? `u${++anonymous === 1 ? '' : anonymous}` : field.name;
      const word = context.names.identifier(given);
      // C# keeps the name of a type from its members.
      const own = unused(word === name ? `${word}_` : word);
      if (field.nested) {
        const type = `${name}_${own}`;
        nested.push(one(type, { kind: field.nested.kind, ...(pack && { pack }) }, field.nested.fields, nested));
        views.push({ name: own, comment: [], type, array: null, bits: [] });
      } else {
        views.push(fieldView(own, field));
      }
      if (field.offset !== undefined) offsets.push({ field: own, offset: field.offset });
    }
    return { name, comment: [], union: kind === 'union', pack: pack ?? 0, fields: views, layout: null, offsets };
  }

  function fieldView(name: string, field: Field): FieldView {
    const comment = context.comments.member(field.text, entity);
    const type = context.types.read(field.type);
    return { name, comment, type: context.types.write(type), array: arrayView(type, context.types), bits: [] };
  }
}

function arrayView(type: TargetType, types: TargetTypes): FieldView['array'] {
  if (type.kind !== 'array') return null;
  let length = 1;
  let of: TargetType = type;
  while (of.kind === 'array') {
    length *= of.length ?? 0;
    of = of.of;
  }
  const plain =
    of.kind === 'wchar' || of.kind === 'char' || of.kind === 'float' || (of.kind === 'integer' && !of.pointerSized);
  return { of: types.write(of), length, plain, indexes: Array.from({ length: plain ? 0 : length }, (_, i) => i) };
}

/** An integer that is being filled with bit fields. */
interface BitUnit {
  readonly type: string;
  readonly used: number;
}

function addBits(
  unit: BitUnit | undefined,
  field: Field,
  views: FieldView[],
  unused: (name: string) => string,
  { names, types }: StructContext,
): BitUnit {
  const width = field.bits ?? 0;
  const meaning = types.read(field.type);
  const size = meaning.kind === 'integer' ? meaning.bits : 32;
  const type = types.write(meaning);
  const fits = unit !== undefined && unit.type === type && unit.used + width <= size;
  const shift = fits ? unit.used : 0;
  const bits = {
    name: names.identifier(field.name),
    shift,
    mask: hexadecimal(2n ** BigInt(width) - 1n),
  };
  const last = views.at(-1);
  if (fits && last) views[views.length - 1] = { ...last, bits: [...last.bits, bits] };
  else views.push({ name: unused('bits'), comment: [], type, array: null, bits: [bits] });
  return { type, used: shift + width };
}

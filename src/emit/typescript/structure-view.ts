import { parseType } from '../../ctype/parse-type.ts';
import type { Field } from '../../model/model.ts';
import { type AbiType, printAbiType } from '../../runtime/signature.ts';
import { valueType } from './abi.ts';
import type { Catalogue, StructureShape } from './catalogue.ts';
import { fieldObstacle } from './field-obstacle.ts';
import { tsPropertyName } from './names.ts';
import type { ValueTypes } from './value-types.ts';

export interface FieldView {
  readonly name: string;
  readonly type: string;
  /** A union's members are alternatives. */
  readonly optional: boolean;
  readonly text?: string;
}

export interface StructureLayout {
  /** The runtime's notation: `u64 token1; u64 token2`. */
  readonly text: string;
  readonly fields: readonly FieldView[];
}

/** The layout and the TypeScript fields of a structure; a text says which field has no representation. */
export function structureLayout(
  shape: StructureShape,
  catalogue: Catalogue,
  types: ValueTypes,
): StructureLayout | string {
  const obstacle = fieldObstacle(shape.fields, catalogue);
  if (obstacle !== undefined) return obstacle;
  const fields: FieldView[] = [];
  const text = fieldList(shape.fields, shape.kind === 'union', { catalogue, types, fields });
  return { text, fields };
}

interface LayoutContext {
  readonly catalogue: Catalogue;
  readonly types: ValueTypes;
  readonly fields: FieldView[];
}

function fieldList(list: readonly Field[], optional: boolean, context: LayoutContext): string {
  return list.map((field) => fieldText(field, optional, context)).join('; ');
}

function fieldText(field: Field, optional: boolean, context: LayoutContext): string {
  const name = tsPropertyName(field.name);
  if (field.nested) {
    const alternatives = optional || field.nested.kind === 'union';
    if (field.name === '') return `${field.nested.kind}{${fieldList(field.nested.fields, alternatives, context)}}`;
    const inner: FieldView[] = [];
    const text = fieldList(field.nested.fields, field.nested.kind === 'union', { ...context, fields: inner });
    context.fields.push({ name, type: inlineType(inner), optional, ...(field.text && { text: field.text }) });
    return `${field.nested.kind}{${text}} ${name}`;
  }
  const { arrays } = parseType(field.type);
  const element = field.type.replace(/\[.*$/, '');
  const canonical = context.catalogue.types.resolve(element);
  const dimensions = arrays.map((length) => `[${length}]`);
  const textual = dimensions.length > 0 && (canonical.kind === 'wchar' || canonical.kind === 'char');
  // The fields have no obstacle.
  const abi = valueType(element, canonical, context.catalogue) as AbiType;
  const address = abi.kind === 'interface' || abi.kind === 'function';
  const notation = textual ? (canonical.kind === 'wchar' ? 'wtext' : 'atext') : address ? 'ptr' : printAbiType(abi);
  const value = textual ? 'string' : context.types.value(element, address ? { kind: 'ptr' } : abi);
  const depth = dimensions.length - (textual ? 1 : 0);
  context.fields.push({ name, type: value + '[]'.repeat(depth), optional, ...(field.text && { text: field.text }) });
  const bits = field.bits === undefined ? '' : `:${field.bits}`;
  return `${notation}${bits}${dimensions.join('')} ${name}`;
}

const inlineType = (fields: readonly FieldView[]): string =>
  `{ ${fields.map(({ name, type, optional }) => `${name}${optional ? '?' : ''}: ${type}`).join('; ')} }`;

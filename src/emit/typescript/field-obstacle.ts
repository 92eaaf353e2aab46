import { parseType } from '../../ctype/parse-type.ts';
import type { Field } from '../../model/model.ts';
import { valueType } from './abi.ts';
import type { Catalogue } from './catalogue.ts';

/** Why a structure with these fields has no layout in TypeScript; undefined where it has one. */
export function fieldObstacle(fields: readonly Field[], catalogue: Catalogue): string | undefined {
  for (const field of fields) {
    const obstacle = field.nested ? fieldObstacle(field.nested.fields, catalogue) : typeObstacle(field, catalogue);
    if (obstacle !== undefined) return obstacle;
  }
  return undefined;
}

function typeObstacle({ name, type }: Field, catalogue: Catalogue): string | undefined {
  if (parseType(type).arrays.some((length) => typeof length !== 'number')) return `${name} has no constant length`;
  const element = type.replace(/\[.*$/, '');
  const abi = valueType(element, catalogue.types.resolve(element), catalogue);
  return typeof abi === 'string' ? `${name}: ${abi}` : undefined;
}

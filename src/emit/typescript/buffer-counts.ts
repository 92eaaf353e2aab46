import type { CanonicalType, TypeTable } from '../../model/canonical.ts';
import type { Parameter } from '../../model/model.ts';
import { tsPropertyName } from './names.ts';

/** Names of the parameters that hold how many elements fit into an array, and how many there are. */
export interface Counts {
  /** Empty where nothing says it. */
  readonly capacity: string;
  readonly length?: string;
}

/**
 * The counts of the arrays and buffers of a signature by their index: what `size_is` and `length_is` say, and for the
 * many pages that omit them the three orders in which the API writes a buffer, its capacity, and the length it needs:
 *
 *     buffer, cch, pcch    metadata, symbol store
 *     cch, pcch, buffer    debugging, profiling
 *     buffer, pcch         hosting: one parameter that goes in as capacity and comes out as length
 */
export function inferCounts(parameters: readonly Parameter[], types: TypeTable): Map<number, Counts> {
  const counts = new Map<number, Counts>();
  parameters.forEach((parameter, index) => {
    const found = declared(parameter, parameters, types) ?? byPosition(parameters, index, types);
    if (found) counts.set(index, found);
    else if (parameter.array || parameter.sizeIs) counts.set(index, { capacity: '' });
  });
  return counts;
}

/** What the attributes say, as far as they name parameters: `size_is(cMax)`, `size_is(*pcch)`, `length_is(*pcFetched)`. */
function declared(parameter: Parameter, parameters: readonly Parameter[], types: TypeTable): Counts | undefined {
  const size = named(parameter.sizeIs?.[0], parameters);
  const length = named(parameter.lengthIs?.[0], parameters);
  if (!size) return undefined;
  const sizeShape = countShape(size, types);
  if (sizeShape === 'in') {
    const needed = length ?? neededBeside(parameter, size, parameters, types);
    const known = needed && countShape(needed, types) === 'out' ? needed : undefined;
    return counted(size, known);
  }
  if (sizeShape === 'inout') return counted(size, size);
  // `size_is(*pcNeeded)` with the capacity in front of it.
  const before = parameters[parameters.indexOf(size) - 1];
  return before && countShape(before, types) === 'in' ? counted(before, size) : undefined;
}

function named(expression: string | undefined, parameters: readonly Parameter[]): Parameter | undefined {
  const name = /^\*?\s*(\w+)$/.exec(expression ?? '')?.[1];
  return name === undefined ? undefined : parameters.find((parameter) => parameter.name === name);
}

/** The count that comes out beside the capacity and the buffer. */
function neededBeside(
  buffer: Parameter,
  capacity: Parameter,
  parameters: readonly Parameter[],
  types: TypeTable,
): Parameter | undefined {
  if (buffer.direction === 'in') return undefined;
  const at = parameters.indexOf(capacity);
  const after = parameters[at + 1] === buffer ? parameters[at + 2] : parameters[at + 1];
  return after && countShape(after, types) === 'out' ? after : undefined;
}

function byPosition(parameters: readonly Parameter[], index: number, types: TypeTable): Counts | undefined {
  const buffer = parameters[index] as Parameter;
  const count = countBefore(parameters, index, types);
  if (count && (isRange(buffer) || sameNoun(count, buffer)) && pointsToMany(buffer, types)) {
    const needed = parameters[index + 1];
    const comesOut = buffer.direction === 'out' && needed && countShape(needed, types) === 'out';
    return counted(count, comesOut ? needed : undefined);
  }
  if (buffer.direction !== 'out' && buffer.direction !== 'inout') return undefined;
  if (!isBuffer(buffer, types)) return undefined;
  const [next, afterNext] = [parameters[index + 1], parameters[index + 2]];
  const [beforePrevious, previous] = [parameters[index - 2], parameters[index - 1]];
  const shape = (parameter: Parameter | undefined) => parameter && countShape(parameter, types);
  if (shape(next) === 'in' && shape(afterNext) === 'out') return counted(next as Parameter, afterNext);
  if (shape(beforePrevious) === 'in' && shape(previous) === 'out')
    return counted(beforePrevious as Parameter, previous);
  if (shape(next) === 'inout') return counted(next as Parameter, next);
  if (shape(previous) === 'inout') return counted(previous as Parameter, previous);
  if (shape(next) === 'in' && COUNT_NAME.test((next as Parameter).name)) return counted(next as Parameter, undefined);
  return undefined;
}

/** The parameter in front of a pointer that says by its name how many it points to: `cDeltas`, `celt`, `count`, `numTokens`. */
export function countBefore(parameters: readonly Parameter[], index: number, types: TypeTable): Parameter | undefined {
  const before = parameters[index - 1];
  if (!before || !/^(?:c(?=[A-Z])|celt|count|num(?=[A-Z]))/.test(before.name)) return undefined;
  return countShape(before, types) === 'in' ? before : undefined;
}

/** Hungarian for an array: `rgDeltas`, `prgDeltas`. */
const isRange = ({ name }: Parameter): boolean => /^p?rg/.test(name);

/** `cSnapshots` counts `pSnapshots`. */
function sameNoun({ name: count }: Parameter, { name: pointer }: Parameter): boolean {
  const noun = /^c([A-Z]\w*)$/.exec(count)?.[1];
  return noun !== undefined && pointer.replace(/^p+/, '') === noun;
}

/** A pointer to what is no text, no bytes and nothing unknown, and goes one way. */
function pointsToMany(parameter: Parameter, types: TypeTable): boolean {
  const { direction } = parameter;
  const type = types.resolve(parameter.type);
  if (type.kind !== 'pointer' || (direction !== 'out' && direction !== 'in')) return false;
  const { kind } = type.to;
  return kind === 'pointer' || kind === 'struct' || kind === 'enum' || (kind === 'integer' && type.to.bits >= 16);
}

const COUNT_NAME = /^(?:u?l?c(?:ch|b|Max|Elem)|(?:buffer)?(?:size|len))/i;

/** Whether a pointer that comes out may point to many: text, bytes, or what is declared with `[]`. */
function isBuffer(parameter: Parameter, types: TypeTable): boolean {
  const type = types.resolve(parameter.type);
  if (type.kind !== 'pointer') return false;
  if (type.to.kind === 'wchar' || type.to.kind === 'char') return true;
  if (type.to.kind === 'integer' && type.to.bits === 8 && !type.to.boolean) return true;
  return parameter.array === true;
}

/** Whether a parameter can be a count: an integer that goes in, or a pointer to one that comes out. */
function countShape(parameter: Parameter, types: TypeTable): 'in' | 'out' | 'inout' | undefined {
  const type = types.resolve(parameter.type);
  if (isCount(type)) return 'in';
  if (type.kind !== 'pointer' || !isCount(type.to) || parameter.array || parameter.sizeIs) return undefined;
  return parameter.direction === 'out' || parameter.direction === 'inout' ? parameter.direction : undefined;
}

const isCount = (type: CanonicalType): boolean => type.kind === 'integer' && type.bits >= 32 && !type.boolean;

const counted = (capacity: Parameter, length: Parameter | undefined): Counts => ({
  capacity: tsPropertyName(capacity.name),
  ...(length && { length: tsPropertyName(length.name) }),
});

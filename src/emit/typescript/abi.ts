import { parseType } from '../../ctype/parse-type.ts';
import type { CanonicalType } from '../../model/canonical.ts';
import type { Parameter, Signature } from '../../model/model.ts';
import {
  type AbiParameter,
  type AbiSignature,
  type AbiType,
  isText,
  type Mode,
  type Scalar,
} from '../../runtime/signature.ts';
import { countBefore, inferCounts } from './buffer-counts.ts';
import type { Catalogue } from './catalogue.ts';
import { withEnumeratorDirections } from './enumerators.ts';
import { tsMethodName, tsPropertyName } from './names.ts';

/** The signature of a method, a function or a callback, which a page describes or not. */
type CallableSignature = Signature & { readonly documented?: boolean };

/** A signature in the runtime's terms, and the parameters for which there are none. */
export interface AbiResult {
  readonly signature: AbiSignature;
  /** What cannot be passed, in words; the method is then emitted without a way to call it. */
  readonly obstacles: readonly string[];
}

/** Says what every native parameter is for JavaScript. Pure: same signature, same answer. */
export function abiSignature(signature: CallableSignature, catalogue: Catalogue): AbiResult {
  const obstacles: string[] = [];
  const known = withEnumeratorDirections(signature, catalogue.types);
  const counts = inferCounts(known, catalogue.types);
  const iids = iidParameters(known);
  const ofIids = new Set(iids.values());
  const parameters = known.map((parameter, index): AbiParameter => {
    const name = tsPropertyName(parameter.name);
    const base = { name, nullable: takesNull(parameter, signature) };
    if (ofIids.has(parameter.name)) return { ...base, mode: 'in', type: { kind: 'iid' }, nullable: false };
    const iid = iids.get(parameter.name);
    if (iid !== undefined) {
      return {
        ...base,
        mode: 'out',
        type: { kind: 'interface', name: 'IUnknown', iid: tsPropertyName(iid) },
        nullable: false,
      };
    }
    const count = counts.get(index);
    const unclear = signature.documented === false && mayBeMany(known, index, catalogue);
    const shape: Shape | string = unclear
      ? { mode: 'in', type: { kind: 'ptr' } }
      : classify(parameter, count, catalogue);
    if (typeof shape === 'string') {
      obstacles.push(`${parameter.name}: ${shape}`);
      return { ...base, mode: 'in', type: { kind: 'ptr' } };
    }
    const { mode, type, array } = shape;
    const nullable = base.nullable && canBeNull(shape);
    // Thousands of times: copying the properties of objects of many shapes takes longer than all the rest.
    return array === undefined ? { name, nullable, mode, type } : { name, nullable, mode, type, array };
  });
  if (signature.variadic) obstacles.push('it takes a variable number of arguments');
  const result = resultType(signature.returns, catalogue);
  if (typeof result === 'string') obstacles.push(`result: ${result}`);
  const successes = signature.hresults.filter(({ value }) => value !== undefined && value < 0x8000_0000);
  // S_FALSE ends an enumeration, whether or not a page says so.
  const several = successes.length > 1 || known !== signature.parameters;
  return {
    signature: {
      name: tsMethodName(signature.name),
      parameters,
      result: typeof result === 'string' ? { kind: 'ptr' } : result,
      successCodes: several && isHresult(result) && parameters.some(({ mode }) => mode === 'out' || mode === 'io'),
    },
    obstacles,
  };
}

const isHresult = (type: AbiType | string): boolean =>
  typeof type !== 'string' && type.kind === 'scalar' && type.scalar === 'hr';

/**
 * Whether a pointer to interface pointers stands behind a count that may be its own. Where no page says what it is, only
 * the caller knows; `ppX` is a single one that comes out.
 */
function mayBeMany(parameters: readonly Parameter[], index: number, { types }: Catalogue): boolean {
  const { name, type, sizeIs } = parameters[index] as Parameter;
  const resolved = types.resolve(type);
  const toPointers = resolved.kind === 'pointer' && resolved.to.kind === 'pointer';
  return toPointers && !sizeIs && !/^pp/.test(name) && countBefore(parameters, index, types) !== undefined;
}

/** Values are never NULL, and results come back in memory of ours; an address may be anything already. */
const canBeNull = ({ type, mode, array }: Shape): boolean =>
  isText(type)
    ? mode === 'io'
    : mode !== 'out' && mode !== 'io' && (array !== undefined || mode === 'ref' || isPointer(type));

const isPointer = ({ kind }: AbiType): boolean => ['wstr', 'astr', 'bstr', 'interface', 'function'].includes(kind);

/** NULL is allowed where the docs say so; of what no page describes nothing is known. */
const takesNull = (parameter: Parameter, { documented }: CallableSignature): boolean =>
  saysNull(parameter) || documented === false || parameter.direction === undefined;

const saysNull = ({ optional, nullable }: Parameter): boolean => optional === true || nullable === true;

/**
 * Which parameter holds the IID of which result: as `iid_is` says, or the one REFIID beside the one untyped interface
 * that comes out.
 */
function iidParameters(parameters: readonly Parameter[]): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const { name, iidIs, direction } of parameters) {
    if (iidIs && direction === 'out' && parameters.some((other) => other.name === iidIs)) pairs.set(name, iidIs);
  }
  if (pairs.size > 0) return pairs;
  const iids = parameters.filter(({ type, name }) => isGuidReference(type) && /^r?e?f?iid/i.test(name));
  const results = parameters.filter(
    ({ type, direction }) =>
      direction === 'out' && /^(?:(?:void|IUnknown) \*\*|(?:LPVOID|PVOID|LPUNKNOWN) \*)$/.test(type),
  );
  const [iid] = iids;
  const [result] = results;
  if (iid && result && iids.length === 1 && results.length === 1) pairs.set(result.name, iid.name);
  return pairs;
}

const isGuidReference = (type: string): boolean => /^(?:REFIID|REFGUID|const (?:IID|GUID) [&*]|LPCGUID)$/.test(type);

type Shape = Pick<AbiParameter, 'mode' | 'type' | 'array'>;

function classify(parameter: Parameter, count: AbiParameter['array'], catalogue: Catalogue): Shape | string {
  const { direction } = parameter;
  const type = parseType(parameter.type);
  const canonical = catalogue.types.resolve(parameter.type);
  if (type.name === 'BSTR' && type.pointers.length === 0) return { mode: 'in', type: { kind: 'bstr' } };
  if (type.name === 'BSTR' && type.pointers.length === 1 && direction === 'out' && !count) {
    return { mode: 'out', type: { kind: 'bstr' } };
  }
  if (canonical.kind === 'pointer') return pointer(parameter, canonical, count, catalogue);
  const value = valueType(parameter.type, canonical, catalogue);
  return typeof value === 'string' ? value : { mode: 'in', type: value };
}

/** What a value of a type is, passed by value or pointed to; a text says why it is nothing. */
export function valueType(text: string, type: CanonicalType, catalogue: Catalogue): AbiType | string {
  switch (type.kind) {
    case 'integer':
      return { kind: 'scalar', scalar: integerScalar(text, type), ...nominal(text, catalogue) };
    case 'float':
      return { kind: 'scalar', scalar: type.bits === 32 ? 'f32' : 'f64' };
    case 'wchar':
      return { kind: 'scalar', scalar: 'char16' };
    case 'char':
      return { kind: 'scalar', scalar: 'u8' };
    case 'enum': {
      const members = catalogue.enums.get(type.name);
      const bits = (members?.size ?? 4) * 8;
      const signed = members?.members.some(({ value }) => value < 0) ?? false;
      return { kind: 'scalar', scalar: `${signed ? 'i' : 'u'}${bits}` as Scalar, nominal: true };
    }
    case 'struct':
      if (type.name === 'GUID') return { kind: 'guid' };
      return catalogue.structure(type.name)
        ? { kind: 'struct', name: type.name }
        : `the fields of ${type.name} are not known`;
    case 'callback':
      return { kind: 'function', name: type.name };
    case 'pointer':
      if (type.to.kind === 'interface') return { kind: 'interface', name: type.to.name };
      if (type.to.kind === 'callback') return { kind: 'function', name: type.to.name };
      return { kind: 'ptr' };
    case 'opaque':
      return `${type.name} is known by name only and cannot be passed by value`;
    case 'array':
      return 'an array cannot be passed by value';
    default:
      return `${type.kind} is not a value`;
  }
}

function integerScalar(text: string, type: CanonicalType & { kind: 'integer' }): Scalar {
  const { name } = parseType(text);
  if (name === 'HRESULT' || name === 'SCODE') return 'hr';
  if (type.boolean) return type.bits === 8 ? 'bool8' : 'bool';
  const prefix = type.signed ? 'i' : 'u';
  return `${prefix}${type.pointerSized ? 'ptr' : type.bits}` as Scalar;
}

/** Branded types are nominal; those of metadata tokens have a table that the runtime can check. */
function nominal(text: string, catalogue: Catalogue): { nominal: true; token?: number } | undefined {
  const form = catalogue.typedefForm(parseType(text).name);
  if (form.kind !== 'brand') return undefined;
  return { nominal: true, ...(form.token !== undefined && { token: form.token }) };
}

function pointer(
  parameter: Parameter,
  type: CanonicalType & { kind: 'pointer' },
  count: AbiParameter['array'],
  catalogue: Catalogue,
): Shape {
  const memory: Shape = { mode: 'in', type: { kind: 'ptr' } };
  const { direction } = parameter;
  const array = count && { array: count };
  const comesIn = direction === 'in' || (direction === undefined && type.const);
  const { to } = type;
  switch (to.kind) {
    case 'void':
    case 'opaque': {
      if (!array?.array.capacity || to.kind === 'opaque') return memory;
      const bytes: AbiType = { kind: 'scalar', scalar: 'u8' };
      return { mode: modeOf(direction, comesIn), type: bytes, ...array };
    }
    case 'wchar':
    case 'char': {
      const wide = to.kind === 'wchar';
      if (comesIn) return { mode: 'in', type: { kind: wide ? 'wstr' : 'astr' } };
      if (direction === undefined || !array?.array.capacity) return memory;
      // Many pages say [in, out] of a mere buffer; one that may be left out is read too.
      const mode = direction === 'inout' && saysNull(parameter) ? 'io' : 'out';
      return { mode, type: { kind: wide ? 'wbuf' : 'abuf' }, ...array };
    }
    case 'interface': {
      const target: AbiType = { kind: 'interface', name: to.name };
      if (!catalogue.interfaces.has(to.name)) return memory;
      return { mode: 'in', type: target };
    }
    case 'callback':
      return { mode: 'in', type: { kind: 'function', name: to.name } };
    case 'pointer':
      return pointerToPointer(parameter, to, count, catalogue);
    default: {
      const value = valueType(pointee(parameter.type), to, catalogue);
      if (typeof value === 'string' || (direction === undefined && !type.const)) return memory;
      const buffer = value.kind === 'scalar' && /^[iu]8$/.test(value.scalar);
      if (array?.array.capacity) return { mode: modeOf(direction, comesIn), type: value, ...array };
      if (array || (buffer && direction !== 'inout')) return memory;
      if (comesIn && value.kind === 'scalar') return memory;
      return { mode: modeOf(direction, comesIn), type: value };
    }
  }
}

function pointerToPointer(
  parameter: Parameter,
  type: CanonicalType & { kind: 'pointer' },
  count: AbiParameter['array'],
  catalogue: Catalogue,
): Shape {
  const { direction } = parameter;
  const memory: Shape = { mode: 'in', type: { kind: 'ptr' } };
  const array = count && { array: count };
  const item = itemOfPointer(parameter.type, type, direction === 'out', catalogue);
  if (direction === 'in') {
    const listed = item.kind === 'interface' || item.kind === 'wstr' || item.kind === 'astr';
    if (listed && (array || parameter.array)) return { mode: 'in', type: item, array: count ?? { capacity: '' } };
    return memory;
  }
  if (direction === 'out') {
    if (array?.array.capacity) return { mode: 'out', type: item, ...array };
    if (array) return memory;
    return { mode: 'out', type: item };
  }
  if (direction === 'inout' && item.kind === 'ptr' && !array) return { mode: 'io', type: item };
  return memory;
}

/** What a pointer points to when it is a pointer itself; text that native code keeps may be read, other is an address. */
function itemOfPointer(
  text: string,
  type: CanonicalType & { kind: 'pointer' },
  comesOut: boolean,
  catalogue: Catalogue,
): AbiType {
  const { to } = type;
  if (to.kind === 'interface' && catalogue.interfaces.has(to.name)) return { kind: 'interface', name: to.name };
  if (parseType(text).name === 'BSTR') return { kind: 'bstr' };
  const readable = type.const || !comesOut;
  if (to.kind === 'wchar' && readable) return { kind: 'wstr' };
  if (to.kind === 'char' && readable) return { kind: 'astr' };
  return { kind: 'ptr' };
}

const modeOf = (direction: Parameter['direction'], comesIn: boolean): Mode => {
  if (direction === 'inout') return 'io';
  return comesIn ? 'ref' : 'out';
};

/** The text of what a pointer type points to: `mdTypeDef *` is `mdTypeDef`, a typedef of a pointer stays. */
function pointee(text: string): string {
  return text
    .replace(/^const /, '')
    .replace(/ ?(?:\*(?: const)?|&)$/, '')
    .trimEnd();
}

function resultType(text: string, catalogue: Catalogue): AbiType | string {
  const type = catalogue.types.resolve(text);
  if (type.kind === 'void') return { kind: 'void' };
  if (type.kind === 'pointer') return returnedPointer(type.to, catalogue);
  const value = valueType(text, type, catalogue);
  if (typeof value === 'string') return value;
  if (value.kind === 'struct' || value.kind === 'guid') return 'a structure is returned by value';
  return value;
}

/** An interface that a function returns comes with a reference, as one behind an `[out]` parameter does. */
function returnedPointer(to: CanonicalType, catalogue: Catalogue): AbiType {
  const known = to.kind === 'interface' && catalogue.interfaces.has(to.name);
  return known ? { kind: 'interface', name: to.name } : { kind: 'ptr' };
}

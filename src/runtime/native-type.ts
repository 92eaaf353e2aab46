import { type Koffi, koffi } from './koffi.ts';
import type { AbiParameter, AbiSignature, AbiType, Scalar } from './signature.ts';
import { structOf } from './struct.ts';

type NativeType = Parameters<Koffi['sizeof']>[0];

const SCALARS: Readonly<Record<Scalar, string>> = {
  i8: 'int8_t',
  u8: 'uint8_t',
  i16: 'int16_t',
  u16: 'uint16_t',
  i32: 'int32_t',
  u32: 'uint32_t',
  i64: 'int64_t',
  u64: 'uint64_t',
  f32: 'float',
  f64: 'double',
  iptr: 'intptr_t',
  uptr: 'uintptr_t',
  bool: 'int32_t',
  bool8: 'uint8_t',
  char16: 'uint16_t',
  hr: 'int32_t',
};

const prototypes = new Map<string, ReturnType<Koffi['proto']>>();

/**
 * The native prototype of a method or function. Equal signatures share one: koffi keeps every prototype for ever, and
 * a name would be global.
 */
export function prototypeOf(signature: AbiSignature, method: boolean): ReturnType<Koffi['proto']> {
  const parameters = signature.parameters.map(parameterKey);
  const result = resultKey(signature.result);
  const key = `${result}(${(method ? ['this', ...parameters] : parameters).join()})`;
  const known = prototypes.get(key);
  if (known) return known;
  const types = signature.parameters.map(parameterType);
  const prototype = koffi().proto('__stdcall', result, method ? ['void *', ...types] : types);
  prototypes.set(key, prototype);
  return prototype;
}

function parameterKey(parameter: AbiParameter): string {
  const { type, mode } = parameter;
  if (mode === 'in' && type.kind === 'struct' && !parameter.array) return `{${type.name}}`;
  if (mode === 'in' && type.kind === 'guid' && !parameter.array) return '{GUID}';
  return parameterType(parameter) as string;
}

function parameterType({ mode, type, array }: AbiParameter): NativeType {
  if (mode !== 'in' || array) return 'void *';
  switch (type.kind) {
    case 'scalar':
      return SCALARS[type.scalar];
    case 'wstr':
      return 'str16';
    case 'astr':
      return 'str';
    case 'struct':
      return structOf(type.name).nativeType();
    case 'guid':
      return guidType();
    default:
      return 'void *';
  }
}

function resultKey(type: AbiType): string {
  if (type.kind === 'void') return 'void';
  return type.kind === 'scalar' ? SCALARS[type.scalar] : 'void *';
}

let guid: NativeType | undefined;

/** A GUID by value. */
function guidType(): NativeType {
  guid ??= koffi().struct({ low: 'uint64_t', high: 'uint64_t' });
  return guid;
}

import { parseType } from '../../ctype/parse-type.ts';
import { type AbiParameter, type AbiType, isText, type Scalar } from '../../runtime/signature.ts';
import type { Catalogue } from './catalogue.ts';
import type { ModuleImports } from './module-imports.ts';

/** The typed array that holds plain scalars. */
const TYPED_ARRAYS: Readonly<Partial<Record<Scalar, string>>> = {
  i8: 'Int8Array',
  u8: 'Uint8Array',
  i16: 'Int16Array',
  u16: 'Uint16Array',
  char16: 'Uint16Array',
  i32: 'Int32Array',
  hr: 'Int32Array',
  u32: 'Uint32Array',
  i64: 'BigInt64Array',
  iptr: 'BigInt64Array',
  u64: 'BigUint64Array',
  uptr: 'BigUint64Array',
  f32: 'Float32Array',
  f64: 'Float64Array',
};

/** Writes the TypeScript types of values, for one module. */
export class ValueTypes {
  readonly #catalogue: Catalogue;
  readonly #imports: ModuleImports;

  constructor(catalogue: Catalogue, imports: ModuleImports) {
    this.#catalogue = catalogue;
    this.#imports = imports;
  }

  /** The type of one value; `text` is the C type, which names the brand or the enumeration. */
  value(text: string, abi: AbiType): string {
    switch (abi.kind) {
      case 'void':
        return 'void';
      case 'scalar':
        return this.#scalar(text, abi);
      case 'ptr':
        return this.#handle(text) ?? this.#imports.runtimeType('Pointer');
      case 'guid':
        return this.#imports.runtimeType('Guid');
      case 'iid':
        return `${this.#imports.runtimeType('Interface')}<T>`;
      case 'struct':
        return this.#imports.type(abi.name);
      case 'interface':
        return abi.iid === undefined ? this.#imports.type(abi.name) : 'T';
      case 'function':
        return `${this.#imports.runtimeType('CallbackPointer')}<${this.#imports.type(abi.name)}>`;
      default:
        return 'string';
    }
  }

  /** The type of an argument. */
  argument(text: string, parameter: AbiParameter): string {
    const { type, array, nullable } = parameter;
    const orNull = nullable ? ' | null' : '';
    if (array) return `${this.#argumentArray(text, type)}${orNull}`;
    switch (type.kind) {
      case 'ptr':
        if (parameter.mode === 'io') return this.value(text, type);
        return this.#handle(text) ?? this.#imports.runtimeType('Memory');
      case 'interface':
        return `${this.#imports.runtimeType('InterfaceArgument')}<${this.value(text, type)}>${orNull}`;
      case 'wstr':
      case 'astr':
      case 'bstr':
      case 'function':
        return `${this.value(text, type)}${orNull}`;
      case 'guid':
      case 'struct':
        return `${this.value(text, type)}${parameter.mode === 'in' ? '' : orNull}`;
      default:
        return this.value(text, type);
    }
  }

  /** The type of a result. */
  result(text: string, parameter: Pick<AbiParameter, 'type' | 'array'> & { readonly nullable?: boolean }): string {
    const { type, array, nullable = false } = parameter;
    switch (type.kind) {
      case 'wbuf':
      case 'abuf':
        return nullable ? 'string | null' : 'string';
      case 'scalar':
        if (array && !type.nominal && TYPED_ARRAYS[type.scalar]) return TYPED_ARRAYS[type.scalar] as string;
        break;
      case 'interface':
        if (type.iid !== undefined) return 'T';
        return array ? `${this.value(text, type)}[]` : `${this.value(text, type)} | null`;
      case 'wstr':
      case 'astr':
      case 'bstr':
        return array ? '(string | null)[]' : 'string | null';
      default:
    }
    return array ? `${this.value(text, type)}[]` : this.value(text, type);
  }

  #argumentArray(text: string, type: AbiType): string {
    if (type.kind === 'scalar' && !type.nominal) {
      const typed = TYPED_ARRAYS[type.scalar];
      const plain = `readonly ${this.value(text, type)}[]`;
      return typed ? `${typed} | ${plain}` : plain;
    }
    if (type.kind === 'interface') {
      return `readonly (${this.#imports.runtimeType('InterfaceArgument')}<${this.value(text, type)}> | null)[]`;
    }
    if (type.kind === 'wstr' || type.kind === 'astr') return 'readonly (string | null)[]';
    if (isText(type)) return 'string';
    return `readonly ${this.value(text, type)}[]`;
  }

  #scalar(text: string, abi: AbiType & { kind: 'scalar' }): string {
    if (abi.nominal) {
      const { name } = parseType(text);
      const canonical = this.#catalogue.types.resolve(name);
      if (canonical.kind === 'enum') return this.#imports.type(canonical.name);
      if (this.#catalogue.typedefForm(name).kind === 'brand') return this.#imports.type(name);
    }
    return plainScalar(abi.scalar);
  }

  /** The branded address that a typedef such as HCORENUM is. */
  #handle(text: string): string | undefined {
    const { name, pointers } = parseType(text);
    if (this.#catalogue.typedefForm(name).kind !== 'handle' || pointers.length > 1) return undefined;
    return this.#imports.type(name);
  }
}

/** What a scalar without a name of its own is in JavaScript. */
export function plainScalar(scalar: Scalar): 'boolean' | 'bigint' | 'number' {
  if (scalar === 'bool' || scalar === 'bool8') return 'boolean';
  return /64|ptr/.test(scalar) && scalar !== 'f64' ? 'bigint' : 'number';
}

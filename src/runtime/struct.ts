import { ArgumentError, ModuleNotLoadedError } from './errors.ts';
import { type Koffi, koffi } from './koffi.ts';
import { alignmentOf, readValue, sizeOf, writeValue } from './memory.ts';
import { type AbiType, parseAbiType } from './signature.ts';
import type { Pointer, Struct } from './types.ts';

/** A field as the notation has it, before offsets. */
interface FieldNode {
  readonly name: string;
  readonly type:
    | AbiType
    | { readonly kind: 'text'; readonly wide: boolean }
    | { readonly kind: 'nested'; readonly nested: GroupNode };
  readonly dimensions: readonly number[];
  readonly bits?: number;
}

interface GroupNode {
  readonly kind: 'struct' | 'union';
  readonly fields: readonly FieldNode[];
}

interface PlacedField extends FieldNode {
  readonly offset: number;
  readonly shift: number;
  /** The fields of a nested group, placed from its start. */
  readonly placed?: readonly PlacedField[];
}

interface Layout {
  readonly size: number;
  readonly alignment: number;
  readonly fields: readonly PlacedField[];
}

type Values = Record<string, unknown>;

/** A structure: its layout is computed as C compilers do for this machine, when it is first used. */
export class StructDescriptor implements Struct<Values> {
  readonly name: string;
  readonly #kind: 'struct' | 'union';
  readonly #text: string;
  readonly #pack: number;
  #layout: Layout | undefined;
  #native: ReturnType<Koffi['struct']> | undefined;

  constructor(name: string, kind: 'struct' | 'union', text: string, pack: number) {
    this.name = name;
    this.#kind = kind;
    this.#text = text;
    this.#pack = pack;
  }

  get layout(): Layout {
    this.#layout ??= place(new LayoutReader(this.#text).group(this.#kind), this.#pack === 0 ? 16 : this.#pack);
    return this.#layout;
  }

  get size(): number {
    return this.layout.size;
  }

  get alignment(): number {
    return this.layout.alignment;
  }

  offsetOf(field: string): number {
    const found = findField(this.layout.fields, field, 0);
    if (found === undefined) throw new ArgumentError(field, `${this.name} has no such field`);
    return found;
  }

  read(address: Pointer): Values {
    return this.readFrom(new DataView(koffi().view(address, this.size)), 0);
  }

  write(address: Pointer, value: Readonly<Values>): void {
    this.writeTo(new DataView(koffi().view(address, this.size)), 0, value);
  }

  readFrom(view: DataView, offset: number): Values {
    const values: Values = {};
    readFields(view, offset, this.layout.fields, values);
    return values;
  }

  writeTo(view: DataView, offset: number, value: Readonly<Values>): void {
    if (value === null || typeof value !== 'object')
      throw new ArgumentError(this.name, 'needs an object with the fields');
    new Uint8Array(view.buffer, view.byteOffset + offset, this.size).fill(0);
    writeFields(view, offset, this.layout.fields, value);
  }

  /** The structure as koffi passes it by value: integers of the same places, so that registers are chosen alike. */
  nativeType(): ReturnType<Koffi['struct']> {
    if (this.#native) return this.#native;
    const { size, alignment } = this.layout;
    const unit = alignment >= 8 ? 'uint64_t' : alignment === 4 ? 'uint32_t' : alignment === 2 ? 'uint16_t' : 'uint8_t';
    const step = Math.min(alignment, 8);
    const fields = Object.fromEntries(Array.from({ length: size / step }, (_, i) => [`f${i}`, unit]));
    this.#native = koffi().struct(fields);
    return this.#native;
  }
}

const structs = new Map<string, StructDescriptor>();

/** Makes the descriptor of a structure. Generated modules call it; the layout is read when it is first used. */
export function defineStruct<T>(name: string, kind: 'struct' | 'union', layout: string, pack = 0): Struct<T> {
  const descriptor = new StructDescriptor(name, kind, layout, pack);
  structs.set(name, descriptor);
  return descriptor as unknown as Struct<T>;
}

/** The descriptor of a structure by name. @throws ModuleNotLoadedError if its module was not imported. */
export function structOf(name: string): StructDescriptor {
  const descriptor = structs.get(name);
  if (!descriptor) throw new ModuleNotLoadedError(name, 'index');
  return descriptor;
}

/** Reads `u64 token1; union{u32 a; u32 b}; wtext[260] name`. */
class LayoutReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  group(kind: 'struct' | 'union'): GroupNode {
    const fields: FieldNode[] = [];
    for (;;) {
      fields.push(this.#field());
      if (!this.#take('; ')) return { kind, fields };
    }
  }

  #field(): FieldNode {
    const nested = /^(struct|union)\{/.exec(this.#rest());
    if (nested) {
      this.#at += nested[0].length;
      const group = this.group(nested[1] as 'struct' | 'union');
      if (!this.#take('}')) this.#fail();
      const name = /^ (\w+)/.exec(this.#rest());
      if (name) this.#at += name[0].length;
      return { name: name?.[1] ?? '', type: { kind: 'nested', nested: group }, dimensions: [] };
    }
    const match = /^([^\s;[:]+)(?::(\d+))?((?:\[\d+\])*) (\w+)/.exec(this.#rest());
    if (!match) return this.#fail();
    this.#at += match[0].length;
    const [, type = '', bits, dimensions = '', name = ''] = match;
    const text = type === 'wtext' || type === 'atext';
    return {
      name,
      type: text ? { kind: 'text', wide: type === 'wtext' } : parseAbiType(type),
      dimensions: [...dimensions.matchAll(/\[(\d+)\]/g)].map(([, length]) => Number(length)),
      ...(bits !== undefined && { bits: Number(bits) }),
    };
  }

  #rest(): string {
    return this.#text.slice(this.#at);
  }

  #take(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #fail(): never {
    throw new SyntaxError(`Not a layout at ${this.#at}: ${this.#text}`);
  }
}

function place(group: GroupNode, pack: number): Layout {
  let offset = 0;
  let size = 0;
  let alignment = 1;
  // Bit fields share a unit of their type while it has room for them.
  let unit: { readonly offset: number; readonly size: number; used: number } | undefined;
  const fields = group.fields.map((field): PlacedField => {
    const inner = field.type.kind === 'nested' ? place(field.type.nested, pack) : undefined;
    const element = inner ?? elementOf(field.type as AbiType | { kind: 'text'; wide: boolean });
    const fieldAlignment = Math.min(element.alignment, pack);
    const bytes = element.size * field.dimensions.reduce((product, length) => product * length, 1);
    alignment = Math.max(alignment, fieldAlignment);
    if (group.kind === 'union') offset = 0;
    let shift = 0;
    if (field.bits !== undefined && unit && unit.size === bytes && unit.used + field.bits <= bytes * 8) {
      shift = unit.used;
      unit.used += field.bits;
      offset = unit.offset;
    } else {
      offset = Math.ceil(offset / fieldAlignment) * fieldAlignment;
      unit = field.bits === undefined ? undefined : { offset, size: bytes, used: field.bits };
    }
    const placed = { ...field, offset, shift, ...(inner && { placed: inner.fields }) };
    offset += bytes;
    size = Math.max(size, offset);
    return placed;
  });
  return { size: Math.ceil(size / alignment) * alignment, alignment, fields };
}

function elementOf(type: AbiType | { readonly kind: 'text'; readonly wide: boolean }): {
  size: number;
  alignment: number;
} {
  if (type.kind === 'text') return type.wide ? { size: 2, alignment: 2 } : { size: 1, alignment: 1 };
  return { size: sizeOf(type), alignment: alignmentOf(type) };
}

function findField(fields: readonly PlacedField[], name: string, start: number): number | undefined {
  for (const field of fields) {
    if (field.name === name) return start + field.offset;
    if (field.name !== '' || !field.placed) continue;
    const found = findField(field.placed, name, start + field.offset);
    if (found !== undefined) return found;
  }
  return undefined;
}

function readFields(view: DataView, start: number, fields: readonly PlacedField[], values: Values): void {
  for (const field of fields) {
    if (field.placed && field.name === '') readFields(view, start + field.offset, field.placed, values);
    else values[field.name] = readField(view, start + field.offset, field, field.dimensions);
  }
}

function readField(view: DataView, offset: number, field: PlacedField, dimensions: readonly number[]): unknown {
  const { type } = field;
  if (field.placed) {
    const values: Values = {};
    readFields(view, offset, field.placed, values);
    return values;
  }
  const [length, ...inner] = dimensions;
  if (type.kind === 'text' && dimensions.length <= 1) return readText(view, offset, length ?? 1, type.wide);
  if (length !== undefined) {
    const step = bytesOf(field, inner);
    return Array.from({ length }, (_, i) => readField(view, offset + i * step, field, inner));
  }
  const value = readValue(view, offset, type as AbiType);
  if (field.bits === undefined) return value;
  const mask = (1n << BigInt(field.bits)) - 1n;
  const bits = (BigInt(value as number | bigint) >> BigInt(field.shift)) & mask;
  return typeof value === 'bigint' ? bits : Number(bits);
}

function writeFields(view: DataView, start: number, fields: readonly PlacedField[], values: Readonly<Values>): void {
  for (const field of fields) {
    if (field.placed && field.name === '') writeFields(view, start + field.offset, field.placed, values);
    else if (values[field.name] !== undefined) {
      writeField(view, start + field.offset, field, field.dimensions, values[field.name]);
    }
  }
}

function writeField(
  view: DataView,
  offset: number,
  field: PlacedField,
  dimensions: readonly number[],
  value: unknown,
): void {
  const { type } = field;
  const [length, ...inner] = dimensions;
  if (field.placed) {
    writeFields(view, offset, field.placed, value as Values);
  } else if (type.kind === 'text' && dimensions.length <= 1) {
    writeText(view, offset, length ?? 1, type.wide, String(value));
  } else if (length !== undefined) {
    const list = value as ArrayLike<unknown>;
    if (list.length > length) throw new ArgumentError(field.name, `holds ${length} elements, got ${list.length}`);
    const step = bytesOf(field, inner);
    for (let i = 0; i < list.length; i++) writeField(view, offset + i * step, field, inner, list[i]);
  } else if (field.bits === undefined) {
    writeValue(view, offset, type as AbiType, value, field.name);
  } else {
    writeBits(view, offset, field, value as number | bigint);
  }
}

function writeBits(view: DataView, offset: number, field: PlacedField, value: number | bigint): void {
  const type = field.type as AbiType;
  const mask = ((1n << BigInt(field.bits ?? 0)) - 1n) << BigInt(field.shift);
  const before = BigInt(readValue(view, offset, type) as number | bigint);
  const after = (before & ~mask) | ((BigInt(value) << BigInt(field.shift)) & mask);
  writeValue(view, offset, type, sizeOf(type) === 8 ? after : Number(after), field.name);
}

function bytesOf(field: PlacedField, dimensions: readonly number[]): number {
  const { size } = elementOf(field.type as AbiType | { kind: 'text'; wide: boolean });
  return dimensions.reduce((product, length) => product * length, size);
}

function readText(view: DataView, offset: number, length: number, wide: boolean): string {
  const bytes = Buffer.from(view.buffer, view.byteOffset + offset, length * (wide ? 2 : 1));
  const text = bytes.toString(wide ? 'utf16le' : 'utf8');
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

function writeText(view: DataView, offset: number, length: number, wide: boolean, text: string): void {
  const bytes = Buffer.from(text, wide ? 'utf16le' : 'utf8');
  const room = (length - 1) * (wide ? 2 : 1);
  if (bytes.length > room) throw new ArgumentError('text', `${text.length} characters do not fit into ${length}`);
  new Uint8Array(view.buffer, view.byteOffset + offset, bytes.length).set(bytes);
}

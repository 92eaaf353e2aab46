import { address, NULL, text, textOrNull } from './arguments.ts';
import { interfaceOf } from './descriptor.ts';
import { ArgumentError } from './errors.ts';
import { Arena, type Block, sizeOf } from './memory.ts';
import { wrapOrNull } from './native-object.ts';
import { type AbiParameter, type AbiSignature, isText, planSignature, type SignaturePlan } from './signature.ts';
import type { Interface, Pointer } from './types.ts';
import { decodeArray, decodeAt, encodeArgument, encodeArray, encodeAt } from './values.ts';

/** Units that a text buffer of an interpreted call holds at first. */
const FIRST_CAPACITY = 1024;

/** What a call gave: its native result, and what came out. */
export interface CallOutcome {
  /** The native result: an HRESULT is signed as it came. */
  readonly result: unknown;
  /** The results as JavaScript returns them. */
  value(): unknown;
  /** Units that a text buffer needs, if it was too small. */
  readonly textNeeded: number;
}

/** A call that is ready: native arguments in memory that stays until `finish`. */
export class PreparedCall {
  readonly native: unknown[];
  readonly #signature: AbiSignature;
  readonly #plan: SignaturePlan;
  readonly #arena = new Arena();
  readonly #blocks: (Block | undefined)[];
  readonly #inputs: ReadonlyMap<string, unknown>;
  readonly #capacity: number;

  /** Lays the arguments out. @throws ArgumentError for one that its parameter does not take. */
  constructor(signature: AbiSignature, args: readonly unknown[], capacity = FIRST_CAPACITY) {
    this.#signature = signature;
    this.#plan = planOf(signature);
    this.#capacity = capacity;
    this.#blocks = new Array(signature.parameters.length);
    this.#inputs = new Map(
      this.#plan.inputs.map((index, i) => [(signature.parameters[index] as AbiParameter).name, args[i]]),
    );
    try {
      this.native = signature.parameters.map((parameter, index) => this.#encode(parameter, index));
    } catch (error) {
      this.#arena.free();
      throw error;
    }
  }

  /** Reads the results; the memory is freed with `free`. */
  outcome(result: unknown): CallOutcome {
    const textNeeded = this.#textNeeded();
    return { result, textNeeded, value: () => this.#value(result) };
  }

  free(): void {
    this.#arena.free();
  }

  #encode(parameter: AbiParameter, index: number): unknown {
    const { name, mode, type, array, nullable } = parameter;
    const context = { arena: this.#arena, name, nullable };
    const folded = this.#plan.folded.get(name);
    if (folded) return this.#encodeFolded(parameter, index, folded.role);
    if (array) return this.#encodeArray(parameter, index);
    const value = this.#inputs.get(name);
    if (mode === 'in') return encodeArgument(type, value, context);
    if (mode === 'ref' && (value === NULL || (value === null && nullable))) return null;
    const block = this.#block(index, sizeOf(type));
    if (mode !== 'out') encodeAt({ view: block.view, offset: 0 }, type, value, context);
    return block.address;
  }

  /** Counts of arrays, capacity and length of text. */
  #encodeFolded(parameter: AbiParameter, index: number, role: 'count' | 'capacity' | 'length'): unknown {
    const { name, mode, type } = parameter;
    const value = role === 'capacity' ? this.#capacity : role === 'count' ? this.#count(name) : 0;
    if (mode === 'in') return value;
    const block = this.#block(index, sizeOf(type));
    encodeAt({ view: block.view, offset: 0 }, type, value, { arena: this.#arena, name, nullable: false });
    return block.address;
  }

  /** The common length of the arrays that a parameter counts. */
  #count(name: string): number {
    const { of = [] } = this.#plan.folded.get(name) ?? {};
    const lengths = of.flatMap((index) => {
      const list = this.#inputs.get((this.#signature.parameters[index] as AbiParameter).name);
      return list === null || list === undefined || list === NULL ? [] : [(list as ArrayLike<unknown>).length];
    });
    const [first = 0] = lengths;
    if (lengths.some((length) => length !== first)) {
      throw new ArgumentError(name, `counts several arrays, which differ in length: ${lengths.join(', ')}`);
    }
    return first;
  }

  #encodeArray(parameter: AbiParameter, index: number): unknown {
    const { name, mode, type, array, nullable } = parameter;
    if (isText(type)) return this.#encodeBuffer(parameter, index);
    const step = sizeOf(type);
    if (mode === 'out') return this.#block(index, this.#room(array?.capacity ?? '', name) * step).address;
    const list = this.#inputs.get(name) as ArrayLike<unknown> | null | undefined;
    if ((list as unknown) === NULL || (list === null && nullable)) return null;
    if (list === null || list === undefined || typeof list.length !== 'number') {
      throw new ArgumentError(name, `needs an array, got ${list === null ? 'null' : typeof list}`);
    }
    const room = mode === 'io' ? Math.max(list.length, this.#room(array?.capacity ?? '', name)) : list.length;
    const block = this.#block(index, room * step);
    encodeArray(block, type, list, { arena: this.#arena, name, nullable: true });
    return block.address;
  }

  /** A buffer for text, with the text that is in it where the caller gives one. */
  #encodeBuffer({ name, mode, type, nullable }: AbiParameter, index: number): Pointer | null {
    const wide = type.kind === 'wbuf';
    const given = mode === 'io' ? this.#inputs.get(name) : '';
    const contents = nullable ? textOrNull(given as string | null, name) : text(given as string, name);
    if (contents === null) return null;
    const bytes = Buffer.from(contents, wide ? 'utf16le' : 'utf8');
    const unit = wide ? 2 : 1;
    if (bytes.length / unit >= this.#capacity)
      throw new ArgumentError(name, `has room for ${this.#capacity - 1} characters`);
    const block = this.#block(index, this.#capacity * unit);
    new Uint8Array(block.view.buffer, block.view.byteOffset).set(bytes);
    return block.address;
  }

  /** How many elements the caller lets come out. */
  #room(capacity: string, name: string): number {
    const value = this.#inputs.get(capacity);
    const room = Number(value ?? 0);
    if (!Number.isSafeInteger(room) || room < 0 || room > 0x1000_0000) {
      throw new ArgumentError(capacity === '' ? name : capacity, `${String(value)} is no number of elements`);
    }
    return room;
  }

  #block(index: number, bytes: number): Block {
    const block = this.#arena.allocate(bytes);
    this.#blocks[index] = block;
    return block;
  }

  #textNeeded(): number {
    let needed = 0;
    for (const [index, { type, array }] of this.#signature.parameters.entries()) {
      if (!isText(type) || array?.length === undefined || !this.#blocks[index]) continue;
      const length = this.#numberOf(array.length);
      if (length !== undefined && length > this.#capacity) needed = Math.max(needed, length);
    }
    return needed;
  }

  /** The value that a count has after the call. */
  #numberOf(name: string): number | undefined {
    const index = this.#signature.parameters.findIndex((parameter) => parameter.name === name);
    const parameter = this.#signature.parameters[index];
    const block = this.#blocks[index];
    if (!parameter) return undefined;
    if (!block) return Number(this.#inputs.get(name) ?? 0);
    return Number(decodeAt(block.view, 0, parameter.type));
  }

  #value(result: unknown): unknown {
    const outputs = this.#plan.outputs.map((index) => {
      const parameter = this.#signature.parameters[index] as AbiParameter;
      return [parameter.name, this.#decode(parameter, index)] as const;
    });
    const first = this.#first(result);
    const all = first ? [first, ...outputs] : outputs;
    if (all.length === 0) return undefined;
    return all.length === 1 ? all[0]?.[1] : Object.fromEntries(all);
  }

  #first(result: unknown): readonly [string, unknown] | undefined {
    const { result: type } = this.#signature;
    if (this.#plan.returns === 'nothing') return undefined;
    if (this.#plan.returns === 'hresult') return ['hresult', (result as number) >>> 0];
    if (type.kind === 'ptr') return ['result', address(result as bigint | null)];
    if (type.kind === 'interface') {
      return ['result', wrapOrNull(address(result as bigint | null), interfaceOf(type.name, 'index'))];
    }
    if (type.kind !== 'scalar') return ['result', result];
    if (type.scalar === 'bool' || type.scalar === 'bool8') return ['result', result !== 0];
    return ['result', /64|ptr/.test(type.scalar) && type.scalar !== 'f64' ? BigInt(result as number) : result];
  }

  #decode({ type, array, mode }: AbiParameter, index: number): unknown {
    const block = this.#blocks[index];
    if (!block) return null;
    if (isText(type)) return this.#text(block, type.kind === 'wbuf', array?.length);
    if (!array) return decodeAt(block.view, 0, type, this.#resultInterface(type));
    const room = block.view.byteLength / sizeOf(type);
    const list = mode === 'io' ? this.#inputs.get(this.#signature.parameters[index]?.name ?? '') : undefined;
    const limit = Math.floor(list ? (list as ArrayLike<unknown>).length : this.#room(array.capacity, ''));
    const length = array.length === undefined ? limit : (this.#numberOf(array.length) ?? limit);
    return decodeArray(block, type, Math.min(length, limit, room));
  }

  #resultInterface(type: AbiParameter['type']): Interface | undefined {
    if (type.kind !== 'interface') return undefined;
    if (type.iid !== undefined) return this.#inputs.get(type.iid) as Interface;
    return interfaceOf(type.name, 'index');
  }

  #text(block: Block, wide: boolean, length: string | undefined): string {
    const unit = wide ? 2 : 1;
    const bytes = Buffer.from(block.view.buffer, block.view.byteOffset, block.view.byteLength);
    const counted = length === undefined ? 0 : Math.min(this.#numberOf(length) ?? 0, this.#capacity);
    const whole = bytes
      .subarray(0, (counted === 0 ? this.#capacity : counted) * unit)
      .toString(wide ? 'utf16le' : 'utf8');
    if (counted > 0) return whole.endsWith('\0') ? whole.slice(0, -1) : whole;
    const end = whole.indexOf('\0');
    return end < 0 ? whole : whole.slice(0, end);
  }
}

const plans = new WeakMap<AbiSignature, SignaturePlan>();

/** The plan of a signature, worked out once. */
export function planOf(signature: AbiSignature): SignaturePlan {
  const known = plans.get(signature);
  if (known) return known;
  const plan = planSignature(signature);
  plans.set(signature, plan);
  return plan;
}

/**
 * How a native signature looks to JavaScript. Generated modules write it as text, one method a line, in the notation
 * of `parseSignature`; the emitter prints that text and the straight-line methods from the same data, and the runtime
 * reads it only where it has to interpret: raw and asynchronous calls, implemented interfaces, introspection.
 *
 *     GetThread(in u32 dwThreadId, out @ICorDebugThread ppThread)
 *     GetName(in u32 cchName, out u32 pcchName, out wbuf[cchName,pcchName] szName)
 *     EnumTypeDefs(io ptr phEnum, out u32[cMax,pcTypeDefs] rTypeDefs, in u32 cMax, out u32 pcTypeDefs) hr+
 *     OpenScope(in wstr szScope, in u32 dwOpenFlags, in iid riid, out @:riid ppIUnk)
 */

/** Scalars by their width; `bool` is the 32-bit BOOL, `bool8` BOOLEAN, `char16` a UTF-16 unit, `hr` an HRESULT. */
export type Scalar =
  | 'i8'
  | 'u8'
  | 'i16'
  | 'u16'
  | 'i32'
  | 'u32'
  | 'i64'
  | 'u64'
  | 'f32'
  | 'f64'
  | 'iptr'
  | 'uptr'
  | 'bool'
  | 'bool8'
  | 'char16'
  | 'hr';

/** What a value is. */
export type AbiType =
  | { readonly kind: 'void' }
  /**
   * `nominal` values are of an enumeration or a branded type, so that many of them are an array and not a typed one;
   * `token` is the table of a metadata token (`0x02` for a TypeDef), which the runtime checks.
   */
  | { readonly kind: 'scalar'; readonly scalar: Scalar; readonly nominal?: true; readonly token?: number }
  /** An address or a handle that only native code understands. */
  | { readonly kind: 'ptr' }
  /** Zero-terminated UTF-16. */
  | { readonly kind: 'wstr' }
  /** Zero-terminated UTF-8 or ANSI. */
  | { readonly kind: 'astr' }
  /** A BSTR: length-prefixed UTF-16. */
  | { readonly kind: 'bstr' }
  /** A buffer for UTF-16 text, with its capacity and length elsewhere in the signature. */
  | { readonly kind: 'wbuf' }
  /** The same for 8-bit text. */
  | { readonly kind: 'abuf' }
  | { readonly kind: 'guid' }
  /** A pointer to the IID that decides what an `interface` with `iid` is. */
  | { readonly kind: 'iid' }
  | { readonly kind: 'struct'; readonly name: string }
  /** An interface pointer: of a known interface, or of the one that the parameter `iid` names. */
  | { readonly kind: 'interface'; readonly name: string; readonly iid?: string }
  | { readonly kind: 'function'; readonly name: string };

/** `in` by value, `ref` in by pointer, `out` and `io` by pointer. Arrays and strings are pointers anyway. */
export type Mode = 'in' | 'ref' | 'out' | 'io';

export interface AbiParameter {
  readonly name: string;
  readonly mode: Mode;
  readonly type: AbiType;
  /** The docs let callers pass NULL. */
  readonly nullable: boolean;
  /** Parameters that hold how many elements fit (empty where nothing says it), and how many there are. */
  readonly array?: { readonly capacity: string; readonly length?: string };
}

export interface AbiSignature {
  readonly name: string;
  readonly parameters: readonly AbiParameter[];
  readonly result: AbiType;
  /** The docs list more than one success code: results tell which it was. */
  readonly successCodes: boolean;
  /** The slot exists but nothing here can call it, e.g. because a type by value is known by name only: `!Name`. */
  readonly unsupported?: true;
}

const SCALARS = /^(?:[iu](?:8|16|32|64|ptr)|f32|f64|bool|bool8|char16|hr)$/;
const PARAMETER = /^(in|ref|out|io)(\?)? ([^\s[]+)(?:\[(\w*)(?:,(\w+))?\])? (\w+)$/;

/**
 * Reads one line of the notation.
 * @throws SyntaxError for a line that the emitter cannot have written.
 */
export function parseSignature(line: string): AbiSignature {
  const unsupported = /^\s*!(\w+)\s*$/.exec(line)?.[1];
  if (unsupported) {
    return { name: unsupported, parameters: [], result: { kind: 'void' }, successCodes: false, unsupported: true };
  }
  const match = /^\s*(\w+)\(([^)]*)\)(?: (\S+))?\s*$/.exec(line);
  if (!match) throw new SyntaxError(`Not a signature: ${line}`);
  const [, name = '', list = '', result = 'hr'] = match;
  const successCodes = result.endsWith('+');
  return {
    name,
    parameters: list === '' ? [] : list.split(', ').map(parseParameter),
    result: parseAbiType(successCodes ? result.slice(0, -1) : result),
    successCodes,
  };
}

function parseParameter(text: string): AbiParameter {
  const match = PARAMETER.exec(text);
  if (!match) throw new SyntaxError(`Not a parameter: ${text}`);
  const [, mode, nullable, type = '', capacity, length, name = ''] = match;
  return {
    name,
    mode: mode as Mode,
    type: parseAbiType(type),
    nullable: nullable !== undefined,
    ...(capacity !== undefined && { array: { capacity, ...(length !== undefined && { length }) } }),
  };
}

/** Reads a type of the notation, e.g. `u32`, `u32#02`, `u64#`, `{COR_TYPEID}`, `@ICorDebugThread`, `@:riid`, `&Callback`. */
export function parseAbiType(text: string): AbiType {
  const nominal = /^(\w+)#([0-9a-f]{2})?$/.exec(text);
  if (nominal) {
    const scalar = nominal[1] as Scalar;
    return { kind: 'scalar', scalar, nominal: true, ...(nominal[2] && { token: Number.parseInt(nominal[2], 16) }) };
  }
  if (SCALARS.test(text)) return { kind: 'scalar', scalar: text as Scalar };
  if (text.startsWith('{')) return { kind: 'struct', name: text.slice(1, -1) };
  if (text.startsWith('@:')) return { kind: 'interface', name: 'IUnknown', iid: text.slice(2) };
  if (text.startsWith('@')) return { kind: 'interface', name: text.slice(1) };
  if (text.startsWith('&')) return { kind: 'function', name: text.slice(1) };
  switch (text) {
    case 'void':
    case 'ptr':
    case 'wstr':
    case 'astr':
    case 'bstr':
    case 'wbuf':
    case 'abuf':
    case 'guid':
    case 'iid':
      return { kind: text };
    default:
      throw new SyntaxError(`Not a type: ${text}`);
  }
}

/** Writes a type as `parseAbiType` reads it. */
export function printAbiType(type: AbiType): string {
  switch (type.kind) {
    case 'scalar':
      if (!type.nominal) return type.scalar;
      return `${type.scalar}#${type.token === undefined ? '' : type.token.toString(16).padStart(2, '0')}`;
    case 'struct':
      return `{${type.name}}`;
    case 'interface':
      return type.iid === undefined ? `@${type.name}` : `@:${type.iid}`;
    case 'function':
      return `&${type.name}`;
    default:
      return type.kind;
  }
}

/** Writes a signature as `parseSignature` reads it. */
export function printSignature(signature: AbiSignature): string {
  if (signature.unsupported) return `!${signature.name}`;
  const parameters = signature.parameters.map((parameter) => {
    const { array } = parameter;
    const dimension = array ? `[${array.capacity}${array.length === undefined ? '' : `,${array.length}`}]` : '';
    return `${parameter.mode}${parameter.nullable ? '?' : ''} ${printAbiType(parameter.type)}${dimension} ${parameter.name}`;
  });
  const result = `${printAbiType(signature.result)}${signature.successCodes ? '+' : ''}`;
  return `${signature.name}(${parameters.join(', ')})${result === 'hr' ? '' : ` ${result}`}`;
}

/** Which native parameters a JavaScript caller gives, and which come back to it. */
export interface SignaturePlan {
  /** Indexes of the parameters that are arguments, in order. */
  readonly inputs: readonly number[];
  /** Indexes of the parameters that are results, in order. */
  readonly outputs: readonly number[];
  /** What is returned beside the outputs: the HRESULT, another result, or nothing. */
  readonly returns: 'hresult' | 'result' | 'nothing';
  /** Parameters that the runtime fills by itself: counts of arrays, capacity and length of text buffers. */
  readonly folded: ReadonlyMap<string, FoldedParameter>;
}

export interface FoldedParameter {
  readonly role: 'count' | 'capacity' | 'length';
  /** Indexes of the arrays or buffers that it counts. */
  readonly of: readonly number[];
}

/**
 * Decides the JavaScript form of a signature: counts of arrays that go in are the arrays' own lengths; capacity and
 * length of text buffers disappear; everything else that is `in`, `ref` or `io` is an argument, `out` and `io` are
 * results.
 */
export function planSignature(signature: AbiSignature): SignaturePlan {
  const { parameters } = signature;
  const folded = new Map<string, FoldedParameter>();
  const fold = (name: string | undefined, role: FoldedParameter['role'], index: number): void => {
    if (!name) return;
    const known = folded.get(name);
    if (!known) folded.set(name, { role, of: [index] });
    else if (known.role === role) folded.set(name, { role, of: [...known.of, index] });
  };
  parameters.forEach(({ type, mode, array }, index) => {
    if (!array) return;
    if (isText(type)) {
      fold(array.capacity, 'capacity', index);
      if (array.length !== array.capacity) fold(array.length, 'length', index);
    } else if (mode === 'in' || mode === 'ref') {
      fold(array.capacity, 'count', index);
    }
  });
  // A count that also says how many elements fit into a result is for the caller to choose.
  for (const { array, mode, type } of parameters) {
    if (array && !isText(type) && (mode === 'out' || mode === 'io')) folded.delete(array.capacity);
  }
  const inputs: number[] = [];
  const outputs: number[] = [];
  parameters.forEach(({ name, mode }, index) => {
    if (folded.has(name)) return;
    if (mode !== 'out') inputs.push(index);
    if (mode === 'out' || mode === 'io') outputs.push(index);
  });
  return { inputs, outputs, returns: returnsOf(signature, outputs.length), folded };
}

function returnsOf({ result, successCodes }: AbiSignature, outputs: number): SignaturePlan['returns'] {
  if (result.kind === 'void') return 'nothing';
  if (result.kind === 'scalar' && result.scalar === 'hr') return outputs === 0 || successCodes ? 'hresult' : 'nothing';
  return 'result';
}

/** Whether a type is a buffer for text. */
export function isText(type: AbiType): boolean {
  return type.kind === 'wbuf' || type.kind === 'abuf';
}

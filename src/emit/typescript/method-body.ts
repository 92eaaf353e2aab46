import type { AbiParameter, AbiSignature, AbiType, SignaturePlan } from '../../runtime/signature.ts';
import { stringLiteral, tsIdentifier } from './names.ts';

/** What a body needs from outside: names of runtime values, and the expression of an interface's descriptor. */
export interface BodyContext {
  value(name: string): string;
  /** `ICorDebugThread`, or a lookup by name where another module has it. */
  descriptor(name: string): string;
}

/** Parameters and statements of a method that calls its slot directly. */
export interface MethodBody {
  readonly parameters: readonly string[];
  readonly statements: readonly string[];
}

/**
 * Writes the straight-line body of a method: arguments converted, the slot called, results read from the scratch frame.
 * Undefined for a signature with structures or arrays, which the runtime's table-driven call handles.
 */
export function methodBody(
  { parameters, result }: AbiSignature,
  plan: SignaturePlan,
  slot: number,
  context: BodyContext,
): MethodBody | undefined {
  if (!parameters.every(isSimple) || !isSimpleResult(result)) return undefined;
  if (parameters.filter(({ type }) => type.kind === 'wbuf').length > 1) return undefined;
  const cells = layOut(parameters);
  const usesFrame = cells.size > 0;
  const before: string[] = usesFrame ? [`const $m = ${context.value('scratch')}.frame;`] : [];
  const native = parameters.map((parameter) => {
    const cell = cells.get(parameter.name);
    const folded = plan.folded.get(parameter.name);
    if (parameter.type.kind === 'wbuf') return '$m.text';
    if (folded?.role === 'capacity' && cell === undefined) return context.value('TEXT_CAPACITY');
    if (cell === undefined) return argument(parameter, context);
    const capacity = folded?.role === 'capacity' ? context.value('TEXT_CAPACITY') : undefined;
    before.push(initialise(parameter, cell, capacity, context));
    return `$m.at[${cell}]`;
  });
  const buffer = parameters.find(({ type }) => type.kind === 'wbuf');
  const needed =
    buffer?.array?.length === undefined ? undefined : `$m.u32[${2 * (cells.get(buffer.array.length) as number)}]`;
  const call = `this.$f[${slot}](${['this.$p', ...native].join(', ')})`;
  const outputs = plan.outputs.map((index) => {
    const parameter = parameters[index] as AbiParameter;
    const read = readOutput(parameter, cells.get(parameter.name) ?? -1, needed, context);
    return { name: parameter.name, read };
  });
  const statements = [...before];
  const inputs = plan.inputs.map((index) => tsIdentifier((parameters[index] as AbiParameter).name));
  const tooLong =
    needed === undefined
      ? []
      : [
          `if (${needed} > ${context.value('TEXT_CAPACITY')}) return ${context.value('callAgain')}(this, ${slot}, [${inputs.join(', ')}], ${needed});`,
        ];
  if (isHresult(result)) {
    statements.push(`const $hr = ${call};`, ...tooLong);
    statements.push(`if ($hr < 0) throw ${context.value('failure')}(this, ${slot}, $hr);`);
    statements.push(returned(outputs, plan.returns === 'hresult' ? { name: 'hresult', read: '$hr' } : undefined));
  } else {
    const value = result.kind === 'void' ? undefined : { name: 'result', read: converted('$r', result, context) };
    statements.push(value ? `const $r = ${call};` : `${call};`, ...tooLong);
    statements.push(returned(outputs, value));
  }
  return { parameters: inputs, statements: statements.filter((statement) => statement !== '') };
}

interface Output {
  readonly name: string;
  readonly read: string;
}

function returned(outputs: readonly Output[], first: Output | undefined): string {
  const all = first ? [first, ...outputs] : outputs;
  if (all.length === 0) return '';
  if (all.length === 1) return `return ${(all[0] as Output).read};`;
  return `return { ${all.map(({ name, read }) => (name === read ? name : `${name}: ${read}`)).join(', ')} };`;
}

const isHresult = (type: AbiType): boolean => type.kind === 'scalar' && type.scalar === 'hr';

function isSimple({ type, mode, array }: AbiParameter): boolean {
  switch (type.kind) {
    case 'wbuf':
      return mode === 'out' && array?.capacity !== '';
    case 'scalar':
      return !array && mode !== 'ref';
    case 'ptr':
      return !array;
    case 'wstr':
    case 'astr':
      return !array && mode === 'in';
    case 'iid':
      return true;
    case 'guid':
      return !array && (mode === 'ref' || mode === 'out');
    case 'interface':
      return !array && mode !== 'io';
    default:
      return false;
  }
}

const isSimpleResult = ({ kind }: AbiType): boolean => ['scalar', 'void', 'ptr', 'interface'].includes(kind);

/** The 8-byte cells of the frame that receive what comes out; a GUID takes two. */
function layOut(parameters: readonly AbiParameter[]): Map<string, number> {
  const cells = new Map<string, number>();
  let next = 0;
  for (const { name, mode, type } of parameters) {
    if ((mode !== 'out' && mode !== 'io') || type.kind === 'wbuf') continue;
    cells.set(name, next);
    next += type.kind === 'guid' ? 2 : 1;
  }
  return cells;
}

function initialise(
  { name, mode, type }: AbiParameter,
  cell: number,
  capacity: string | undefined,
  context: BodyContext,
): string {
  if (capacity !== undefined) return `$m.u32[${2 * cell}] = ${capacity};`;
  const place = memory(type, cell);
  if (mode === 'io') return `${place} = ${checked(name, type, context)};`;
  if (type.kind === 'guid') return `$m.f64[${cell}] = 0; $m.f64[${cell + 1}] = 0;`;
  return `$m.f64[${cell}] = 0;`;
}

/** The element of the frame's view that holds a value of a type. */
function memory(type: AbiType, cell: number): string {
  if (type.kind !== 'scalar') return `$m.u64[${cell}]`;
  switch (type.scalar) {
    case 'i8':
      return `$m.i8[${8 * cell}]`;
    case 'u8':
    case 'bool8':
      return `$m.u8[${8 * cell}]`;
    case 'i16':
      return `$m.i16[${4 * cell}]`;
    case 'u16':
    case 'char16':
      return `$m.u16[${4 * cell}]`;
    case 'i32':
    case 'bool':
      return `$m.i32[${2 * cell}]`;
    case 'u32':
    case 'hr':
      return `$m.u32[${2 * cell}]`;
    case 'f32':
      return `$m.f32[${2 * cell}]`;
    case 'f64':
      return `$m.f64[${cell}]`;
    case 'i64':
    case 'iptr':
      return `$m.i64[${cell}]`;
    default:
      return `$m.u64[${cell}]`;
  }
}

/** The value of an argument that is no text and no object, once it is sure to be one. */
function checked(name: string, type: AbiType, context: BodyContext): string {
  const identifier = tsIdentifier(name);
  const by = (check: string): string => `${context.value(check)}(${identifier}, ${stringLiteral(name)})`;
  if (type.kind !== 'scalar') return by('handle');
  if (type.token !== undefined)
    return `${context.value('token')}(${identifier}, ${type.token}, ${stringLiteral(name)})`;
  switch (type.scalar) {
    case 'bool':
    case 'bool8':
      return `${identifier} ? 1 : 0`;
    case 'f32':
    case 'f64':
      return by('float');
    case 'i64':
    case 'u64':
    case 'iptr':
    case 'uptr':
      return by('bigint');
    case 'hr':
      return `${by('integer')} | 0`;
    default:
      return by('integer');
  }
}

function argument({ name, type, mode, nullable }: AbiParameter, context: BodyContext): string {
  const identifier = tsIdentifier(name);
  const label = stringLiteral(name);
  switch (type.kind) {
    case 'scalar':
      return checked(name, type, context);
    case 'wstr':
    case 'astr':
      return `${context.value(nullable ? 'textOrNull' : 'text')}(${identifier}, ${label})`;
    case 'iid':
      return `${context.value('iidOf')}(${identifier}, ${label})`;
    case 'guid':
      return `${context.value(nullable ? 'guidOrNull' : 'guidAddress')}(${identifier}, ${label})`;
    case 'interface':
      return `${context.value(nullable ? 'pointerOrNull' : 'pointerOf')}(${identifier}, ${stringLiteral(type.name)}, ${label})`;
    case 'ptr':
      return mode === 'in' ? `${context.value('memory')}(${identifier}, ${label})` : identifier;
    default:
      return identifier;
  }
}

function readOutput(parameter: AbiParameter, cell: number, needed: string | undefined, context: BodyContext): string {
  const { type } = parameter;
  switch (type.kind) {
    case 'wbuf':
      return needed === undefined ? '$m.terminatedText()' : `$m.countedText(${needed})`;
    case 'interface':
      if (type.iid !== undefined) return `${context.value('wrap')}($m.u64[${cell}], ${tsIdentifier(type.iid)})`;
      return `${context.value('wrapOrNull')}($m.u64[${cell}], ${context.descriptor(type.name)})`;
    case 'guid':
      return `$m.guid(${cell})`;
    case 'scalar':
      return type.scalar === 'bool' || type.scalar === 'bool8' ? `${memory(type, cell)} !== 0` : memory(type, cell);
    default:
      return memory(type, cell);
  }
}

/** A slot's own result as JavaScript has it. */
function converted(expression: string, type: AbiType, context: BodyContext): string {
  if (type.kind === 'ptr') return `${context.value('address')}(${expression})`;
  if (type.kind === 'interface') {
    return `${context.value('wrapOrNull')}(${context.value('address')}(${expression}), ${context.descriptor(type.name)})`;
  }
  if (type.kind !== 'scalar') return expression;
  if (type.scalar === 'bool' || type.scalar === 'bool8') return `${expression} !== 0`;
  return /64|ptr/.test(type.scalar) && type.scalar !== 'f64' ? `BigInt(${expression})` : expression;
}

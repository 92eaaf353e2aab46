import { builtinWords } from '../../ctype/words.ts';
import type { Cursor } from './cursor.ts';
import { joinTokens, type Token } from './tokenizer.ts';

/** A constant expression: its text, and its value where every name in it is known. */
export interface ConstantExpression {
  readonly text: string;
  readonly value?: bigint;
}

/** Values of the names that an expression may use; undefined for a name whose value cannot be computed. */
export type KnownValues = ReadonlyMap<string, bigint | undefined>;

/** Strength of the binary operators, as in C. */
const strength: Readonly<Record<string, number>> = {
  '|': 1,
  '^': 2,
  '&': 3,
  '<<': 4,
  '>>': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};

const operations: Readonly<Record<string, (left: bigint, right: bigint) => bigint | undefined>> = {
  '|': (left, right) => left | right,
  '^': (left, right) => left ^ right,
  '&': (left, right) => left & right,
  '<<': (left, right) => (right >= 0n && right < 64n ? left << right : undefined),
  '>>': (left, right) => (right >= 0n && right < 64n ? left >> right : undefined),
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => (right === 0n ? undefined : left / right),
  '%': (left, right) => (right === 0n ? undefined : left % right),
};

/** Reach of a computed value: what a 64-bit integer of either sign can hold. */
const limit = 1n << 64n;

/** Reads a constant expression of C; undefined where none starts. Stops at the first token that cannot go on with it. */
export function parseExpression(cursor: Cursor, known: KnownValues): ConstantExpression | undefined {
  const mark = cursor.mark;
  const value = cursor.nested(() => binary(cursor, known, 1));
  const tokens = cursor.tokensSince(mark);
  if (tokens.length === 0) return undefined;
  return { text: joinTokens(tokens), ...(value !== undefined && { value }) };
}

/** A value as a number, where a number holds it exactly. */
export function exactNumber(value: bigint | undefined): number | undefined {
  return value !== undefined && Number.isSafeInteger(Number(value)) ? Number(value) : undefined;
}

function binary(cursor: Cursor, known: KnownValues, least: number): bigint | undefined {
  let left = unary(cursor, known);
  for (;;) {
    const { text, kind } = cursor.peek();
    const level = kind === 'punctuation' ? strength[text] : undefined;
    if (level === undefined || level < least) return left;
    cursor.next();
    const right = cursor.nested(() => binary(cursor, known, level + 1));
    left = left === undefined || right === undefined ? undefined : operations[text]?.(left, right);
    if (left !== undefined && (left >= limit || left <= -limit)) left = undefined;
  }
}

function unary(cursor: Cursor, known: KnownValues): bigint | undefined {
  const token = cursor.peek();
  if (token.kind === 'number') {
    cursor.next();
    return numberValue(token.text);
  }
  if (token.kind === 'character') {
    cursor.next();
    return characterValue(token.text);
  }
  if (token.kind === 'word') {
    cursor.next();
    if (cursor.is('(')) {
      skipCall(cursor);
      return undefined;
    }
    return known.get(token.text);
  }
  if (token.kind !== 'punctuation') return undefined;
  if (token.text === '-' || token.text === '+' || token.text === '~') {
    cursor.next();
    const value = cursor.nested(() => unary(cursor, known));
    if (value === undefined || token.text === '+') return value;
    return token.text === '-' ? -value : ~value;
  }
  if (token.text !== '(') return undefined;
  cursor.next();
  const cast = castType(cursor, known);
  if (cast) {
    const value = cursor.nested(() => unary(cursor, known));
    return value === undefined ? undefined : wrap(value, cast.text);
  }
  const value = cursor.nested(() => binary(cursor, known, 1));
  if (!cursor.take(')')) cursor.reportMissing('CB306', "')' is missing in the value", ')');
  return value;
}

/** Takes the arguments of a macro whose value is not known: `MAKE_FLAG(1, 2)`. */
function skipCall(cursor: Cursor): void {
  let depth = 0;
  do {
    if (cursor.atEnd || /^[;{}=]$/.test(cursor.peek().text)) {
      cursor.reportMissing('CB306', "')' is missing in the value", ')');
      return;
    }
    if (cursor.is('(')) depth++;
    else if (cursor.is(')')) depth--;
    cursor.next();
  } while (depth > 0);
}

/** Takes `Type)` or `Type *)` of a cast; undefined, with nothing taken, when a value stands in the parentheses. */
function castType(cursor: Cursor, known: KnownValues): Token | undefined {
  let ahead = 0;
  while (cursor.isWord(ahead)) ahead++;
  const type = cursor.peek(ahead - 1);
  if (ahead === 0 || (ahead === 1 && known.has(type.text))) return undefined;
  while (cursor.is('*', ahead)) ahead++;
  if (!cursor.is(')', ahead)) return undefined;
  const operand = cursor.peek(ahead + 1);
  const starts =
    operand.kind === 'number' ||
    operand.kind === 'character' ||
    (operand.kind === 'punctuation' && /^[(~-]$/.test(operand.text) && (ahead > 1 || isIntegerType(type.text))) ||
    operand.text === '(' ||
    (operand.kind === 'word' && !operand.lineStart);
  if (!starts) return undefined;
  for (let i = 0; i <= ahead; i++) cursor.next();
  return type;
}

/** Bits and sign of the integer types that casts in constants use. */
const integerTypes: ReadonlyMap<string, readonly [bits: number, signed: boolean]> = new Map([
  ['BYTE', [8, false]],
  ['UCHAR', [8, false]],
  ['char', [8, true]],
  ['WORD', [16, false]],
  ['USHORT', [16, false]],
  ['short', [16, true]],
  ['DWORD', [32, false]],
  ['ULONG', [32, false]],
  ['UINT', [32, false]],
  ['ULONG32', [32, false]],
  ['unsigned', [32, false]],
  ['int', [32, true]],
  ['INT', [32, true]],
  ['long', [32, true]],
  ['LONG', [32, true]],
  ['HRESULT', [32, true]],
  ['ULONG64', [64, false]],
  ['ULONGLONG', [64, false]],
  ['LONGLONG', [64, true]],
]);

function isIntegerType(name: string): boolean {
  return integerTypes.has(name) || builtinWords.has(name);
}

function wrap(value: bigint, type: string): bigint {
  const shape = integerTypes.get(type);
  if (!shape) return value;
  return shape[1] ? BigInt.asIntN(shape[0], value) : BigInt.asUintN(shape[0], value);
}

/** The value of `0x1F`, `017`, `42UL`; undefined for what is no integer. */
function numberValue(text: string): bigint | undefined {
  const digits = text.replace(/'/g, '').replace(/(?:[uUlL]+|[uU]?[iI](?:8|16|32|64))$/, '');
  if (/^0[xX][0-9a-fA-F]+$/.test(digits) || /^(0|[1-9]\d*)$/.test(digits)) return BigInt(digits);
  if (/^0[0-7]+$/.test(digits)) return BigInt(`0o${digits.slice(1)}`);
  return undefined;
}

const escapeCodes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, '0': 0, a: 7, b: 8, f: 12, v: 11 };

/** The value of `'A'`, `'\n'` and, as Microsoft's compilers have it, of `'abcd'`. */
function characterValue(text: string): bigint | undefined {
  let value = 0n;
  const body = text.slice(1, text.endsWith("'") && text.length > 1 ? -1 : undefined);
  if (body === '' || body.length > 8) return undefined;
  for (let i = 0; i < body.length; i++) {
    let code = body.charCodeAt(i);
    if (code === 92) {
      const letter = body[++i] ?? '';
      code = escapeCodes[letter] ?? letter.charCodeAt(0);
    }
    if (Number.isNaN(code)) return undefined;
    value = (value << 8n) | BigInt(code);
  }
  return value;
}

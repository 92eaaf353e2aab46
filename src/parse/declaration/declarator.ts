import type { CType } from '../../ctype/ctype.ts';
import { dimension } from '../../ctype/parse-type.ts';
import { builtinName, builtinWords, callingConventions, ignoredTypeWords, tagWords } from '../../ctype/words.ts';
import type { Span } from '../../diagnostics/line-index.ts';
import { atAttributeGroup } from './attributes.ts';
import type { Cursor } from './cursor.ts';
import type { CallingConvention, IdlAttribute } from './declaration.ts';
import { parseParameterList } from './parameters.ts';

/** What stands before the name of a parameter, field or function: the type without its declarator. */
export interface Specifiers {
  readonly type: CType;
  readonly span: Span;
  /** `safearray(T)` for an IDL `SAFEARRAY(T)`, whose element type a C type cannot hold. */
  readonly attributes: readonly IdlAttribute[];
}

/** Type names that are misspelt often enough to be known, and what they mean. */
const misspeltTypes: ReadonlyMap<string, string> = new Map([['RESULT', 'HRESULT']]);

/** Reads `const struct X`, `unsigned long`, `void const`, `SAFEARRAY(T)`; undefined where no type stands. */
export function parseSpecifiers(cursor: Cursor): Specifiers | undefined {
  const start = cursor.peek().start;
  const mark = cursor.mark;
  let isConst = false;
  let tag: CType['tag'];
  let name: string | undefined;
  let nameSpan: Span | undefined;
  const words: string[] = [];
  const attributes: IdlAttribute[] = [];
  const pointers: { const: boolean }[] = [];
  for (; cursor.isWord(); cursor.next()) {
    const { text } = cursor.peek();
    if (text === 'const') isConst = true;
    else if (ignoredTypeWords.has(text)) {
      // Means nothing; see the table.
    } else if (tagWords.has(text) && !name && words.length === 0 && !tag) tag = text as NonNullable<CType['tag']>;
    else if (callingConventions.has(text)) break;
    else if (builtinWords.has(text) && !name) words.push(text);
    else if (!name && words.length === 0) {
      name = text;
      nameSpan = cursor.peek();
    } else break;
  }
  if (!name && words.length === 0) {
    cursor.rewind(mark);
    return undefined;
  }
  const span = { start, end: cursor.previousEnd };
  nameSpan ??= span;
  name ??= builtinName(words);
  if (!name) {
    name = words.at(-1) as string;
    cursor.report('CB301', `'${words.join(' ')}' is no built-in type; '${name}' is taken`, span);
  }
  const meant = misspeltTypes.get(name);
  if (meant) {
    cursor.reportWrong('CB323', `'${name}' is no type; '${meant}' is taken`, nameSpan, meant);
    name = meant;
  }
  if (name === 'SAFEARRAY' && cursor.is('(') && cursor.isWord(1)) {
    cursor.next();
    const element = cursor.mark;
    cursor.nested(() => parseSpecifiers(cursor));
    while (cursor.is('*')) cursor.next();
    const text = cursor
      .tokensSince(element)
      .map((token) => token.text)
      .join(' ');
    if (!cursor.take(')')) cursor.reportMissing('CB306', "')' is missing after the element type of SAFEARRAY", ')');
    attributes.push({ name: 'safearray', arguments: [text], span: { start, end: cursor.previousEnd } });
    pointers.push({ const: false });
  }
  return {
    type: { name, ...(tag && { tag }), const: isConst, pointers, reference: false, arrays: [] },
    span: { start, end: cursor.previousEnd },
    attributes,
  };
}

/** Reads `*`, `const`, `FAR` and `&` and gives the type with them. */
export function parsePointers(cursor: Cursor, type: CType): CType {
  const pointers = [...type.pointers];
  for (;;) {
    const { text } = cursor.peek();
    if (cursor.is('*')) pointers.push({ const: false });
    else if (cursor.is('const') && pointers.length > 0) pointers[pointers.length - 1] = { const: true };
    else if (!cursor.isWord() || !ignoredTypeWords.has(text)) break;
    cursor.next();
  }
  return { ...type, pointers, reference: cursor.take('&') !== undefined };
}

/** A name with what its declarator adds to the type. */
export interface Declarator {
  /** Empty when there is none. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: CType;
}

/** Reads `**name[10]`, `name`, `(__stdcall *name)(...)` after a type; the name may be left out. */
export function parseDeclarator(cursor: Cursor, base: CType): Declarator {
  const type = parsePointers(cursor, base);
  if (atFunctionPointer(cursor)) return cursor.nested(() => parseFunctionPointer(cursor, type));
  const { name, nameSpan } = parseName(cursor);
  return { name, nameSpan, type: { ...type, arrays: parseArrays(cursor) } };
}

/** Whether `(*`, `(WINAPI *` or `WINAPI (*` stands here. */
export function atFunctionPointer(cursor: Cursor): boolean {
  let ahead = callingConventions.has(cursor.peek().text) ? 1 : 0;
  if (!cursor.is('(', ahead)) return false;
  ahead++;
  if (callingConventions.has(cursor.peek(ahead).text)) ahead++;
  return cursor.is('*', ahead);
}

/** Takes a calling convention where one stands. */
export function takeConvention(cursor: Cursor): CallingConvention | undefined {
  const convention = cursor.isWord() ? callingConventions.get(cursor.peek().text) : undefined;
  if (convention) cursor.next();
  return convention;
}

/** The parts of `(__stdcall *name)(parameters)`. */
export function parseFunctionPointerParts(cursor: Cursor) {
  const before = takeConvention(cursor);
  cursor.next();
  const convention = before ?? takeConvention(cursor);
  const declared = parsePointers(cursor, {
    name: 'void',
    const: false,
    pointers: [],
    reference: false,
    arrays: [],
  });
  const { name, nameSpan } = parseName(cursor);
  const type = { ...declared, arrays: parseArrays(cursor) };
  if (!cursor.take(')')) cursor.reportMissing('CB306', "')' is missing after the name of the function pointer", ')');
  if (!cursor.take('(')) cursor.reportMissing('CB306', "'(' is missing before the parameters", '(');
  const list = parseParameterList(cursor);
  return { name, nameSpan, type, convention, ...list };
}

function parseFunctionPointer(cursor: Cursor, returns: CType): Declarator {
  const { name, nameSpan, type, convention, parameters, variadic } = parseFunctionPointerParts(cursor);
  return {
    name,
    nameSpan,
    type: {
      ...type,
      function: {
        returns,
        ...(convention && { callingConvention: convention }),
        parameters: parameters.map((parameter) => parameter.type),
        variadic,
      },
    },
  };
}

function parseName(cursor: Cursor): { name: string; nameSpan: Span } {
  if (!cursor.isWord()) return { name: '', nameSpan: cursor.gap };
  const { text, start, end } = cursor.next();
  return { name: text, nameSpan: { start, end } };
}

/** Reads `[10][255]`, `[]`; stops before an attribute group. */
function parseArrays(cursor: Cursor): (number | string | null)[] {
  const arrays: (number | string | null)[] = [];
  while (cursor.is('[') && !atAttributeGroup(cursor)) {
    cursor.next();
    const mark = cursor.mark;
    while (!cursor.atEnd && !/^[\][,;(){}]$/.test(cursor.peek().text)) cursor.next();
    arrays.push(dimension(cursor.tokensSince(mark).map((token) => token.text)));
    if (!cursor.take(']')) cursor.reportMissing('CB309', "']' is missing after the array size", ']');
  }
  return arrays;
}

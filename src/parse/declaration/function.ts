import type { CType } from '../../ctype/ctype.ts';
import type { Span } from '../../diagnostics/line-index.ts';
import { atAttributeGroup, parseAttributes } from './attributes.ts';
import type { Cursor } from './cursor.ts';
import type {
  CallingConvention,
  FunctionDeclaration,
  FunctionPointerDeclaration,
  IdlAttribute,
} from './declaration.ts';
import { parseFunctionPointerParts, parsePointers, parseSpecifiers, takeConvention } from './declarator.ts';
import { parseParameterList, startsTypeAndName } from './parameters.ts';
import { endDeclaration } from './terminator.ts';
import type { Token } from './tokenizer.ts';

const hresult: CType = { name: 'HRESULT', const: false, pointers: [], reference: false, arrays: [] };

/** Return types by which a glued name (`BOOLEANName`) is cut when the title does not tell. */
const gluedTypes = ['HRESULT', 'BOOLEAN', 'BOOL', 'DWORD', 'ULONG', 'void', 'VOID', 'LPVOID', 'UINT'];

/** Words before a function that say nothing about its ABI. */
const skippedWords: ReadonlySet<string> = new Set([
  'static',
  'inline',
  '__inline',
  '__forceinline',
  'FORCEINLINE',
  'friend',
  'explicit',
  'DECLSPEC_IMPORT',
  'DECLSPEC_NORETURN',
]);

/** What stands before the name. */
interface Head {
  exported: boolean;
  virtual: boolean;
  callingConvention: CallingConvention | undefined;
  returns: CType | undefined;
  returnsSpan: Span;
  name: Token | undefined;
}

/**
 * Reads a method or function; undefined, with nothing taken, where none stands. `inBody` for members of a class;
 * `before` holds the attributes that the caller has taken.
 */
export function parseFunction(
  cursor: Cursor,
  inBody: boolean,
  before?: { readonly start: number; readonly attributes: readonly IdlAttribute[] },
): FunctionDeclaration | undefined {
  const mark = cursor.mark;
  const start = before?.start ?? cursor.peek().start;
  const problems = cursor.problems.length;
  const attributes = before?.attributes ?? (atAttributeGroup(cursor) ? parseAttributes(cursor) : []);
  const head = parseHead(cursor);
  if (!head?.returns || !head.name || !openList(cursor, head.name)) {
    cursor.rewind(mark);
    cursor.problems.length = problems;
    return undefined;
  }
  const { parameters, variadic, closed } = parseParameterList(cursor);
  const pure = parseTail(cursor);
  if (cursor.is('{')) {
    cursor.next();
    cursor.skipBalanced('{', '}');
    cursor.take(';');
  } else if (closed || inBody) endDeclaration(cursor);
  else cursor.take(';');
  return {
    kind: 'function',
    name: head.name.text,
    nameSpan: { start: head.name.start, end: head.name.end },
    span: { start, end: cursor.previousEnd },
    returns: head.returns,
    returnsSpan: head.returnsSpan,
    ...(head.callingConvention && { callingConvention: head.callingConvention }),
    exported: head.exported,
    virtual: head.virtual,
    pure,
    variadic,
    ...(attributes.length > 0 && { attributes }),
    parameters,
  };
}

function parseHead(cursor: Cursor): Head | undefined {
  const head: Head = {
    exported: false,
    virtual: false,
    callingConvention: undefined,
    returns: undefined,
    returnsSpan: cursor.gap,
    name: undefined,
  };
  while (cursor.isWord() && takePrefix(cursor, head)) {
    // Prefix words stand in any order.
  }
  if (head.name) return head;
  if (!head.returns) {
    const specifiers = parseSpecifiers(cursor);
    if (!specifiers) return undefined;
    head.returns = parsePointers(cursor, specifiers.type);
    head.returnsSpan = { start: specifiers.span.start, end: cursor.previousEnd };
  }
  head.callingConvention = takeConvention(cursor) ?? head.callingConvention;
  if (cursor.isWord()) {
    head.name = cursor.next();
    while (cursor.is('::') && cursor.isWord(1)) {
      cursor.next();
      head.name = cursor.next();
    }
  } else if (cursor.is('(') && head.returns.pointers.length === 0 && cursor.previous?.kind === 'word') {
    return unglue(head, cursor, cursor.previous);
  }
  return head;
}

/** Takes one prefix word; false when the return type or the name stands there. */
function takePrefix(cursor: Cursor, head: Head): boolean {
  const word = cursor.peek();
  const span = { start: word.start, end: word.end };
  const { text } = word;
  if (text === 'virtual') head.virtual = true;
  else if (text === 'EXTERN_C' || text === 'extern') {
    head.exported = true;
    if (cursor.peek(1).kind === 'string') cursor.next();
  } else if (text === '__declspec' || text === '__attribute__') {
    if (cursor.is('(', 1)) {
      cursor.next();
      cursor.next();
      return cursor.skipBalanced('(', ')');
    }
  } else if (/^(STDAPI|STDMETHODIMP)_?$/.test(text)) {
    cursor.next();
    head.exported = text.startsWith('STDAPI');
    head.callingConvention = 'stdcall';
    head.returns = hresult;
    head.returnsSpan = span;
    if (cursor.is('(')) takeMacroType(cursor, head);
    return false;
  } else if (/^STDMETHOD_?$/.test(text) && cursor.is('(', 1)) {
    cursor.next();
    head.virtual = true;
    head.callingConvention = 'stdcall';
    head.returns = hresult;
    head.returnsSpan = span;
    if (text === 'STDMETHOD_') {
      takeMacroType(cursor, head);
    } else cursor.next();
    if (cursor.isWord()) head.name = cursor.next();
    if (!cursor.take(')')) cursor.reportMissing('CB306', `')' is missing after ${text}`, ')');
    return false;
  } else if (!skippedWords.has(text) && !/^_[A-Z]\w*_$/.test(text)) return false;
  cursor.next();
  return true;
}

/** Reads the type in `STDAPI_(ULONG)` and `STDMETHOD_(ULONG, Name)`, there with the comma. */
function takeMacroType(cursor: Cursor, head: Head): void {
  cursor.next();
  const specifiers = parseSpecifiers(cursor);
  if (specifiers) {
    head.returns = parsePointers(cursor, specifiers.type);
    head.returnsSpan = { start: specifiers.span.start, end: cursor.previousEnd };
  }
  if (cursor.take(',')) return;
  if (!cursor.take(')')) cursor.reportMissing('CB306', "')' is missing after the return type", ')');
}

/** Cuts `BOOLEANName` in two, or takes the one word for a name without return type. */
function unglue(head: Head, cursor: Cursor, glued: Token): Head {
  const { text, start, end } = glued;
  const expected = cursor.expectedName;
  const byTitle = expected && text.endsWith(expected) && text.length > expected.length ? expected : undefined;
  const byType = gluedTypes.find((type) => text.startsWith(type) && /^[A-Z_]/.test(text.slice(type.length)));
  const typeLength = byTitle ? text.length - byTitle.length : byType?.length;
  if (typeLength === undefined) {
    cursor.report('CB318', `The return type of '${text}' is missing; HRESULT is taken`, { start, end: start });
    return { ...head, returns: hresult, returnsSpan: { start, end: start }, name: glued };
  }
  const type = text.slice(0, typeLength);
  const name = text.slice(typeLength);
  const cut = start + typeLength;
  cursor.report(
    'CB312',
    `'${type}' is glued to the name '${name}'`,
    { start, end },
    { help: 'Put a blank between them', fixes: [{ start: cut, end: cut, replacement: ' ' }] },
  );
  return {
    ...head,
    returns: { ...hresult, name: type },
    returnsSpan: { start, end: cut },
    name: { ...glued, text: name, start: cut },
  };
}

/** Takes `(`, or reports that it is missing where parameters follow all the same. */
function openList(cursor: Cursor, name: Token): boolean {
  if (cursor.take('(')) return true;
  if (!atAttributeGroup(cursor) && !(startsTypeAndName(cursor) && cursor.peek().lineStart)) return false;
  cursor.reportMissing('CB306', `'(' is missing after '${name.text}'`, '(');
  return true;
}

/** Reads `const`, `PURE`, `= 0` and the like after the parameters; tells whether the function is pure. */
function parseTail(cursor: Cursor): boolean {
  let pure = false;
  for (;;) {
    if (cursor.is('PURE')) pure = true;
    else if (cursor.is('=') && cursor.is('0', 1)) {
      pure = true;
      cursor.next();
    } else if (!cursor.is('const') && !cursor.is('override') && !cursor.is('final') && !cursor.is('noexcept'))
      return pure;
    cursor.next();
  }
}

/** Reads `R (__stdcall *Name)(...)` after `typedef`; the type is read by the caller. */
export function parseFunctionPointerTypedef(cursor: Cursor, start: number, returns: CType): FunctionPointerDeclaration {
  const { name, nameSpan, convention, parameters, variadic, closed } = parseFunctionPointerParts(cursor);
  if (name === '') cursor.report('CB318', 'The function pointer has no name', nameSpan);
  if (closed) endDeclaration(cursor);
  else cursor.take(';');
  return {
    kind: 'functionPointer',
    name,
    nameSpan,
    span: { start, end: cursor.previousEnd },
    returns,
    ...(convention && { callingConvention: convention }),
    ...(variadic && { variadic }),
    parameters,
  };
}

import { builtinWords, tagWords } from '../../ctype/words.ts';
import { atAttributeGroup, mergeSal, parseAttributes, parseSal } from './attributes.ts';
import { type Cursor, DeclarationLimitReached } from './cursor.ts';
import type { IdlAttribute, ParameterDeclaration } from './declaration.ts';
import { parseDeclarator, parseSpecifiers } from './declarator.ts';
import { salMeaning } from './sal.ts';
import { joinTokens, type Token } from './tokenizer.ts';

/** Parameters of a function beyond which C++ compilers need not go (annex B of the standard). */
const mostParameters = 256;

export interface ParameterList {
  readonly parameters: readonly ParameterDeclaration[];
  readonly variadic: boolean;
  /** Whether `)` ended the list. */
  readonly closed: boolean;
}

/** Reads parameters and the closing parenthesis; the opening one is taken. */
export function parseParameterList(cursor: Cursor): ParameterList {
  return cursor.nested(() => readList(cursor));
}

function readList(cursor: Cursor): ParameterList {
  const parameters: ParameterDeclaration[] = [];
  let variadic = false;
  let closed = false;
  for (;;) {
    const token = cursor.peek();
    if (cursor.is(')')) {
      if (!resumes(cursor)) {
        cursor.next();
        closed = true;
        break;
      }
      const separated = cursor.previous?.text === ',' || cursor.previous?.text === '(';
      cursor.next();
      const span = { start: token.start, end: (cursor.take(';') ?? token).end };
      cursor.reportWrong('CB307', 'The parameter list goes on after this', span, separated ? '' : ',');
      continue;
    }
    if (endsList(token)) {
      cursor.reportMissing('CB306', "')' is missing after the parameters", token.text === ';' ? ')' : ');');
      break;
    }
    if (cursor.take('...')) variadic = true;
    else if (atParameter(cursor)) {
      if (parameters.length === mostParameters)
        throw new DeclarationLimitReached(`The declaration has more than ${mostParameters} parameters`, token);
      parameters.push(parseParameter(cursor));
    } else {
      cursor.skipStray((next) => endsParameter(next) || next.text === '[' || next.kind === 'word');
      continue;
    }
    separate(cursor);
  }
  const only = parameters[0];
  const none =
    parameters.length === 1 &&
    only?.name === '' &&
    only.type.name === 'void' &&
    only.type.pointers.length === 0 &&
    only.attributes.length === 0;
  return { parameters: none ? [] : parameters, variadic, closed };
}

/** Takes the comma after a parameter, and reports what stands in its place. */
function separate(cursor: Cursor): void {
  const comma = cursor.take(',');
  if (comma) {
    if (cursor.is(')')) cursor.reportWrong('CB304', "',' stands after the last parameter", comma, '');
    return;
  }
  if (endsParameter(cursor.peek())) return;
  if (atAttributeGroup(cursor) || startsTypeAndName(cursor)) {
    cursor.reportMissing('CB303', "',' is missing between the parameters", ',');
    return;
  }
  cursor.skipStray((token) => endsParameter(token) || token.text === '[');
  cursor.take(',');
}

/** `); [out] ...`: attributes with a direction go on after the closing parenthesis. */
function resumes(cursor: Cursor): boolean {
  const ahead = cursor.is(';', 1) ? 2 : 1;
  return cursor.is('[', ahead) && (cursor.is('in', ahead + 1) || cursor.is('out', ahead + 1));
}

function endsList(token: Token): boolean {
  return token.kind === 'end' || (token.kind === 'punctuation' && /^[;{}]$/.test(token.text));
}

function endsParameter(token: Token): boolean {
  return endsList(token) || (token.kind === 'punctuation' && /^[,)]$/.test(token.text));
}

function atParameter(cursor: Cursor): boolean {
  return cursor.isWord() || cursor.is('[');
}

/** Whether a type and a name, or an annotation, stand here: `DWORD dw`, `BYTE *pb`. */
export function startsTypeAndName(cursor: Cursor): boolean {
  const word = cursor.peek();
  if (word.kind !== 'word') return false;
  const known = word.text === 'const' || builtinWords.has(word.text) || tagWords.has(word.text);
  if (known || salMeaning(word.text, []) !== undefined) return true;
  return cursor.isWord(1) || cursor.is('*', 1) || cursor.is('&', 1);
}

function parseParameter(cursor: Cursor): ParameterDeclaration {
  const { start } = cursor.peek();
  const attributes = parseAttributes(cursor);
  const specifiers = parseSpecifiers(cursor);
  if (!specifiers) cursor.report('CB318', 'The type of the parameter is missing; void * is taken', cursor.gap);
  const base = specifiers?.type ?? {
    name: 'void',
    const: false,
    pointers: [{ const: false }],
    reference: false,
    arrays: [],
  };
  const { name, nameSpan, type } = parseDeclarator(cursor, base);
  const trailing: IdlAttribute[] = [];
  while (parseSal(cursor, trailing)) {
    // OPTIONAL may stand behind the name.
  }
  const defaultValue = parseDefault(cursor);
  return {
    name,
    nameSpan,
    span: { start, end: cursor.previousEnd },
    type,
    attributes: [...mergeSal(attributes, trailing), ...(specifiers?.attributes ?? [])],
    ...(defaultValue !== undefined && { defaultValue }),
  };
}

function parseDefault(cursor: Cursor): string | undefined {
  if (!cursor.take('=')) return undefined;
  const mark = cursor.mark;
  for (let depth = 0; !cursor.atEnd; cursor.next()) {
    const token = cursor.peek();
    if (endsList(token)) break;
    if (depth === 0 && (cursor.is(',') || cursor.is(')') || cursor.is('['))) break;
    if (cursor.is('(')) depth++;
    else if (cursor.is(')')) depth--;
  }
  const text = joinTokens(cursor.tokensSince(mark));
  if (text === '') cursor.report('CB318', 'The default value is missing', cursor.gap);
  return text === '' ? undefined : text;
}

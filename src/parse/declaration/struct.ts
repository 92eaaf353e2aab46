import type { Span } from '../../diagnostics/line-index.ts';
import { parseAttributes, parseSal } from './attributes.ts';
import type { Cursor } from './cursor.ts';
import type { EnumDeclaration, FieldDeclaration, IdlAttribute, StructDeclaration } from './declaration.ts';
import { type Declarator, parseDeclarator, parseSpecifiers } from './declarator.ts';
import { parseNestedEnum } from './enum.ts';
import { exactNumber, parseExpression } from './expression.ts';
import { parseFunction } from './function.ts';
import { startsTypeAndName } from './parameters.ts';
import type { Token } from './tokenizer.ts';
import { parseTypeNames } from './type-names.ts';

/** Words that may stand between a keyword and its body: macros for layout and alignment, and the tag. */
const wordLimit = 8;

/** Reads a structure or union from its keyword on; `start` is where the declaration began (at `typedef`). */
export function parseStruct(cursor: Cursor, start: number, typedef: boolean): StructDeclaration {
  const { union, tag } = parseHead(cursor);
  const body = parseBody(cursor);
  const names = parseTypeNames(cursor, { start, what: union ? 'union' : 'struct', tag, typedef });
  return {
    kind: 'struct',
    union,
    ...names,
    ...(tag && { tag: tag.text }),
    span: { start, end: cursor.previousEnd },
    ...body,
  };
}

/** Takes the keyword and the tag: the last word before `{`, after layout macros (`struct MSLAYOUT Name`). */
function parseHead(cursor: Cursor): { union: boolean; tag: Token | undefined } {
  const union = cursor.next().text === 'union';
  let words = 0;
  while (cursor.isWord(words) && words < wordLimit) words++;
  if (!cursor.is('{', words)) words = Math.min(words, 1);
  let tag: Token | undefined;
  for (; words > 0; words--) tag = cursor.next();
  return { union, tag };
}

interface Body {
  readonly fields: FieldDeclaration[];
  readonly enums: EnumDeclaration[];
}

function parseBody(cursor: Cursor): Body {
  const fields: FieldDeclaration[] = [];
  const enums: EnumDeclaration[] = [];
  if (!cursor.take('{')) cursor.report('CB314', "'{' is missing before the fields", cursor.gap);
  for (;;) {
    if (cursor.take('}')) return { fields, enums };
    if (cursor.atEnd) {
      cursor.report('CB314', "'}' is missing after the fields", cursor.gap);
      return { fields, enums };
    }
    if (cursor.is('struct') || cursor.is('union') || cursor.is('enum')) {
      if (parseNested(cursor, fields, enums)) continue;
    }
    if (cursor.isWord() || cursor.is('[')) parseField(cursor, fields);
    else cursor.skipStray((token) => token.kind === 'word' || token.text === '}');
  }
}

/** Reads a structure, union or enumeration with a body inside; false when the keyword only names a field's type. */
function parseNested(cursor: Cursor, fields: FieldDeclaration[], enums: EnumDeclaration[]): boolean {
  let ahead = 1;
  while (cursor.isWord(ahead) && ahead < wordLimit) ahead++;
  if (cursor.is('enum')) {
    if (!cursor.is('{', ahead) && !cursor.is(':', ahead)) return false;
    const declared = parseNestedEnum(cursor);
    enums.push(declared);
    const { name, nameSpan } = takeFieldName(cursor, 'enumeration');
    const type = { name: declared.name || 'int', const: false, pointers: [], reference: false, arrays: [] };
    if (name !== '') fields.push({ name, nameSpan, type });
    return true;
  }
  if (!cursor.is('{', ahead)) return false;
  const { start } = cursor.peek();
  const { union, tag } = parseHead(cursor);
  const body = cursor.nested(() => parseBody(cursor));
  const end = cursor.previousEnd;
  const { name, nameSpan } = takeFieldName(cursor, union ? 'union' : 'structure');
  fields.push({
    name,
    nameSpan,
    nested: {
      kind: 'struct',
      union,
      name: tag?.text ?? '',
      nameSpan: tag ? { start: tag.start, end: tag.end } : nameSpan,
      ...(tag && { tag: tag.text }),
      pointerNames: [],
      span: { start, end },
      ...body,
    },
  });
  return true;
}

/** Takes the field's name after a nested body, which may be left out, and the semicolon. */
function takeFieldName(cursor: Cursor, what: string): { name: string; nameSpan: Span } {
  const { gap } = cursor;
  const name = cursor.isWord() && !startsTypeAndName(cursor) ? cursor.next() : undefined;
  if (!cursor.take(';')) cursor.reportMissing('CB305', `';' is missing after the nested ${what}`, ';');
  return { name: name?.text ?? '', nameSpan: name ? { start: name.start, end: name.end } : gap };
}

function parseField(cursor: Cursor, fields: FieldDeclaration[]): void {
  const { start } = cursor.peek();
  const mark = cursor.mark;
  const attributes = parseAttributes(cursor);
  const specifiers = parseSpecifiers(cursor);
  if (!specifiers) {
    cursor.report('CB318', 'The type of the field is missing', cursor.gap);
    if (cursor.mark === mark || !cursor.is('}')) cursor.skipStray((token) => token.text === '}' || token.text === ';');
    cursor.take(';');
    return;
  }
  const all = [...attributes, ...specifiers.attributes];
  for (;;) {
    const declarator = parseDeclarator(cursor, specifiers.type);
    if (declarator.name !== '' && cursor.is('(')) {
      cursor.rewind(mark);
      skipMethod(cursor, start);
      return;
    }
    fields.push(finishField(cursor, declarator, all));
    if (!endsWithComma(cursor)) return;
  }
}

function finishField(cursor: Cursor, declarator: Declarator, attributes: IdlAttribute[]): FieldDeclaration {
  const { name, nameSpan, type } = declarator;
  const all = [...attributes];
  let bits: number | undefined;
  if (cursor.take(':')) bits = exactNumber(parseExpression(cursor, new Map())?.value);
  else if (name === '') cursor.report('CB318', 'The name of the field is missing', cursor.gap);
  while (parseSal(cursor, all)) {
    // OPTIONAL may stand behind the name.
  }
  return {
    name,
    nameSpan,
    type,
    ...(bits !== undefined && { bits }),
    ...(all.length > 0 && { attributes: all }),
  };
}

/** Takes what ends a field; true when a comma leads to another name of the same type. */
function endsWithComma(cursor: Cursor): boolean {
  if (cursor.take(';')) return false;
  const comma = cursor.take(',');
  if (!comma) {
    if (cursor.isWord() || cursor.is('}') || cursor.is('[') || cursor.atEnd)
      cursor.reportMissing('CB305', "';' is missing after the field", ';');
    else {
      cursor.skipStray((token) => token.text === ';' || token.text === '}' || token.kind === 'word');
      cursor.take(';');
    }
    return false;
  }
  if (!cursor.is('}') && !cursor.is('[') && !startsTypeAndName(cursor) && !cursor.atEnd) return true;
  cursor.reportWrong('CB313', "',' stands after the field; ';' is meant", comma, ';');
  return false;
}

/** A member function of a structure takes no room in it; it is read over, visibly. */
function skipMethod(cursor: Cursor, start: number): void {
  const method = parseFunction(cursor, true);
  if (!method) cursor.skipStray((token) => token.text === ';' || token.text === '}');
  const name = method ? `The member function '${method.name}'` : 'A member function';
  cursor.report('CB301', `${name} of the structure is skipped`, { start, end: cursor.previousEnd });
}

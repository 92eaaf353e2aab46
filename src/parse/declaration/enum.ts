import type { CType } from '../../ctype/ctype.ts';
import type { Cursor } from './cursor.ts';
import type { EnumDeclaration, EnumMemberDeclaration } from './declaration.ts';
import { parsePointers, parseSpecifiers } from './declarator.ts';
import { exactNumber, parseExpression } from './expression.ts';
import { parseTypeNames } from './type-names.ts';

/** Reads an enumeration from its keyword on; `start` is where the declaration began (at `typedef`). */
export function parseEnum(cursor: Cursor, start: number, typedef: boolean): EnumDeclaration {
  const { tag, ...body } = parseEnumBody(cursor);
  const { name, nameSpan, pointerNames } = parseTypeNames(cursor, { start, what: 'enum', tag, typedef });
  return {
    kind: 'enum',
    name,
    nameSpan,
    ...(tag && { tag: tag.text }),
    ...(pointerNames.length > 0 && { pointerNames }),
    span: { start, end: cursor.previousEnd },
    ...body,
  };
}

/** Reads `enum X { ... }` inside a structure, without what follows. */
export function parseNestedEnum(cursor: Cursor): EnumDeclaration {
  const { start } = cursor.peek();
  const { tag, ...body } = parseEnumBody(cursor);
  const end = cursor.previousEnd;
  return {
    kind: 'enum',
    name: tag?.text ?? '',
    nameSpan: tag ? { start: tag.start, end: tag.end } : { start, end: start },
    ...(tag && { tag: tag.text }),
    span: { start, end },
    ...body,
  };
}

function parseEnumBody(cursor: Cursor) {
  cursor.next();
  if (cursor.is('class') || cursor.is('struct')) cursor.next();
  const tag = cursor.isWord() ? cursor.next() : undefined;
  const underlying = parseUnderlying(cursor);
  if (!cursor.take('{')) cursor.report('CB314', "'{' is missing before the enumerators", cursor.gap);
  return { tag, ...(underlying && { underlying }), members: parseMembers(cursor) };
}

function parseUnderlying(cursor: Cursor): CType | undefined {
  if (!cursor.take(':')) return undefined;
  const specifiers = parseSpecifiers(cursor);
  if (!specifiers) cursor.report('CB318', 'The underlying type is missing', cursor.gap);
  return specifiers && parsePointers(cursor, specifiers.type);
}

function parseMembers(cursor: Cursor): EnumMemberDeclaration[] {
  const members: EnumMemberDeclaration[] = [];
  const values = new Map<string, bigint | undefined>();
  let following: bigint | undefined = 0n;
  for (;;) {
    if (cursor.take('}')) return members;
    if (cursor.atEnd) {
      cursor.report('CB314', "'}' is missing after the enumerators", cursor.gap);
      return members;
    }
    if (!cursor.isWord()) {
      cursor.skipStray((token) => token.kind === 'word' || token.text === '}' || token.text === ',');
      cursor.take(',');
      continue;
    }
    const { text, start, end } = cursor.next();
    let expression: string | undefined;
    if (cursor.take('=')) {
      const parsed = parseExpression(cursor, values);
      if (parsed) {
        expression = parsed.text;
        following = parsed.value;
      } else {
        cursor.report('CB318', `The value of '${text}' is missing`, cursor.gap);
      }
    }
    separate(cursor);
    if (values.has(text)) {
      const same = values.get(text) === following;
      const which = same ? 'again' : 'again with another value; the first counts';
      cursor.report('CB324', `'${text}' is declared ${which}`, { start, end }, { help: 'Remove one of the two lines' });
    } else {
      const value = exactNumber(following);
      values.set(text, following);
      members.push({
        name: text,
        nameSpan: { start, end },
        ...(expression !== undefined && { expression }),
        ...(value !== undefined && { value }),
      });
    }
    if (following !== undefined) following += 1n;
  }
}

/** Takes the comma after an enumerator, and reports what stands in its place. */
function separate(cursor: Cursor): void {
  if (cursor.take(',') || cursor.is('}') || cursor.atEnd) return;
  const semicolon = cursor.take(';');
  if (semicolon) cursor.reportWrong('CB313', "';' stands between enumerators; ',' is meant", semicolon, ',');
  else if (cursor.isWord()) cursor.reportMissing('CB303', "',' is missing between the enumerators", ',');
}

import type { Cursor } from './cursor.ts';
import type { IdlAttribute } from './declaration.ts';
import { salMeaning } from './sal.ts';
import { joinTokens, sourceText, type Token } from './tokenizer.ts';

/** Attribute names of MIDL that occur in COM declarations (MIDL language reference). */
const attributeNames: ReadonlySet<string> = new Set(
  `annotation async_uuid bindable call_as case context_handle custom default defaultvalue dual first_is helpcontext
  helpstring hidden id iid_is in last_is lcid length_is local max_is nonextensible object odl oleautomation optional
  out pointer_default propget propput propputref ptr public range readonly ref restricted retval safearray size_is
  source string switch_is switch_type unique uuid v1_enum version`.split(/\s+/),
);

/** Whether a word is the name of an IDL attribute. */
function isAttributeName(word: string): boolean {
  return attributeNames.has(word);
}

/** Whether an IDL attribute group starts here: `[` and an attribute's name; `[2]`, `[]`, `[MAX]` are array sizes. */
export function atAttributeGroup(cursor: Cursor): boolean {
  return cursor.is('[') && cursor.isWord(1) && isAttributeName(cursor.peek(1).text);
}

/** Reads attribute groups and SAL words in any order, as they stand before a parameter, field or declaration. */
export function parseAttributes(cursor: Cursor): IdlAttribute[] {
  const attributes: IdlAttribute[] = [];
  const sal: IdlAttribute[] = [];
  for (;;) {
    if (cursor.is('[')) {
      cursor.next();
      parseGroup(cursor, attributes);
      continue;
    }
    const word = cursor.peek();
    if (word.kind !== 'word') break;
    if (isAttributeName(word.text) && cursor.is('(', 1) && cursor.previous?.text === ']' && attributes.length > 0) {
      cursor.reportWrong(
        'CB309',
        `']' closes the attributes before '${word.text}'`,
        cursor.previous,
        ',',
        "Put a comma in place of this ']'",
      );
      parseGroup(cursor, attributes);
      continue;
    }
    if (!parseSal(cursor, sal)) break;
  }
  return mergeSal(attributes, sal);
}

/** Reads one SAL word with its arguments; false when the next token is none. */
export function parseSal(cursor: Cursor, into: IdlAttribute[]): boolean {
  const word = cursor.peek();
  if (word.kind !== 'word' || salMeaning(word.text, []) === undefined) return false;
  cursor.next();
  const args = cursor.is('(') ? parseArguments(cursor) : [];
  const span = { start: word.start, end: cursor.previousEnd };
  for (const { name, arguments: values } of salMeaning(word.text, args) ?? [])
    into.push({ name, arguments: values, span });
  return true;
}

/** IDL attributes win over SAL words that say the same or state another direction. */
export function mergeSal(attributes: IdlAttribute[], sal: readonly IdlAttribute[]): IdlAttribute[] {
  const isDirection = (name: string) => name === 'in' || name === 'out';
  const directed = attributes.some(({ name }) => isDirection(name));
  for (const mark of sal) {
    if (directed && isDirection(mark.name)) continue;
    if (!attributes.some(({ name }) => name === mark.name)) attributes.push(mark);
  }
  return attributes;
}

/** Reads attributes up to the closing bracket; the opening one is taken. */
function parseGroup(cursor: Cursor, into: IdlAttribute[]): void {
  for (;;) {
    if (cursor.take(']')) return;
    const comma = cursor.take(',');
    if (comma) {
      cursor.reportWrong('CB301', "',' has no attribute before it and is skipped", comma, '');
      continue;
    }
    if (!cursor.isWord()) {
      missingBracket(cursor);
      return;
    }
    const name = cursor.next();
    const args = cursor.is('(') ? parseArguments(cursor, name.text === 'uuid') : [];
    into.push({ name: name.text, arguments: args, span: { start: name.start, end: cursor.previousEnd } });
    if (cursor.is(']')) continue;
    if (cursor.is(',')) {
      if (startsType(cursor, 1)) {
        const bad = cursor.next();
        cursor.reportWrong('CB309', `',' stands where ']' closes the attributes after '${name.text}'`, bad, ']');
        return;
      }
      cursor.next();
      continue;
    }
    if (cursor.isWord() && isAttributeName(cursor.peek().text)) {
      cursor.reportMissing('CB303', `',' is missing between the attributes after '${name.text}'`, ',');
      continue;
    }
    missingBracket(cursor);
    return;
  }
}

/** Whether the tokens there are a type and not a further attribute: `[in, REFIID riid`. */
function startsType(cursor: Cursor, ahead: number): boolean {
  const word = cursor.peek(ahead);
  if (word.kind !== 'word' || isAttributeName(word.text)) return false;
  const after = cursor.peek(ahead + 1);
  return after.kind === 'word' || after.text === '*';
}

/** Reports that the group is not closed here, and takes out the bracket where it stands too late (`[in BSTR] name`). */
function missingBracket(cursor: Cursor): void {
  const after = cursor.previous?.text ?? '[';
  for (let ahead = 0; ahead < 16; ahead++) {
    const token = cursor.peek(ahead);
    if (token.kind === 'end' || /^[[,;(){}]$/.test(token.text)) break;
    if (token.text !== ']') continue;
    cursor.report('CB309', `']' stands too late; the attributes end after '${after}'`, token, {
      fixes: [
        { ...cursor.gap, replacement: ']' },
        { start: token.start, end: token.end, replacement: '' },
      ],
    });
    cursor.remove(ahead);
    return;
  }
  cursor.reportMissing('CB309', `']' is missing after '${after}'`, ']');
}

/** Reads `( ... )` and gives the texts between top-level commas; `verbatim` keeps blanks as they are. */
function parseArguments(cursor: Cursor, verbatim = false): string[] {
  cursor.next();
  const parts: Token[][] = [[]];
  let depth = 0;
  for (;;) {
    const token = cursor.peek();
    if (token.text === ')' && token.kind === 'punctuation' && depth-- === 0) {
      cursor.next();
      break;
    }
    if (
      token.kind === 'end' ||
      (token.kind === 'punctuation' && (verbatim ? /^[\];]$/ : /^[\];{}]$/).test(token.text))
    ) {
      cursor.reportMissing('CB306', "')' is missing after the attribute's arguments", ')');
      break;
    }
    cursor.next();
    if (token.text === '(' && token.kind === 'punctuation') depth++;
    if (token.text === ',' && depth === 0) parts.push([]);
    else (parts.at(-1) as Token[]).push(token);
  }
  const texts = parts.map(verbatim ? sourceText : joinTokens);
  return texts.length === 1 && texts[0] === '' ? [] : texts;
}

import type { Span } from '../../diagnostics/line-index.ts';
import { parseAttributes } from './attributes.ts';
import type { Cursor } from './cursor.ts';
import type {
  CoclassDeclaration,
  FunctionDeclaration,
  IdlAttribute,
  InterfaceDeclaration,
  ManagedClassDeclaration,
} from './declaration.ts';
import { parseFunction } from './function.ts';
import { endDeclaration } from './terminator.ts';

const accessWords: ReadonlySet<string> = new Set(['public', 'protected', 'private', 'internal']);

/** Reads an interface or class from its name on; keyword and attributes are taken. */
export function parseInterface(
  cursor: Cursor,
  head: { readonly start: number; readonly attributes: readonly IdlAttribute[]; readonly class: boolean },
): InterfaceDeclaration {
  const { name, nameSpan } = takeName(cursor, 'interface');
  const base = parseBase(cursor);
  const iid = identifier(head.attributes);
  const methods = cursor.is('{') ? parseMethods(cursor) : [];
  if (cursor.previous?.text === '}') endDeclaration(cursor);
  else cursor.take(';');
  return {
    kind: 'interface',
    name,
    nameSpan,
    span: { start: head.start, end: cursor.previousEnd },
    ...(base && { base }),
    ...(iid && { iid }),
    attributes: head.attributes,
    class: head.class,
    methods,
  };
}

function parseMethods(cursor: Cursor): FunctionDeclaration[] {
  const methods: FunctionDeclaration[] = [];
  cursor.next();
  for (;;) {
    if (cursor.take('}')) return methods;
    if (cursor.atEnd) {
      cursor.report('CB314', "'}' is missing after the methods", cursor.gap);
      return methods;
    }
    if (cursor.isWord() && cursor.is(':', 1) && accessWords.has(cursor.peek().text)) {
      cursor.next();
      cursor.next();
      continue;
    }
    const method = cursor.nested(() => parseFunction(cursor, true));
    if (method) methods.push(method);
    else {
      cursor.skipStray((token) => token.text === ';' || token.text === '}');
      cursor.take(';');
    }
  }
}

/** Reads a coclass from its name on; keyword and attributes are taken. */
export function parseCoclass(cursor: Cursor, start: number, attributes: readonly IdlAttribute[]): CoclassDeclaration {
  const { name, nameSpan } = takeName(cursor, 'coclass');
  const clsid = identifier(attributes);
  const interfaces: { name: string; default: boolean; nameSpan: Span }[] = [];
  if (cursor.take('{')) {
    while (!cursor.is('}') && !cursor.atEnd) {
      const marks = parseAttributes(cursor);
      if (cursor.is('interface') || cursor.is('dispinterface')) cursor.next();
      if (cursor.isWord()) {
        const { text, start: from, end } = cursor.next();
        const isDefault = marks.some((mark) => mark.name === 'default');
        interfaces.push({ name: text, default: isDefault, nameSpan: { start: from, end } });
        if (!cursor.take(';')) cursor.reportMissing('CB305', "';' is missing after the interface", ';');
      } else cursor.skipStray((token) => token.kind === 'word' || token.text === '}' || token.text === '[');
    }
    if (!cursor.take('}')) cursor.report('CB314', "'}' is missing after the interfaces", cursor.gap);
    else endDeclaration(cursor);
  } else cursor.take(';');
  return {
    kind: 'coclass',
    name,
    nameSpan,
    span: { start, end: cursor.previousEnd },
    ...(clsid && { clsid }),
    interfaces,
  };
}

/** Reads a C# class from its modifiers on; its body, where there is one, is read over. */
export function parseManagedClass(cursor: Cursor): ManagedClassDeclaration | undefined {
  const mark = cursor.mark;
  const problems = cursor.problems.length;
  const { start } = cursor.peek();
  parseAttributes(cursor);
  while (cursor.isWord() && !/^(class|struct|interface)$/.test(cursor.peek().text)) cursor.next();
  if (!cursor.isWord() || !cursor.isWord(1)) {
    cursor.rewind(mark);
    cursor.problems.length = problems;
    return undefined;
  }
  cursor.next();
  const { name, nameSpan } = takeName(cursor, 'class');
  const base = parseBase(cursor);
  if (cursor.take('{') && !cursor.skipBalanced('{', '}'))
    cursor.report('CB314', "'}' is missing after the class", cursor.gap);
  cursor.take(';');
  return { kind: 'managedClass', name, nameSpan, span: { start, end: cursor.previousEnd }, ...(base && { base }) };
}

function takeName(cursor: Cursor, what: string): { name: string; nameSpan: Span } {
  if (cursor.isWord()) {
    const { text, start, end } = cursor.next();
    return { name: text, nameSpan: { start, end } };
  }
  cursor.report('CB318', `The ${what} has no name`, cursor.gap);
  return { name: '', nameSpan: cursor.gap };
}

function parseBase(cursor: Cursor): string | undefined {
  if (!cursor.take(':')) return undefined;
  while (cursor.isWord() && (accessWords.has(cursor.peek().text) || cursor.is('virtual'))) cursor.next();
  if (cursor.isWord()) {
    let base = cursor.next().text;
    while (cursor.is('.') && cursor.isWord(1)) {
      cursor.next();
      base += `.${cursor.next().text}`;
    }
    return base;
  }
  cursor.report('CB318', "The base is missing after ':'", cursor.gap);
  return undefined;
}

/** The identifier in `uuid(...)`, lower case, without braces or quotes. */
function identifier(attributes: readonly IdlAttribute[]): string | undefined {
  const text = attributes.find(({ name }) => name === 'uuid')?.arguments[0];
  return text?.replace(/[\s{}"]/g, '').toLowerCase();
}

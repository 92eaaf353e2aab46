import type { Span } from '../../diagnostics/line-index.ts';
import { parseAttributes } from './attributes.ts';
import { checkDeclaration, checkLanguage } from './check-declaration.ts';
import { parseConstant } from './constant.ts';
import { Cursor, DeclarationLimitReached } from './cursor.ts';
import type { Declaration, IdlAttribute } from './declaration.ts';
import { parseEnum } from './enum.ts';
import { parseFunction } from './function.ts';
import { parseCoclass, parseInterface, parseManagedClass } from './interface.ts';
import { keywordAt } from './keywords.ts';
import type { DeclarationProblem } from './problem.ts';
import { parseStruct } from './struct.ts';
import { takeSecondTerminator } from './terminator.ts';
import { type DeclarationContext, expectedName } from './title.ts';
import { tokenize } from './tokenizer.ts';
import { parseAlias } from './typedef.ts';

export type { DeclarationProblem } from './problem.ts';
export type { DeclarationContext } from './title.ts';

/** Text up to which a declaration is read; the longest of the reference has 12 thousand characters. */
const lengthLimit = 1 << 18;

/** Tokens that are looked at to tell what a keyword begins; bounds the work on text that repeats itself. */
const lookahead = 256;

/** The declaration of a block, and what is wrong with it. */
export interface ParsedDeclaration {
  /** Absent when none could be read. */
  readonly declaration?: Declaration;
  /** In the order of their places. */
  readonly problems: readonly DeclarationProblem[];
}

/**
 * Reads the declaration in a Syntax block: C++ with IDL attributes, IDL, or a C# class.
 *
 * It recovers from malformed text by general rules and gives what was meant, with one problem at the place of each
 * defect. It never throws; length, nesting and parameters are bounded (CB315).
 *
 * @param code the text between the fences
 * @param baseOffset offset of that text in the page, added to all spans
 * @param context the page around it, to see what contradicts it
 */
export function parseDeclaration(code: string, baseOffset: number, context: DeclarationContext): ParsedDeclaration {
  const whole: Span = { start: baseOffset, end: baseOffset + code.length };
  const tooLarge = (message: string, span: Span): ParsedDeclaration => ({
    problems: [{ code: 'CB315', message, span: { start: span.start, end: span.end } }],
  });
  if (code.length > lengthLimit) return tooLarge(`The declaration has more than ${lengthLimit} characters`, whole);
  const { tokens, unterminated } = tokenize(code, baseOffset);
  const cursor = new Cursor(tokens, expectedName(context.title));
  for (const { what, span } of unterminated)
    cursor.report('CB316', `Nothing ends this ${what}`, { start: span.start, end: Math.min(span.start + 2, span.end) });
  let declaration: Declaration | undefined;
  try {
    declaration = parseOne(cursor, context);
    if (declaration) finish(cursor);
  } catch (error) {
    if (!(error instanceof DeclarationLimitReached)) throw error;
    return tooLarge(error.message, error.span);
  }
  if (!declaration) {
    const problem: DeclarationProblem = {
      code: 'CB302',
      message: 'This is no declaration',
      span: textSpan(code, whole),
    };
    return { problems: [problem, ...checkLanguage(context, baseOffset)] };
  }
  const problems = [
    ...checkLanguage(context, baseOffset),
    ...cursor.problems,
    ...checkDeclaration(declaration, context, (name) => spanInDeclaration(code, baseOffset, declaration, name)),
  ].sort((one, other) => one.span.start - other.span.start);
  return { declaration, problems };
}

/** Where a declaration first has a name. */
function spanInDeclaration(code: string, baseOffset: number, { span }: Declaration, name: string): Span {
  const start = code.indexOf(name, span.start - baseOffset) + baseOffset;
  return start < baseOffset ? span : { start, end: start + name.length };
}

/**
 * Reads the declarations that stand in other code of a page, such as an example in Remarks: `typedef`s and `#define`s
 * that begin a line. All other code is passed over.
 */
export function parseEmbeddedDeclarations(
  code: string,
  baseOffset: number,
): { readonly declarations: readonly Declaration[]; readonly problems: readonly DeclarationProblem[] } {
  const declarations: Declaration[] = [];
  if (code.length > lengthLimit || !/typedef|#\s*define/.test(code)) return { declarations, problems: [] };
  const cursor = new Cursor(tokenize(code, baseOffset).tokens, undefined);
  while (!cursor.atEnd) {
    const token = cursor.peek();
    if (token.kind === 'directive') {
      cursor.next();
      const constant = parseConstant(token);
      if (constant) declarations.push(constant);
    } else if (token.lineStart && cursor.is('typedef')) {
      const problems = cursor.problems.length;
      try {
        const declaration = parseOne(cursor, { title: '' });
        if (declaration) declarations.push(declaration);
        else cursor.next();
      } catch (error) {
        if (!(error instanceof DeclarationLimitReached)) throw error;
        cursor.problems.length = problems;
        cursor.report('CB315', error.message, error.span);
        break;
      }
    } else cursor.next();
  }
  return { declarations, problems: cursor.problems };
}

function parseOne(cursor: Cursor, context: DeclarationContext): Declaration | undefined {
  const { start, kind } = cursor.peek();
  if (kind === 'directive') {
    const constant = parseConstant(cursor.peek());
    if (constant) cursor.next();
    return constant;
  }
  if (isManaged(cursor, context)) {
    const managed = parseManagedClass(cursor);
    if (managed) return managed;
  }
  const attributes = cursor.is('[') ? parseAttributes(cursor) : [];
  if (attributes.length > 0 && (cursor.atEnd || (cursor.is(';') && cursor.peek(1).kind === 'end')))
    return standAlone(cursor, start, attributes);
  const keyword = keywordAt(cursor);
  switch (keyword) {
    case 'typedef': {
      cursor.next();
      if (cursor.is('[')) parseAttributes(cursor);
      const inner = keywordAt(cursor);
      if ((inner === 'enum' || inner === 'struct' || inner === 'union') && hasBody(cursor))
        return inner === 'enum' ? parseEnum(cursor, start, true) : parseStruct(cursor, start, true);
      return parseAlias(cursor, start);
    }
    case 'enum':
      if (hasBody(cursor)) return parseEnum(cursor, start, false);
      break;
    case 'struct':
    case 'union':
      if (keyword === 'struct' && cursor.isWord(1) && cursor.is(':', 2)) break;
      if (hasBody(cursor)) return parseStruct(cursor, start, false);
      break;
    case 'coclass':
      cursor.next();
      return parseCoclass(cursor, start, attributes);
    case undefined:
      break;
    default:
      if (returnsTagged(cursor)) break;
      cursor.next();
      return parseInterface(cursor, { start, attributes, class: keyword === 'class' });
  }
  if (keyword === 'struct' && cursor.is(':', 2)) {
    cursor.next();
    return parseInterface(cursor, { start, attributes, class: false });
  }
  if (cursor.isWord() && cursor.is(':', 1) && cursor.isWord(2)) {
    const name = cursor.peek();
    const before = { start: name.start, end: name.start };
    cursor.reportWrong('CB311', `'interface' is missing before '${name.text}'`, before, 'interface ');
    return parseInterface(cursor, { start, attributes, class: false });
  }
  return parseFunction(cursor, false, { start, attributes });
}

/** `[custom(GUID_ManagedName, "...")]`: an attribute that a page describes as such. */
function standAlone(cursor: Cursor, start: number, attributes: readonly IdlAttribute[]): Declaration {
  cursor.take(';');
  const first = attributes[0] as IdlAttribute;
  const name = (first.name === 'custom' && first.arguments[0]) || first.name;
  const span = { start, end: cursor.previousEnd };
  cursor.report('CB317', `The attribute '${name}' stands without a declaration`, span);
  return { kind: 'attribute', name, nameSpan: first.span, span, attributes };
}

function isManaged(cursor: Cursor, context: DeclarationContext): boolean {
  if (/^\s*(csharp|c#|cs)\s*$/i.test(context.language ?? '')) return true;
  return /^(public|internal|private|sealed|abstract|partial)$/.test(cursor.peek().text) && cursor.isWord(1);
}

/** Whether the keyword here belongs to the type that a function returns: `class X *Find(...)`. */
function returnsTagged(cursor: Cursor): boolean {
  for (let ahead = 1; ahead < lookahead; ahead++) {
    const { kind, text } = cursor.peek(ahead);
    if (kind === 'word' || text === '*' || text === '&') continue;
    return kind === 'punctuation' && text === '(';
  }
  return false;
}

/**
 * Whether the keyword here starts a body, even one whose opening brace is missing. `struct X *PX;` and `enum X x;`
 * have none, nor has a function that returns a structure.
 */
function hasBody(cursor: Cursor): boolean {
  for (let ahead = 1; ahead < lookahead; ahead++) {
    const { kind, text } = cursor.peek(ahead);
    if (kind === 'end') return false;
    if (kind !== 'punctuation') continue;
    if (text === '{' || text === '}') return true;
    if (text === '(' || (text === '*' && ahead === 2)) return false;
    if (text === ';' && ahead <= 3) return false;
  }
  return false;
}

/** Reports what stands behind the declaration. */
function finish(cursor: Cursor): void {
  takeSecondTerminator(cursor);
  if (cursor.atEnd) return;
  const { start } = cursor.peek();
  while (!cursor.atEnd) cursor.next();
  cursor.report('CB319', 'Only the first declaration of the block counts', { start, end: cursor.previousEnd });
}

function textSpan(code: string, whole: Span): Span {
  const blank = /^\s*/.exec(code)?.[0].length ?? 0;
  return blank === code.length ? whole : { start: whole.start + blank, end: whole.start + code.trimEnd().length };
}

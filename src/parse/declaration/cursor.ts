import type { DiagnosticCode } from '../../diagnostics/catalogue.ts';
import type { Fix } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/line-index.ts';
import type { DeclarationProblem } from './problem.ts';
import type { Token } from './tokenizer.ts';

/** Nesting of brackets, structures and function pointers up to which a declaration is read. */
const nestingLimit = 64;

/** Thrown inside the parser when a declaration is beyond a limit; `parseDeclaration` turns it into a problem. */
export class DeclarationLimitReached extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

/** The tokens of one text, the place that reading has reached, and the problems found so far. */
export class Cursor {
  readonly problems: DeclarationProblem[] = [];
  /** Name that the page's title gives, to tell a type from the name that is glued to it. */
  readonly expectedName: string | undefined;
  readonly #tokens: Token[];
  #at = 0;
  #depth = 0;

  /** The tokens must end in one of kind `end`; the cursor owns the array. */
  constructor(tokens: Token[], expectedName: string | undefined) {
    this.#tokens = tokens;
    this.expectedName = expectedName;
  }

  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)] as Token;
  }

  /** Takes the next token; at the end it stays there. */
  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.#at++;
    return token;
  }

  /** Whether the token `ahead` is that punctuation or word. */
  is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.text === text && token.kind !== 'string' && token.kind !== 'end';
  }

  isWord(ahead = 0): boolean {
    return this.peek(ahead).kind === 'word';
  }

  get atEnd(): boolean {
    return this.peek().kind === 'end';
  }

  take(text: string): Token | undefined {
    return this.is(text) ? this.next() : undefined;
  }

  /** End of the token before the next one: where something is missing. */
  get previousEnd(): number {
    return this.#tokens[this.#at - 1]?.end ?? this.peek().start;
  }

  /** The token before the next one. */
  get previous(): Token | undefined {
    return this.#tokens[this.#at - 1];
  }

  /** The place right after the last token taken. */
  get gap(): Span {
    return { start: this.previousEnd, end: this.previousEnd };
  }

  /** Index of the next token, to go back to with `tokensSince`, or to see whether reading moved on. */
  get mark(): number {
    return this.#at;
  }

  tokensSince(mark: number): readonly Token[] {
    return this.#tokens.slice(mark, this.#at);
  }

  /** Goes back to a mark taken before. */
  rewind(mark: number): void {
    this.#at = mark;
  }

  /** Takes the token `ahead` out of the text: a bracket that was reported and must not disturb further reading. */
  remove(ahead: number): void {
    this.#tokens.splice(this.#at + ahead, 1);
  }

  /** Puts a token in front of the next one: the second half of two that were glued together. */
  insert(token: Token): void {
    this.#tokens.splice(this.#at, 0, token);
  }

  report(code: DiagnosticCode, message: string, span: Span, more?: { help?: string; fixes?: readonly Fix[] }): void {
    this.problems.push({ code, message, span: { start: span.start, end: span.end }, ...more });
  }

  /** Reports that a text is missing right after the last token, and puts it there. */
  reportMissing(code: DiagnosticCode, message: string, missing: string): void {
    const { gap } = this;
    this.report(code, message, gap, { fixes: [{ ...gap, replacement: missing }] });
  }

  /** Reports a text in whose place another one is meant; an empty one where nothing is. */
  reportWrong(code: DiagnosticCode, message: string, span: Span, meant: string, help?: string): void {
    const fixes = [{ start: span.start, end: span.end, replacement: meant }];
    this.report(code, message, span, { ...(help !== undefined && { help }), fixes });
  }

  /** Runs a reader one level deeper. */
  nested<T>(read: () => T): T {
    if (++this.#depth > nestingLimit)
      throw new DeclarationLimitReached(`The declaration nests deeper than ${nestingLimit} levels`, this.peek());
    const value = read();
    this.#depth--;
    return value;
  }

  /** Reports and skips tokens until one that `stops`, at least one unless at the end. */
  skipStray(stops: (token: Token) => boolean): void {
    const first = this.next();
    let last = first;
    while (!this.atEnd && !stops(this.peek())) last = this.next();
    const shown = first === last ? `'${shorten(first.text)}'` : `'${shorten(first.text)}' to '${shorten(last.text)}'`;
    const span = { start: first.start, end: last.end };
    const message = `${shown} has no meaning here and is skipped`;
    // A single stray mark is a slip; of more it is not sure that they are too much.
    if (first === last && first.kind === 'punctuation') this.reportWrong('CB301', message, span, '');
    else this.report('CB301', message, span);
  }

  /** Takes tokens up to the bracket that closes the one just taken; false when the end comes first. */
  skipBalanced(open: string, close: string): boolean {
    for (let depth = 1; !this.atEnd; ) {
      const { text } = this.next();
      if (text === open) depth++;
      else if (text === close && --depth === 0) return true;
    }
    return false;
  }
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

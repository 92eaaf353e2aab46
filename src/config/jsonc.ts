import type { Span } from '../diagnostics/line-index.ts';

/** A value of a JSON text and where it stands. */
export interface JsonNode {
  readonly span: Span;
  readonly value: unknown;
  /** Members of an object by key, in order; the last of equal keys counts. */
  readonly members?: ReadonlyMap<string, { readonly keySpan: Span; readonly node: JsonNode }>;
  readonly items?: readonly JsonNode[];
}

/** JSON text that cannot be read. */
export class JsonSyntaxError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const blank = /(?:[\s\ufeff]+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/y;
const string = /"(?:[^"\\\r\n]|\\.)*"/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;

/** Deepest nesting that is read. */
const maximumDepth = 64;

/**
 * Reads JSON with comments and trailing commas (the dialect of `tsconfig.json`), keeping the place of every key.
 *
 * @throws JsonSyntaxError
 */
export function parseJsonc(text: string): JsonNode {
  const parser = new JsoncParser(text);
  return parser.document();
}

class JsoncParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonNode {
    const node = this.#value(0);
    this.#skip();
    if (this.#at < this.#text.length) this.#fail('expected the end of the file');
    return node;
  }

  #value(depth: number): JsonNode {
    if (depth > maximumDepth) this.#fail(`nested more than ${maximumDepth} deep`);
    this.#skip();
    const start = this.#at;
    const c = this.#text[this.#at];
    if (c === '{') return this.#object(depth);
    if (c === '[') return this.#array(depth);
    const token = c === '"' ? this.#match(string) : (this.#match(word) ?? this.#match(number));
    if (token === undefined) this.#fail(c === '"' ? 'this string is not valid' : 'expected a value');
    return { span: { start, end: this.#at }, value: this.#scalar(token, start) };
  }

  #object(depth: number): JsonNode {
    const start = this.#at;
    const members = new Map<string, { keySpan: Span; node: JsonNode }>();
    this.#list('}', () => {
      const keyStart = this.#at;
      const token = this.#match(string);
      if (token === undefined) this.#fail('expected a key in double quotes');
      const keySpan = { start: keyStart, end: this.#at };
      this.#skip();
      if (this.#text[this.#at] !== ':') this.#fail('expected `:`');
      this.#at += 1;
      members.set(this.#scalar(token, keyStart) as string, { keySpan, node: this.#value(depth + 1) });
    });
    const value = Object.fromEntries([...members].map(([key, { node }]) => [key, node.value]));
    return { span: { start, end: this.#at }, value, members };
  }

  #array(depth: number): JsonNode {
    const start = this.#at;
    const items: JsonNode[] = [];
    this.#list(']', () => items.push(this.#value(depth + 1)));
    return { span: { start, end: this.#at }, value: items.map((item) => item.value), items };
  }

  /** Reads comma-separated entries up to the closing bracket; the opening one is at hand. */
  #list(close: string, entry: () => void): void {
    this.#at += 1;
    for (;;) {
      this.#skip();
      if (this.#text[this.#at] === close) break;
      entry();
      this.#skip();
      if (this.#text[this.#at] === ',') this.#at += 1;
      else if (this.#text[this.#at] !== close) this.#fail(`expected \`,\` or \`${close}\``);
    }
    this.#at += 1;
  }

  /** The value of a token; strings may still hold escapes and control characters that JSON forbids. */
  #scalar(token: string, offset: number): unknown {
    try {
      return JSON.parse(token);
    } catch {
      throw new JsonSyntaxError('this string is not valid', offset);
    }
  }

  #skip(): void {
    this.#match(blank);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #fail(message: string): never {
    throw new JsonSyntaxError(message, this.#at);
  }
}

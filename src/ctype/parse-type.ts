import type { CallingConvention, CType } from './ctype.ts';
import { builtinName, builtinWords, callingConventions, ignoredTypeWords, tagWords } from './words.ts';

/** Thrown by `parseType` for a text that is no type of the supported grammar. */
export class TypeSyntaxError extends Error {
  /** The text that was given. */
  readonly text: string;
  /** Offset into the text at which reading failed. */
  readonly offset: number;

  constructor(text: string, offset: number, reason: string) {
    super(`'${text}' is not a type: ${reason} at column ${offset + 1}`);
    this.name = 'TypeSyntaxError';
    this.text = text;
    this.offset = offset;
  }
}

const cache = new Map<string, CType>();
const cacheLimit = 4096;
const nestingLimit = 32;

/**
 * Reads a C type: `const BYTE *`, `void const *`, `T *const`, `const IID &`, `WCHAR[10][255]`, `struct X *`,
 * `SAFEARRAY(VARIANT)`, `HRESULT (__stdcall *)(DWORD, void *)`, the function type `void (FunctionID)`, the nested
 * `DacpReJitData::Flags`. Equal texts give the same object.
 *
 * `SAFEARRAY(T)` is IDL for a pointer to a `SAFEARRAY` descriptor; its element type has no place in a C type.
 *
 * @throws TypeSyntaxError when the text is no type, or has a name in it.
 */
export function parseType(text: string): CType {
  const known = cache.get(text);
  if (known) return known;
  const reader = new TypeReader(text);
  const type = reader.whole();
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(text, type);
  return type;
}

interface TypeToken {
  readonly text: string;
  readonly offset: number;
}

const tokenPattern = /\s*([A-Za-z_$][\w$]*(?:::[A-Za-z_$][\w$]*)*|\d\w*|\.\.\.|[*&()[\],+\-<>|])/y;
const isWord = (text: string | undefined): text is string => text !== undefined && /^[A-Za-z_$]/.test(text);

class TypeReader {
  readonly #text: string;
  readonly #tokens: TypeToken[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    tokenPattern.lastIndex = 0;
    const end = text.trimEnd().length;
    let offset = 0;
    while (offset < end) {
      tokenPattern.lastIndex = offset;
      const match = tokenPattern.exec(text);
      if (!match) throw new TypeSyntaxError(text, offset, 'unexpected character');
      offset = tokenPattern.lastIndex;
      const word = match[1] as string;
      this.#tokens.push({ text: word, offset: offset - word.length });
    }
  }

  whole(): CType {
    const type = this.#type(0);
    if (this.#at < this.#tokens.length) this.#fail(`unexpected '${this.#peek()}'`);
    return type;
  }

  #peek(ahead = 0): string | undefined {
    return this.#tokens[this.#at + ahead]?.text;
  }

  #take(text: string): boolean {
    if (this.#peek() !== text) return false;
    this.#at++;
    return true;
  }

  #fail(reason: string): never {
    throw new TypeSyntaxError(this.#text, this.#tokens[this.#at]?.offset ?? this.#text.length, reason);
  }

  #type(depth: number): CType {
    if (depth > nestingLimit) this.#fail('nested too deep');
    let isConst = false;
    let tag: CType['tag'];
    let name: string | undefined;
    const words: string[] = [];
    const pointers: { const: boolean }[] = [];
    for (let word = this.#peek(); isWord(word); word = this.#peek()) {
      if (word === 'const') isConst = true;
      else if (ignoredTypeWords.has(word)) {
        // Means nothing; see the table.
      } else if (tagWords.has(word) && !name && words.length === 0 && !tag) tag = word as NonNullable<CType['tag']>;
      else if (callingConventions.has(word)) break;
      else if (builtinWords.has(word) && !name) words.push(word);
      else if (!name && words.length === 0) name = word;
      else this.#fail(`unexpected '${word}'`);
      this.#at++;
    }
    name ??= builtinName(words);
    if (!name) this.#fail(words.length > 0 ? `'${words.join(' ')}' is no built-in type` : 'no type name');
    if (name === 'SAFEARRAY' && this.#peek() === '(' && isWord(this.#peek(1))) {
      this.#at++;
      this.#type(depth + 1);
      if (!this.#take(')')) this.#fail("')' expected");
      pointers.push({ const: false });
    }
    const reference = this.#pointers(pointers);
    if (this.#peek() === '(' || callingConventions.has(this.#peek() ?? '')) {
      const returns: CType = { name, ...(tag && { tag }), const: isConst, pointers, reference, arrays: [] };
      return this.#function(returns, depth);
    }
    return { name, ...(tag && { tag }), const: isConst, pointers, reference, arrays: this.#arrays() };
  }

  /** Reads `*`, `const` and `&` after a name into `pointers`; tells whether a reference ends them. */
  #pointers(pointers: { const: boolean }[]): boolean {
    for (;;) {
      const token = this.#peek();
      if (token === '*') pointers.push({ const: false });
      else if (token === 'const' && pointers.length > 0) (pointers.at(-1) as { const: boolean }).const = true;
      else if (token === undefined || !ignoredTypeWords.has(token)) return this.#take('&');
      this.#at++;
    }
  }

  #function(returns: CType, depth: number): CType {
    let convention = this.#convention();
    const pointers: { const: boolean }[] = [];
    let reference = false;
    let arrays: (number | string | null)[] = [];
    if (this.#peek(1) === '*' || callingConventions.has(this.#peek(1) ?? '')) {
      if (!this.#take('(')) this.#fail("'(' expected");
      convention ??= this.#convention();
      reference = this.#pointers(pointers);
      if (pointers.length === 0) this.#fail("'*' expected");
      arrays = this.#arrays();
      if (!this.#take(')')) this.#fail("')' expected");
    }
    if (!this.#take('(')) this.#fail("'(' expected");
    const parameters: CType[] = [];
    let variadic = false;
    if (!this.#take(')')) {
      do {
        if (this.#take('...')) {
          variadic = true;
          break;
        }
        parameters.push(this.#type(depth + 1));
      } while (this.#take(','));
      if (!this.#take(')')) this.#fail("')' expected");
    }
    const only = parameters[0];
    const none = parameters.length === 1 && only?.name === 'void' && only.pointers.length === 0;
    return {
      name: 'void',
      const: false,
      pointers,
      reference,
      arrays,
      function: {
        returns,
        ...(convention && { callingConvention: convention }),
        parameters: none ? [] : parameters,
        variadic,
      },
    };
  }

  #convention(): CallingConvention | undefined {
    const convention = callingConventions.get(this.#peek() ?? '');
    if (convention) this.#at++;
    return convention;
  }

  #arrays(): (number | string | null)[] {
    const arrays: (number | string | null)[] = [];
    while (this.#take('[')) {
      const from = this.#at;
      while (this.#peek() !== ']') {
        if (this.#peek() === undefined || this.#peek() === '[') this.#fail("']' expected");
        this.#at++;
      }
      arrays.push(dimension(this.#tokens.slice(from, this.#at).map((token) => token.text)));
      this.#at++;
    }
    return arrays;
  }
}

/** An array dimension from the tokens between its brackets: a number, an expression's text, or null for none. */
export function dimension(tokens: readonly string[]): number | string | null {
  if (tokens.length === 0) return null;
  const only = tokens.length === 1 ? (tokens[0] as string) : '';
  if (/^(0[xX][0-9a-fA-F]+|\d+)[uUlL]*$/.test(only)) {
    const digits = only.replace(/[uUlL]+$/, '');
    return /^0\d/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  }
  return tokens.join(' ');
}

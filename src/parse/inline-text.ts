/**
 * Inline Markdown as plain text, the form in which the model keeps prose:
 *
 * - links and images become their text, `<https://...>` its address, `<xref:System.IO.Stream.Read%2A?...>` the bare
 *   name `System.IO.Stream.Read`;
 * - code spans keep their backticks, so that a comment can still set names apart from words;
 * - emphasis and HTML tags go, `<br/>` and hard breaks (two blanks, or a backslash, before the line end) become line
 *   ends, other line ends and runs of blanks become one blank;
 * - entities and backslash escapes are decoded;
 * - `[!INCLUDE[label](target)]` becomes the text of its target, `[!NOTE]` the word `Note:`; code snippet tokens go.
 *
 * One pass over the text with a stack of open brackets and emphasis marks: time is linear, nothing is ever thrown.
 * It follows CommonMark for all that occurs in the docs; where it must choose on odd input it keeps the characters.
 *
 * @param raw Markdown of a paragraph or table cell, without the marks of the blocks around it
 * @param include gives the plain text of an INCLUDE target, empty where it is missing
 */
export function inlineText(raw: string, include: (target: string) => string): string {
  if (!special.test(raw)) return raw.trim();
  return new InlineReader(raw, include).read();
}

const special = /[\\`*_[\]<>&\n\r\t]| {2}/;
const includeToken = /\[!INCLUDE\s{0,100}\[[^\]]{0,500}\]\(([^()\s]{0,1000})\)\]?/iy;
const snippetToken = /\[!code[\w-]{0,40}\[[^\]]{0,500}\]\([^()\s]{0,1000}\)\]/iy;
const alertToken = /\[!(NOTE|IMPORTANT|WARNING|CAUTION|TIP)\]/iy;
const linkTarget =
  /\(\s{0,100}(?:<[^<>\n]{0,2000}>|[^\s()<]{0,2000}(?:\([^\s()]{0,500}\)[^\s()]{0,500}){0,10})(?:\s{1,100}"[^"\n]{0,500}")?\s{0,100}\)/y;
const autolink = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]{0,2000})>/iy;
const htmlTag = /<\/?[a-z][a-z0-9-]{0,40}(?:\s[^<>]{0,1000})?\/?>|<!--[\s\S]{0,1000}?-->/iy;
const entity = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));/iy;
const punctuation = /[!-/:-@[-`{-~]/;

/** The named entities that occur in documentation of code; others stay as written. */
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  times: '×',
};

interface Emphasis {
  readonly mark: string;
  readonly index: number;
}

class InlineReader {
  readonly #raw: string;
  readonly #include: (target: string) => string;
  /** Pieces of the result; marks that turn out to be markup are emptied in place. */
  readonly #pieces: string[] = [];
  readonly #brackets: number[] = [];
  readonly #emphasis: Emphasis[] = [];
  /** Lengths of backtick runs known to have no partner further on. */
  readonly #unpaired = new Set<number>();
  #at = 0;
  #plainFrom = 0;

  constructor(raw: string, include: (target: string) => string) {
    this.#raw = raw;
    this.#include = include;
  }

  read(): string {
    while (this.#at < this.#raw.length) this.#step(this.#raw.charCodeAt(this.#at));
    this.#flush();
    return this.#pieces
      .join('')
      .replace(/ {2,}/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .trim();
  }

  #step(c: number): void {
    if (c === 92) this.#escape();
    else if (c === 96) this.#code();
    else if (c === 42 || c === 95) this.#mark(c);
    else if (c === 91) this.#open();
    else if (c === 33 && this.#raw.charCodeAt(this.#at + 1) === 91) this.#image();
    else if (c === 93) this.#close();
    else if (c === 60) this.#tag();
    else if (c === 38) this.#entity();
    else if (c === 10) this.#lineEnd();
    else this.#at++;
  }

  /** Pushes the plain text up to here, then `piece`, and goes on after `length` characters. */
  #replace(length: number, piece: string): void {
    this.#flush();
    this.#pieces.push(piece);
    this.#at += length;
    this.#plainFrom = this.#at;
  }

  #flush(): void {
    if (this.#at > this.#plainFrom)
      this.#pieces.push(this.#raw.slice(this.#plainFrom, this.#at).replace(/[ \t\r]+/g, ' '));
    this.#plainFrom = this.#at;
  }

  #match(expression: RegExp, at = this.#at): RegExpExecArray | null {
    expression.lastIndex = at;
    return expression.exec(this.#raw);
  }

  #escape(): void {
    const next = this.#raw[this.#at + 1] ?? '';
    const afterReturn = next === '\r' && this.#raw[this.#at + 2] === '\n';
    if (next === '\n' || afterReturn) this.#replace(afterReturn ? 3 : 2, '\n');
    else if (punctuation.test(next)) this.#replace(2, next);
    else this.#at++;
  }

  #code(): void {
    const raw = this.#raw;
    let end = this.#at;
    while (raw.charCodeAt(end) === 96) end++;
    const length = end - this.#at;
    if (!this.#unpaired.has(length)) {
      for (let at = raw.indexOf('`', end); at >= 0; at = raw.indexOf('`', at)) {
        const from = at;
        while (raw.charCodeAt(at) === 96) at++;
        if (at - from !== length) continue;
        const code = raw.slice(end, from).replace(/\s+/g, ' ').trim();
        this.#replace(at - this.#at, `\`${code}\``);
        return;
      }
      this.#unpaired.add(length);
    }
    this.#at = end;
  }

  /** A run of `*` or `_`: closes the innermost open run of the same kind and length, else may open one. */
  #mark(c: number): void {
    const raw = this.#raw;
    let end = this.#at;
    while (raw.charCodeAt(end) === c) end++;
    const before = raw[this.#at - 1] ?? ' ';
    const after = raw[end] ?? ' ';
    const opens = /\S/.test(after) && (c === 42 || !/[\p{L}\p{N}]/u.test(before));
    const closes = /\S/.test(before) && (c === 42 || !/[\p{L}\p{N}]/u.test(after));
    const mark = raw.slice(this.#at, end);
    const partner = closes && mark.length <= 3 ? this.#partner(mark) : undefined;
    this.#replace(mark.length, partner ? '' : mark);
    if (partner) this.#pieces[partner.index] = '';
    else if (opens && mark.length <= 3) this.#emphasis.push({ mark, index: this.#pieces.length - 1 });
  }

  /** Looks among the last few open runs only, which bounds the work on text full of stray marks. */
  #partner(mark: string): Emphasis | undefined {
    const open = this.#emphasis;
    const floor = this.#brackets.at(-1) ?? -1;
    for (let i = open.length - 1; i >= 0 && i >= open.length - 8; i--) {
      const candidate = open[i] as Emphasis;
      if (candidate.index < floor) return undefined;
      if (candidate.mark !== mark) continue;
      open.length = i;
      return candidate;
    }
    return undefined;
  }

  #open(): void {
    const token = this.#match(includeToken) ?? this.#match(snippetToken) ?? this.#match(alertToken);
    if (token) {
      this.#replace(token[0].length, this.#tokenText(token));
      return;
    }
    this.#replace(1, '[');
    this.#brackets.push(this.#pieces.length - 1);
  }

  #tokenText(token: RegExpExecArray): string {
    if (/^\[!INCLUDE/i.test(token[0])) return this.#include(token[1] as string);
    const alert = token[1];
    return alert ? `${alert[0]?.toUpperCase()}${alert.slice(1).toLowerCase()}: ` : '';
  }

  #image(): void {
    this.#replace(2, '![');
    this.#brackets.push(this.#pieces.length - 1);
  }

  #close(): void {
    const open = this.#brackets.pop();
    const target = open === undefined ? null : this.#match(linkTarget, this.#at + 1);
    if (open === undefined || !target) {
      this.#at++;
      return;
    }
    this.#pieces[open] = '';
    this.#replace(1 + target[0].length, '');
    while ((this.#emphasis.at(-1)?.index ?? -1) > open) this.#emphasis.pop();
  }

  #tag(): void {
    const link = this.#match(autolink);
    const tag = link ?? this.#match(htmlTag);
    if (link) this.#replace(link[0].length, addressText(link[1] as string));
    else if (tag) this.#replace(tag[0].length, /^<br\b/i.test(tag[0]) ? '\n' : '');
    else this.#at++;
  }

  #entity(): void {
    const match = this.#match(entity);
    const text = match && decodeEntity(match);
    if (match && text) this.#replace(match[0].length, text);
    else this.#at++;
  }

  #lineEnd(): void {
    const raw = this.#raw;
    let end = this.#at;
    if (raw.charCodeAt(end - 1) === 13) end--;
    const hard = raw.charCodeAt(end - 1) === 32 && raw.charCodeAt(end - 2) === 32;
    let next = this.#at + 1;
    while (raw.charCodeAt(next) === 32 || raw.charCodeAt(next) === 9) next++;
    this.#replace(next - this.#at, hard ? '\n' : ' ');
  }
}

/** Text of an autolink: the member's name for `xref:`, the address otherwise. */
function addressText(address: string): string {
  if (!/^xref:/i.test(address)) return address;
  const name = address.slice(5).split('?', 1)[0] as string;
  const decoded = name.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return decoded.replace(/\*$/, '');
}

function decodeEntity(match: RegExpExecArray): string | undefined {
  const [, decimal, hex, name] = match;
  if (name) return entities[name];
  const code = decimal ? Number(decimal) : Number.parseInt(hex as string, 16);
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : undefined;
}

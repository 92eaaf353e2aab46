/** A result as a table cell, a list item or a sentence names it. */
interface ResultName {
  /** `S_OK`, `HRESULT_FROM_WIN32(ERROR_NOT_FOUND)`. */
  readonly name: string;
  /** Value that stands in parentheses after the name, unsigned. */
  readonly value?: number;
}

export interface ResultCell {
  readonly names: readonly ResultName[];
  /** What follows the name in the cell: `(or other E_ return codes)`. */
  readonly rest: string;
  /** The name was misspelt (a blank inside) and has been repaired. */
  readonly repaired: boolean;
}

const exact = /^(?:HRESULT_FROM_WIN32 ?\( ?[A-Z][A-Z0-9_]* ?\)|[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+)$/;
const withValue = /^(\S.*?) ?\((0x[\da-f]{1,8}|-?\d{1,10})L?\)$/i;
const withRest = /^(HRESULT_FROM_WIN32 ?\( ?[A-Z][A-Z0-9_]* ?\)|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?=[ ,:(])[ ,:]*(.*)$/;
const misspelt = /^(?:HRESULT_FROM_WIN32 ?\( ?[A-Z0-9_ ]+\)|[A-Z][A-Z0-9]*_[A-Z0-9_ ]*)$/;

/**
 * Reads the names in the first cell of a results table, or at the head of a list entry. Undefined if the text is no
 * name (`Other error codes`, `true`).
 *
 * @param text plain text, one line
 */
export function readResultCell(text: string): ResultCell | undefined {
  const clean = text.replaceAll('`', '').replace(/\s+/g, ' ').trim();
  if (clean.length > 300) return undefined;
  const single = readSingle(clean);
  if (single) return { names: [single], rest: '', repaired: false };
  const parts = clean.split(/ ?(?:,|;|\/| or | and ) ?/).filter((part) => part !== '');
  const several = parts.map(readSingle);
  if (parts.length > 1 && several.every((name) => name !== undefined)) {
    return { names: several as ResultName[], rest: '', repaired: false };
  }
  if (misspelt.test(clean)) return { names: [{ name: repair(clean) }], rest: '', repaired: true };
  const leading = withRest.exec(clean);
  if (leading) return { names: [{ name: tidy(leading[1] as string) }], rest: leading[2] as string, repaired: false };
  return undefined;
}

function readSingle(text: string): ResultName | undefined {
  if (exact.test(text)) return { name: tidy(text) };
  const match = withValue.exec(text);
  if (!match || !exact.test(match[1] as string)) return undefined;
  const value = readResultValue(match[2] as string);
  return value === undefined ? undefined : { name: tidy(match[1] as string), value };
}

function tidy(name: string): string {
  return name.replaceAll(' ', '');
}

/** Joins what blanks tore apart; a piece that ends in an underscore is the stump of a name begun twice. */
function repair(text: string): string {
  const win32 = /^HRESULT_FROM_WIN32 ?\( ?([A-Z0-9_ ]+?) ?\)$/.exec(text);
  if (win32) return `HRESULT_FROM_WIN32(${(win32[1] as string).replaceAll(' ', '_')})`;
  const pieces = text.split(' ').filter((piece) => piece !== '');
  const whole = pieces.filter((piece) => !piece.endsWith('_'));
  return (whole.length > 0 ? whole : pieces).join('_');
}

/** A 32-bit number in hexadecimal or decimal, as unsigned; undefined if it is none. */
export function readResultValue(text: string): number | undefined {
  const clean = text.replaceAll('`', '').trim();
  if (!/^(?:0x[\da-f]{1,8}|-?\d{1,10})L?$/i.test(clean)) return undefined;
  const value = Number(clean.replace(/L$/i, ''));
  return value >= -0x80000000 && value <= 0xffffffff ? value >>> 0 : undefined;
}

export interface ResultMention extends ResultName {
  /** Offset of the name in the text searched. */
  readonly index: number;
}

const mention =
  /HRESULT_FROM_WIN32 ?\( ?([A-Z][A-Z0-9_]{1,80}) ?\)|\b(?:(?:[A-Z][A-Z0-9]{1,20}_)?[ES]_[A-Z][A-Z0-9_]{0,80}|(?:ERROR|STATUS)_[A-Z][A-Z0-9_]{1,80})\b/g;

/** Finds the names of results in prose, each once, in the order of the text. */
export function findResultMentions(text: string): ResultMention[] {
  const found = new Map<string, ResultMention>();
  for (const match of text.matchAll(mention)) {
    const name = tidy(match[0]);
    if (found.has(name)) continue;
    const after = /^`?\s?\((0x[\da-f]{1,8}|\d{1,10})\)/i.exec(
      text.slice(match.index + match[0].length, match.index + match[0].length + 16),
    );
    const value = after ? readResultValue(after[1] as string) : undefined;
    found.set(name, { name, index: match.index, ...(value !== undefined && { value }) });
  }
  return [...found.values()];
}

import type { Span } from '../../diagnostics/line-index.ts';

/** A token with its place in the page. Comments and blanks are no tokens. */
export interface Token extends Span {
  /** `directive` is a whole preprocessor line, `unknown` a character that no declaration has. */
  readonly kind: 'word' | 'number' | 'string' | 'character' | 'punctuation' | 'directive' | 'unknown' | 'end';
  readonly text: string;
  /** First token of its line: where a comma or semicolon was forgotten, the next token mostly starts a line. */
  readonly lineStart: boolean;
}

/** A comment or literal that nothing ends. */
export interface UnterminatedText {
  readonly what: 'comment' | 'string' | 'character';
  readonly span: Span;
}

const wordPattern = /[\w$]+/y;
const numberPattern = /[\w.']+/y;
const blankPattern = /\s+/y;
const linePattern = /[^\n\r]*/y;
const stringPattern = /"(?:[^"\\\n\r]|\\.)*"?/y;
const characterPattern = /'(?:[^'\\\n\r]|\\.)*'?/y;
/** A directive goes on over lines that end in a backslash. */
const directivePattern = /#(?:[^\n\r\\]|\\\r?\n|\\)*/y;
const punctuation = /\.\.\.|::|<<|>>|[[\](){},;:*&=<>|+\-~!^/%?.]/y;

/** Cuts a declaration's text into tokens; offsets count from `baseOffset`. The last token is of kind `end`. */
export function tokenize(
  text: string,
  baseOffset: number,
): { readonly tokens: Token[]; readonly unterminated: readonly UnterminatedText[] } {
  const tokens: Token[] = [];
  const unterminated: UnterminatedText[] = [];
  let lineStart = true;
  let offset = 0;
  /** End of the pattern's match at the offset; the offset itself when it does not match. */
  const reach = (pattern: RegExp): number => {
    pattern.lastIndex = offset;
    return pattern.test(text) ? pattern.lastIndex : offset;
  };
  while (offset < text.length) {
    const code = text.charCodeAt(offset);
    let kind: Token['kind'] = 'punctuation';
    let end: number;
    if (isBlank(code)) {
      end = reach(blankPattern);
      if (hasLineEnd(text, offset, end)) lineStart = true;
      offset = end;
      continue;
    }
    if (code === 47 && text.charCodeAt(offset + 1) === 47) {
      offset = reach(linePattern);
      continue;
    }
    if (code === 47 && text.charCodeAt(offset + 1) === 42) {
      const close = text.indexOf('*/', offset + 2);
      end = close < 0 ? text.length : close + 2;
      if (close < 0)
        unterminated.push({ what: 'comment', span: { start: baseOffset + offset, end: baseOffset + end } });
      if (hasLineEnd(text, offset, end)) lineStart = true;
      offset = end;
      continue;
    }
    if (isLetter(code)) {
      kind = 'word';
      end = reach(wordPattern);
    } else if (code >= 48 && code <= 57) {
      kind = 'number';
      end = reach(numberPattern);
    } else if (code === 34 || code === 39) {
      kind = code === 34 ? 'string' : 'character';
      end = reach(code === 34 ? stringPattern : characterPattern);
      if (end < offset + 2 || text.charCodeAt(end - 1) !== code)
        unterminated.push({ what: kind, span: { start: baseOffset + offset, end: baseOffset + end } });
    } else if (code === 35) {
      kind = 'directive';
      end = reach(directivePattern);
    } else {
      end = reach(punctuation);
      if (end === offset) {
        kind = 'unknown';
        end = offset + ((text.codePointAt(offset) as number) > 0xffff ? 2 : 1);
      }
    }
    tokens.push({ kind, text: text.slice(offset, end), start: baseOffset + offset, end: baseOffset + end, lineStart });
    lineStart = false;
    offset = end;
  }
  const last = tokens.at(-1)?.end ?? baseOffset;
  tokens.push({ kind: 'end', text: '', start: last, end: last, lineStart: true });
  return { tokens, unterminated };
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 36;
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff || code === 0x2028;
}

function hasLineEnd(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) return true;
  }
  return false;
}

/**
 * The text of tokens with blanks normalised: `A | B`, `0x3 << 1`, `-1`, `*pcch`, `(X + 1)`, `f(a, b)`.
 * Comments are gone.
 */
export function joinTokens(tokens: readonly Token[]): string {
  let text = '';
  let previous: Token | undefined;
  let afterUnary = false;
  for (const token of tokens) {
    const operand = previous !== undefined && (previous.kind !== 'punctuation' || /^[)\]]$/.test(previous.text));
    const operator = /^(<<|>>|[*&=<>|+\-^/%?:])$/.test(token.text) && token.kind === 'punctuation';
    if (previous && !afterUnary && !/^[([.]$|^::$/.test(previous.text)) {
      if (operator || token.kind !== 'punctuation' || previous.text === ',') {
        if (previous.text !== ')' || operator) text += ' ';
      } else if (!operand && !/^[)\],;.(]$/.test(token.text)) text += ' ';
    }
    text += token.text;
    afterUnary = token.kind === 'punctuation' && (/^[~!]$/.test(token.text) || (operator && !operand));
    previous = token;
  }
  return text;
}

/** The text of tokens as they stand in the source, with every run of blanks or comments as one blank. */
export function sourceText(tokens: readonly Token[]): string {
  let text = '';
  let end = tokens[0]?.start ?? 0;
  for (const token of tokens) {
    if (token.start > end) text += ' ';
    text += token.text;
    end = token.end;
  }
  return text;
}

/**
 * Text from pages is not trusted: it may hold what ends a comment, what splices lines, and characters that make code
 * look like something else than it is (bidirectional controls, CVE-2021-42574). Everything that goes into a comment
 * goes through here, and nothing else makes comments.
 */

/** Width of a comment's text in columns, without its indent and ` * `. */
const DEFAULT_WIDTH = 110;

/**
 * C0 and C1 controls, soft hyphen, Arabic letter mark, zero-width and bidirectional controls, line and paragraph
 * separators, invisible operators, byte order mark, interlinear annotation, tags, lone surrogates.
 */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this takes out
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** Lines that need nothing done, which most do: ASCII without `*`, `?`, `\\`, blanks at the end or `/` in front. */
const HARMLESS = /^(?![/])[ -)+->@-[\]-~]*[!-)+->@-[\]-~]$/;

/**
 * One line of prose as it may stand inside a block comment of C++ or TypeScript or after `//`: white space collapsed,
 * controls gone, no start or end of a comment, no trigraph, no backslash at the end.
 */
export function safeCommentLine(text: string): string {
  if (HARMLESS.test(text)) return text;
  let line = text.replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ').replace(UNSAFE, '');
  line = line
    .replace(/\*(?=\/)/g, '* ')
    .replace(/\/(?=\*)/g, '/ ')
    .replace(/\?(?=\?[=/'()!<>-])/g, '? ')
    .trimEnd();
  // A backslash at a line's end would splice the next one (also under `//`, and some compilers allow blanks after it).
  if (line.endsWith('\\')) line += '.';
  // ` *` + `/...` must not meet where the text is put behind a star without a blank.
  return line.startsWith('/') ? ` ${line}` : line;
}

/**
 * Prose as comment lines: paragraphs (separated by blank lines) are kept apart by an empty line, everything else is
 * one flow that wraps at the width. A word longer than the width is cut, so that no line grows without bound.
 */
export function commentLines(text: string, width = DEFAULT_WIDTH): string[] {
  if (text.length <= width && !text.includes('  ') && !text.startsWith(' ') && HARMLESS.test(text)) return [text];
  const lines: string[] = [];
  for (const paragraph of text.split(/(?:\r\n?|\n)[ \t]*(?:(?:\r\n?|\n)[ \t]*)+/)) {
    const wrapped = wrap(safeCommentLine(paragraph).trim(), width);
    if (wrapped.length === 0) continue;
    if (lines.length > 0) lines.push('');
    lines.push(...wrapped);
  }
  return lines;
}

/** A documentation comment of lines that are made safe here again; the empty text for no lines. */
export function commentBlock(lines: readonly string[], indent = ''): string {
  if (lines.length === 0) return '';
  const safe = lines.map(safeCommentLine);
  const [first = ''] = safe;
  if (safe.length === 1 && first.length + indent.length < DEFAULT_WIDTH) return `${indent}/** ${first} */\n`;
  const body = safe.map((line) => (line === '' ? `${indent} *\n` : `${indent} * ${line}\n`));
  return `${indent}/**\n${body.join('')}${indent} */\n`;
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    for (const piece of pieces(word, width)) {
      if (line !== '' && line.length + 1 + piece.length > width) {
        lines.push(line);
        line = '';
      }
      line += line === '' ? piece : ` ${piece}`;
    }
  }
  if (line !== '') lines.push(line);
  // Wrapping made new line ends: what is harmless inside a line may not be at its end.
  return lines.map(safeCommentLine);
}

function pieces(word: string, width: number): string[] {
  if (word.length <= width) return word === '' ? [] : [word];
  const units = [...word];
  const cut: string[] = [];
  for (let i = 0; i < units.length; i += width) cut.push(units.slice(i, i + width).join(''));
  return cut;
}

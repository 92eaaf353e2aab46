import { Cursor } from './cursor.ts';
import type { ConstantDeclaration } from './declaration.ts';
import { exactNumber, parseExpression } from './expression.ts';
import { joinTokens, type Token, tokenize } from './tokenizer.ts';

const definePattern = /^#\s*define\s+([A-Za-z_]\w*)(?![\w(])/;

/** Reads a `#define NAME value` line; undefined for other directives and for macros with parameters. */
export function parseConstant(directive: Token): ConstantDeclaration | undefined {
  const match = definePattern.exec(directive.text);
  if (!match) return undefined;
  const name = match[1] as string;
  const head = match[0].length;
  const start = directive.start + head - name.length;
  const text = directive.text.slice(head).replace(/\\\r?\n/g, (fold) => ' '.repeat(fold.length));
  const { tokens } = tokenize(text, directive.start + head);
  const cursor = new Cursor(tokens, undefined);
  const value = parseExpression(cursor, new Map())?.value;
  const whole = cursor.atEnd ? exactNumber(value) : undefined;
  return {
    kind: 'constant',
    name,
    nameSpan: { start, end: start + name.length },
    span: { start: directive.start, end: directive.start + directive.text.trimEnd().length },
    expression: joinTokens(tokens.slice(0, -1)),
    ...(whole !== undefined && { value: whole }),
  };
}

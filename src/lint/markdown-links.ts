import { outlinePage } from '../parse/sections.ts';
import { bodyStart } from './body-start.ts';

/** A link of a page as it is written. */
export interface WrittenLink {
  readonly address: string;
  /** Offset of the address. */
  readonly start: number;
}

/** `](address)` of a link or image; the address may have a title behind it. */
const link = /(\]\(\s*)([^\s()<>]{1,500})(?=[\s)])/g;

/**
 * The links and images of a page, without what only looks like them: front matter, code, and INCLUDE tokens, whose targets are the
 * read stage's business (CB108).
 */
export function linksIn(text: string): WrittenLink[] {
  const prose = withoutCode(text);
  return [...prose.matchAll(link)].flatMap((match) =>
    isToken(prose, match.index)
      ? []
      : [{ address: match[2] as string, start: match.index + (match[1] as string).length }],
  );
}

/** The text with blanks in the place of front matter and code, so that offsets stay. */
function withoutCode(text: string): string {
  let at = bodyStart(text);
  let out = ' '.repeat(at);
  for (const { span } of outlinePage(text, at).fences) {
    out += text.slice(at, span.start) + ' '.repeat(span.end - span.start);
    at = span.end;
  }
  return (out + text.slice(at)).replace(/`[^`\n]+`/g, (code) => ' '.repeat(code.length));
}

/** How far before a link its label is looked for. */
const longestLabel = 300;

/** Whether the link at an offset is the second half of `[!INCLUDE[label](target)]`. */
function isToken(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - longestLabel), at);
  return /\[!\w[^[\]\n]*\[[^\]\n]*$/.test(before);
}

import type { IncludedFile, SourceFile } from '../read/source-file.ts';
import type { Findings } from './findings.ts';
import { proseText } from './prose.ts';

/** Gives the plain text of an INCLUDE target as written in a token; empty where it is missing. */
export type IncludeText = (target: string) => string;

/** Plain text of included files; a run meets the same few files thousands of times. */
const texts = new WeakMap<IncludedFile, string>();

/** Front matter of an included file; only translated ones have it. */
const frontMatter = /^---[ \t]*\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/;

/** Makes the lookup of INCLUDE tokens of one page. Tokens inside an included file are not followed. */
export function includeText(file: SourceFile): IncludeText {
  return (target) => {
    const included = file.includes.get(target);
    if (!included) return '';
    let text = texts.get(included);
    if (text === undefined) {
      text = proseText(included.text.replace(frontMatter, ''), () => '');
      texts.set(included, text);
    }
    return text;
  };
}

const token = /\[!INCLUDE\s{0,100}\[[^\]\n]{0,500}\]\([^()\s]{0,1000}\)(\]?)/iy;

/** Reports INCLUDE tokens that lack a bracket. That a target is missing, the read stage has reported. */
export function checkIncludes(text: string, findings: Findings): void {
  for (const opening of text.matchAll(/\[!INCLUDE/gi)) {
    const start = opening.index;
    token.lastIndex = start;
    const match = token.exec(text);
    const span = { start, end: start + (match ?? opening)[0].length };
    if (!match?.[1]) findings.report('CB214', 'The INCLUDE token is not written [!INCLUDE[label](path)]', span);
  }
}

import type { Span } from '../../diagnostics/line-index.ts';
import type { Cursor } from './cursor.ts';
import { endDeclaration } from './terminator.ts';
import type { Token } from './tokenizer.ts';

/** The names after the body of an enumeration, structure or union: `} X, *PX;`. */
export interface TypeNames {
  readonly name: string;
  readonly nameSpan: Span;
  readonly pointerNames: readonly string[];
}

/** Reads the names after `}` and the semicolon; without names the tag is the name. */
export function parseTypeNames(
  cursor: Cursor,
  head: { readonly start: number; readonly what: string; readonly tag: Token | undefined; readonly typedef: boolean },
): TypeNames {
  const pointerNames: string[] = [];
  let name: Token | undefined;
  while (cursor.isWord() || cursor.is('*') || cursor.is(',')) {
    const pointer = cursor.is('*');
    if (pointer || cursor.is(',')) {
      cursor.next();
      if (!pointer) continue;
      while (cursor.is('*')) cursor.next();
      if (cursor.isWord()) pointerNames.push(cursor.next().text);
      else cursor.report('CB318', "A name is missing after '*'", cursor.gap);
    } else if (name && cursor.previous?.text !== ',') break;
    else name ??= cursor.next();
    if (name && cursor.isWord() && cursor.previous?.text === ',') cursor.next();
  }
  if (name && !head.typedef)
    cursor.report('CB311', `'typedef' is missing: as written, '${name.text}' is a variable and no type`, name, {
      help: `Write 'typedef ${head.what}' at the start`,
      fixes: [{ start: head.start, end: head.start, replacement: 'typedef ' }],
    });
  const shown = name ?? head.tag;
  const nameSpan = shown ? { start: shown.start, end: shown.end } : cursor.gap;
  if (!shown) cursor.report('CB318', `The ${head.what} has no name`, cursor.gap);
  endDeclaration(cursor);
  return { name: shown?.text ?? '', nameSpan, pointerNames };
}

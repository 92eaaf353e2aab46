import type { Cursor } from './cursor.ts';

/** Takes the semicolon that ends a declaration, or reports that it is missing. */
export function endDeclaration(cursor: Cursor): void {
  if (!cursor.take(';')) cursor.reportMissing('CB305', "';' is missing at the end of the declaration", ';');
}

/** Reports `);` and `};` behind a declaration that has ended; false when something else stands there. */
export function takeSecondTerminator(cursor: Cursor): boolean {
  const first = cursor.peek();
  if (!cursor.is(')') && !cursor.is('}') && !cursor.is(';')) return false;
  while (cursor.is(')') || cursor.is('}') || cursor.is(';')) cursor.next();
  const span = { start: first.start, end: cursor.previousEnd };
  cursor.reportWrong('CB308', 'The declaration has ended before', span, '', 'Remove this');
  return true;
}

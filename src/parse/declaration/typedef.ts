import type { Cursor } from './cursor.ts';
import type { Declaration, TypedefDeclaration } from './declaration.ts';
import { atFunctionPointer, parseDeclarator, parsePointers, parseSpecifiers } from './declarator.ts';
import { parseFunction, parseFunctionPointerTypedef } from './function.ts';
import { endDeclaration } from './terminator.ts';

/** Reads `typedef A B;` and `typedef R (__stdcall *F)(...)`; the keyword is taken, structures are read elsewhere. */
export function parseAlias(cursor: Cursor, start: number): Declaration | undefined {
  const mark = cursor.mark;
  const specifiers = parseSpecifiers(cursor);
  if (!specifiers) return undefined;
  const inner = cursor.mark;
  const type = parsePointers(cursor, specifiers.type);
  if (atFunctionPointer(cursor)) return parseFunctionPointerTypedef(cursor, start, type);
  if (!cursor.isWord() || cursor.is('(', 1) || cursor.isWord(1)) {
    cursor.rewind(mark);
    const declared = parseFunction(cursor, false);
    if (declared)
      cursor.report('CB301', `'typedef' of the function type '${declared.name}' is read as the function`, {
        start,
        end: start + 'typedef'.length,
      });
    return declared;
  }
  cursor.rewind(inner);
  const { name, nameSpan, type: aliased } = parseDeclarator(cursor, specifiers.type);
  const pointerNames: string[] = [];
  while (cursor.take(',')) {
    const more = parseDeclarator(cursor, specifiers.type);
    if (more.name !== '' && more.type.pointers.length > 0) pointerNames.push(more.name);
    else cursor.report('CB301', 'A second name of the type is skipped', more.nameSpan);
  }
  endDeclaration(cursor);
  const declaration: TypedefDeclaration = {
    kind: 'typedef',
    name,
    nameSpan,
    span: { start, end: cursor.previousEnd },
    type: aliased,
    pointerNames,
  };
  return declaration;
}

import type { Span } from '../diagnostics/line-index.ts';
import type { Contradiction } from '../model/contradictions.ts';
import type { Facts } from '../model/facts.ts';
import type { FieldDeclaration } from '../parse/declaration/declaration.ts';
import { type LintPage, spanOfText } from './lint-input.ts';

/** Functions of which no header was published; what is known of them is how others declare them to call them. */
const withoutHeader: ReadonlySet<string> = new Set(['wminet_utils.h', 'clr_authenticode.h']);

/** Where the facts about a symbol come from, as messages call it. */
export function sourceOf({ symbol }: Contradiction, facts: Facts): Source {
  const header = facts.functions[symbol]?.header ?? facts.structs[symbol]?.header;
  return header !== undefined && withoutHeader.has(header) ? 'known callers' : 'the header';
}

export type Source = 'the header' | 'known callers';

/** The place of a parameter or field by its position; of the return type, name or row otherwise. */
export function spanOfDifference({ what, position, symbol }: Contradiction, one: LintPage): Span | undefined {
  const { page } = one;
  const declaration = page.syntax?.declaration;
  const row = page.typedefs.find(({ name }) => name === symbol);
  if (row) return row.nameSpan;
  if (declaration?.kind === 'function' || declaration?.kind === 'functionPointer') {
    if (what === 'parameter') return declaration.parameters[(position as number) - 1]?.span ?? declaration.nameSpan;
    if (what === 'returns' && declaration.kind === 'function') return declaration.returnsSpan;
    return declaration.nameSpan;
  }
  if (declaration?.kind === 'struct') return fieldAt(declaration.fields, position)?.nameSpan ?? declaration.nameSpan;
  return declaration?.nameSpan ?? spanOfText(one, symbol);
}

function fieldAt(fields: readonly FieldDeclaration[], position: number | undefined): FieldDeclaration | undefined {
  return position === undefined ? undefined : fields[position - 1];
}

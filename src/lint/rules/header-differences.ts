import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/line-index.ts';
import type { Contradiction } from '../../model/contradictions.ts';
import type { Facts } from '../../model/facts.ts';
import type { FieldDeclaration } from '../../parse/declaration/declaration.ts';
import type { Page } from '../../parse/page.ts';
import { type LintPage, placeOf, spanOfText, symbolOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

/** What a difference is about, where it is no parameter or field. */
const subjects: Readonly<Record<string, string>> = { returns: 'the return type', convention: 'the calling convention' };

/** The code of a difference by what differs; those left out have rules of their own. */
const codes = {
  returns: 'CB845',
  parameter: 'CB842',
  field: 'CB864',
  convention: 'CB845',
} as const;

/**
 * Declarations of the docs against the facts: signatures (CB841, CB842, CB845), constness (CB843), names of parameters
 * (CB844), structures (CB864, CB865), typedefs (CB866). What a declaration says is what its page says, uncorrected.
 */
export const headerDifferences: Rule = ({ contradictions, byId, facts }) =>
  contradictions.flatMap((found) => {
    const one = found.page === undefined ? undefined : byId.get(found.page);
    return one && !isDecayed(found, facts) ? describe(found, one, sourceOf(found, facts)) : [];
  });

/** A parameter of a function type is a pointer to it, with and without the asterisk. */
function isDecayed({ what, says, is }: Contradiction, facts: Facts): boolean {
  const name = says.replace(/ \*$/, '');
  return what === 'parameter' && is.replace(/ \*$/, '') === name && facts.callbacks[name]?.form === 'function';
}

/** Functions of which no header was published; what is known of them is how others declare them to call them. */
const withoutHeader: ReadonlySet<string> = new Set(['wminet_utils.h', 'clr_authenticode.h']);

/** Where the facts about a symbol come from, as messages call it. */
function sourceOf({ symbol }: Contradiction, facts: Facts): Source {
  const header = facts.functions[symbol]?.header ?? facts.structs[symbol]?.header;
  return header !== undefined && withoutHeader.has(header) ? 'known callers' : 'the header';
}

type Source = 'the header' | 'known callers';

function describe(found: Contradiction, one: LintPage, source: Source): Diagnostic[] {
  const { what, says, is, grade } = found;
  // Another name of the same type (`ULONG`, `DWORD`) is no error; values and headers have rules of their own.
  if (what === 'header' || what === 'member' || grade === 'cpp') return [];
  const place = placeOf(one, spanOf(found, one));
  const { page } = one;
  if (page.kind === 'typedefList') return [diagnostic('CB866', `${found.symbol} is ${is}, not ${says}`, place)];
  const symbol = symbolOf(page);
  if (grade === 'name') {
    const code = what === 'field' ? 'CB865' : 'CB844';
    const kind = what === 'field' ? 'field' : 'parameter';
    return [
      diagnostic(
        code,
        `${symbol}: ${source} ${source === 'the header' ? 'calls' : 'call'} the ${kind} ${says || '(none)'} ${is}`,
        place,
      ),
    ];
  }
  if (what === 'parameter count') {
    const counts = `${countOf(says)} in the declaration, ${countOf(is)} in ${source}`;
    return [diagnostic('CB841', `${symbol} has another number of parameters: ${counts}`, place)];
  }
  if ((what === 'parameter' || what === 'field') && onlyConst(says, is)) {
    // Declarations in other languages know no const.
    if (source !== 'the header') return [];
    const name = nameOf(found, page);
    return [diagnostic('CB843', `${symbol}: ${name} is ${is} in ${source}, not ${says}`, place)];
  }
  if (what === 'field count') {
    const counts = `${countOf(says)} in the declaration, ${countOf(is)} in ${source}`;
    return [diagnostic('CB864', `${symbol} has another number of fields: ${counts}`, place)];
  }
  const subject = subjects[what] ?? nameOf(found, page);
  const code = source === 'the header' ? codes[what] : 'CB848';
  return [diagnostic(code, `${symbol}: ${subject} is ${is} in ${source}, not ${says || '(none)'}`, place)];
}

/** `2 (pcch, szName)` of `ULONG * pcch, WCHAR * szName` or `ULONG * pcch; WCHAR * szName`. */
function countOf(parameters: string): string {
  const names = parameters === '' ? [] : parameters.split(/[,;] /).map((one) => /(\w+)$/.exec(one)?.[1] ?? one);
  return `${names.length} (${names.join(', ')})`;
}

function onlyConst(says: string, is: string): boolean {
  const bare = (type: string) =>
    type
      .replace(/\bconst\b/g, '')
      .replace(/\s+/g, '')
      .replace(/^LPC(?=W?STR)/, 'LP');
  return bare(says) === bare(is) || (bare(says) === 'LPVOID' && bare(is) === 'void*');
}

/** The place of a parameter or field by its position; of the return type, name or row otherwise. */
function spanOf({ what, position, symbol }: Contradiction, one: LintPage): Span | undefined {
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

function nameOf({ what, position }: Contradiction, page: Page): string {
  const declaration = page.syntax?.declaration;
  const at = (position ?? 0) - 1;
  if (what === 'parameter' && (declaration?.kind === 'function' || declaration?.kind === 'functionPointer')) {
    return declaration.parameters[at]?.name || `parameter ${position}`;
  }
  if (what === 'field' && declaration?.kind === 'struct') return declaration.fields[at]?.name || `field ${position}`;
  return what;
}

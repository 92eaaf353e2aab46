import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Contradiction } from '../../model/contradictions.ts';
import type { Facts } from '../../model/facts.ts';
import type { Page } from '../../parse/page.ts';
import { type Source, sourceOf, spanOfDifference } from '../difference.ts';
import { type LintPage, placeOf, symbolOf } from '../lint-input.ts';
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
 * Declarations of the docs against the facts: signatures (CB841, CB842, CB845), constness (CB843), functions without a
 * header (CB848), structures (CB864), typedefs (CB866). What a declaration says is what its page says, uncorrected.
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

function describe(found: Contradiction, one: LintPage, source: Source): Diagnostic[] {
  const { what, says, is, grade } = found;
  // Another name of the same type (`ULONG`, `DWORD`) is no error; values, headers and names have rules of their own.
  if (what === 'header' || what === 'member' || grade === 'cpp' || grade === 'name') return [];
  const place = placeOf(one, spanOfDifference(found, one));
  const { page } = one;
  if (page.kind === 'typedefList') return [diagnostic('CB866', `${found.symbol} is ${is}, not ${says}`, place)];
  const symbol = symbolOf(page);
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

function nameOf({ what, position }: Contradiction, page: Page): string {
  const declaration = page.syntax?.declaration;
  const at = (position ?? 0) - 1;
  if (what === 'parameter' && (declaration?.kind === 'function' || declaration?.kind === 'functionPointer')) {
    return declaration.parameters[at]?.name || `parameter ${position}`;
  }
  if (what === 'field' && declaration?.kind === 'struct') return declaration.fields[at]?.name || `field ${position}`;
  return what;
}

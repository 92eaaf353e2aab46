import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic, Fix } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/line-index.ts';
import { nameKey } from '../../model/name-index.ts';
import { type CallablePage, callables } from '../declared.ts';
import { hasSection } from '../has-section.ts';
import { knownParameters } from '../known-parameters.ts';
import { type LintInput, placeOf, symbolOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

interface Named {
  readonly name: string;
  readonly nameSpan: Span;
}

/**
 * Parameters of the declaration against those of the Parameters section: none documented (CB801), one missing (CB802),
 * another case (CB803), another order (CB804). That one is documented under another name, the model reports (CB408).
 */
export const parameters: Rule = (input) => callables(input).flatMap((one) => check(one, input));

function check(one: CallablePage, input: LintInput): Diagnostic[] {
  const { page, declaration } = one;
  const declared = declaration.parameters.filter(({ name }) => name !== '');
  if (declared.length === 0) return [];
  const symbol = symbolOf(page);
  if (page.parameters.length === 0) {
    // What a machine has made of names cannot be read; that there is a section tells that they are documented.
    if (page.translated && hasSection(one, 'parameters')) return [];
    const names = declared.map(({ name }) => name).join(', ');
    return [
      diagnostic('CB801', `${symbol} documents none of its parameters (${names})`, placeOf(one, declaration.nameSpan)),
    ];
  }
  const found: Diagnostic[] = [];
  const texts = new Map(page.parameters.map((text) => [nameKey(text.name), text]));
  const declaredKeys = new Set(declared.map(({ name }) => nameKey(name)));
  const extra = page.parameters.filter(({ name }) => !declaredKeys.has(nameKey(name)));
  const missing = declared.filter(({ name }) => !texts.has(nameKey(name)));
  // As many unknown names as missing ones, one for one: they were renamed, which the model reports.
  const renamed = page.parameters.length === declaration.parameters.length && extra.length === missing.length;
  if (!renamed && !page.translated) {
    for (const { name, nameSpan } of missing) {
      found.push(
        diagnostic('CB802', `${symbol} declares ${name}, and does not document it`, placeOf(one, nameSpan), {
          help: 'add it to the Parameters section',
        }),
      );
    }
  }
  for (const { name, nameSpan } of declared) {
    const text = texts.get(nameKey(name));
    if (!text || text.name === name) continue;
    found.push(
      diagnostic('CB803', `${text.name} is declared as ${name}`, placeOf(one, text.nameSpan), {
        related: [{ message: 'the declaration', location: placeOf(one, nameSpan) }],
        ...fixCase(one, text, { name, nameSpan }, input),
      }),
    );
  }
  return [...found, ...order(one, symbol, declared)];
}

/** The header decides between two spellings; where it has neither, the declaration. */
function fixCase(one: CallablePage, text: Named, declared: Named, input: LintInput): { fixes?: readonly Fix[] } {
  const names = knownParameters(one.page, input)?.map(([, name]) => name) ?? [];
  const [wrong, right] =
    names.includes(text.name) && !names.includes(declared.name) ? [declared, text] : [text, declared];
  const { start, end } = wrong.nameSpan;
  return one.text.slice(start, end) === wrong.name ? { fixes: [{ start, end, replacement: right.name }] } : {};
}

function order(one: CallablePage, symbol: string, declared: CallablePage['declaration']['parameters']): Diagnostic[] {
  const position = new Map(declared.map(({ name }, at) => [nameKey(name), at]));
  let last = -1;
  for (const text of one.page.parameters) {
    const at = position.get(nameKey(text.name));
    if (at === undefined) continue;
    if (at < last) {
      const names = declared.map(({ name }) => name).join(', ');
      return [
        diagnostic(
          'CB804',
          `${symbol} documents ${text.name} out of order; it declares ${names}`,
          placeOf(one, text.nameSpan),
          {
            related: [{ message: 'the declaration', location: placeOf(one, declared[at]?.nameSpan) }],
          },
        ),
      ];
    }
    last = at;
  }
  return [];
}

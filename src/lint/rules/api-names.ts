import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/line-index.ts';
import { type LintInput, type LintPage, placeOf, spanOfText, symbolOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

/** Kinds of pages that document an API of their own. */
const withoutName: ReadonlySet<string> = new Set([
  'overview',
  'conceptual',
  'typedefList',
  'constantList',
  'attribute',
  'hresult',
]);

/** A suffix that a key has by mistake: `ICLRTask.Abort Method`. */
const kindWord = /\s+(?:method|interface|function|enumeration|structure|union|coclass|class)$/i;

/**
 * `api_name` in the front matter: missing (CB826), more than one (CB827), another name or case than the title's
 * (CB825), or the name of another page (CB828).
 */
export const apiNames: Rule = (input) => {
  const owners = new Map<string, LintPage>();
  for (const one of input.pages) {
    if (!withoutName.has(one.page.kind)) owners.set(symbolOf(one.page).toLowerCase(), one);
  }
  return input.pages.flatMap((one) => (withoutName.has(one.page.kind) ? [] : check(one, owners, input)));
};

function check(one: LintPage, owners: ReadonlyMap<string, LintPage>, _input: LintInput): Diagnostic[] {
  const { page } = one;
  const symbol = symbolOf(page);
  const names = page.frontMatter.apiNames;
  if (names.length === 0) {
    return [diagnostic('CB826', `the page of ${symbol} has no api_name`, placeOf(one))];
  }
  const found: Diagnostic[] = [];
  if (names.length > 1) {
    const message = `the page of ${symbol} has ${names.length} API names: ${names.join(', ')}`;
    found.push(diagnostic('CB827', message, placeOf(one, nameSpan(one, names[1] as string))));
  }
  for (const written of new Set(names)) {
    const name = written.replace(kindWord, '').replaceAll('::', '.');
    const own = symbol.replaceAll('::', '.');
    if (name === own || (names.length > 1 && name === page.name)) continue;
    // Case is the business of the front matter alone; titles of translated pages are not to be trusted.
    const span = nameSpan(one, written);
    const other = owners.get(name.replace('.', '::').toLowerCase());
    if (name.toLowerCase() !== own.toLowerCase() && other && other.page.id !== page.id) {
      found.push(
        diagnostic('CB828', `api_name ${written} is that of another page, not of ${symbol}`, placeOf(one, span), {
          related: [{ message: `the page of ${symbolOf(other.page)}`, location: placeOf(other) }],
        }),
      );
    } else if (!page.translated && !isPartOf(name, own)) {
      found.push(
        diagnostic('CB825', `api_name says ${written}, the title ${symbol}`, placeOf(one, span), {
          related: [{ message: 'the title', location: placeOf(one) }],
        }),
      );
    }
  }
  return found;
}

/** A key that has the owner where the title leaves it out. */
function isPartOf(name: string, own: string): boolean {
  return !own.includes('.') && name.endsWith(`.${own}`);
}

function nameSpan(one: LintPage, name: string): Span | undefined {
  const head = one.text.slice(0, one.page.title.span.start).search(/^api[_.]name:/m);
  return spanOfText(one, name, Math.max(0, head));
}

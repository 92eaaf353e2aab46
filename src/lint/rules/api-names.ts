import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/line-index.ts';
import { type LintInput, type LintPage, placeOf, symbolOf } from '../lint-input.ts';
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

function check(one: LintPage, owners: ReadonlyMap<string, LintPage>, input: LintInput): Diagnostic[] {
  const { page } = one;
  const symbol = symbolOf(page);
  const names = page.frontMatter.apiNames;
  if (names.length === 0) {
    return [diagnostic('CB826', `the page of ${symbol} has no api_name`, placeOf(one))];
  }
  const found: Diagnostic[] = [];
  const own = symbol.replaceAll('::', '.');
  const ofOthers = new Set<string>();
  for (const written of new Set(names)) {
    const name = plain(written);
    if (name === own || (names.length > 1 && name === page.name)) continue;
    // Case is the business of the front matter alone; titles of translated pages are not to be trusted.
    const span = nameSpan(one, written);
    const other = owners.get(name.replace('.', '::').toLowerCase());
    if (name.toLowerCase() !== own.toLowerCase() && other && other.page.id !== page.id) {
      ofOthers.add(written);
      found.push(
        diagnostic('CB828', `api_name ${written} is that of another page, not of ${symbol}`, placeOf(one, span), {
          related: [{ message: `the page of ${symbolOf(other.page)}`, location: placeOf(other) }],
        }),
      );
    } else if (!page.translated && !isPartOf(name, own)) {
      found.push(contradiction(one, written, isTrue(name, own, one, input)));
    }
  }
  const left = names.filter((name) => !ofOthers.has(name));
  if (left.length > 1) {
    const message = `the page of ${symbol} has ${left.length} API names: ${left.join(', ')}`;
    found.push(diagnostic('CB827', message, placeOf(one, superfluous(one, left, own))));
  }
  return found;
}

/** A name without what it has by mistake, as titles have it but for the dot. */
function plain(name: string): string {
  return name.replace(kindWord, '').replaceAll('::', '.');
}

/** Title and front matter have different names; the finding is where the wrong one is. */
function contradiction(one: LintPage, written: string, isTitleWrong: boolean): Diagnostic {
  const symbol = symbolOf(one.page);
  const key = { message: 'the front matter', location: placeOf(one, nameSpan(one, written)) };
  const title = { message: 'the title', location: placeOf(one) };
  return isTitleWrong
    ? diagnostic('CB825', `the title says ${symbol}, api_name ${written}`, title.location, { related: [key] })
    : diagnostic('CB825', `api_name says ${written}, the title ${symbol}`, key.location, { related: [title] });
}

/** Whether the facts have the name of the front matter, or an interface spelt as there, and not the title's. */
function isTrue(name: string, own: string, { page }: LintPage, { trueName, facts }: LintInput): boolean {
  const [owner = '', method] = name.split('.');
  const [ownOwner = ''] = own.split('.');
  if (method === undefined) return trueName(page) === name && name !== page.name;
  return owner !== ownOwner && Object.hasOwn(facts.iids, owner) && !Object.hasOwn(facts.iids, ownOwner);
}

/** The place of the first name that is not the page's own; of the second one where all are. */
function superfluous(one: LintPage, names: readonly string[], own: string): Span | undefined {
  const other = names.find((name) => plain(name) !== own);
  if (other !== undefined) return nameSpan(one, other);
  const [first = '', second = ''] = names;
  return nameSpan(one, second, first === second ? nameSpan(one, first)?.end : undefined);
}

/** A key that has the owner where the title leaves it out. */
function isPartOf(name: string, own: string): boolean {
  return !own.includes('.') && name.endsWith(`.${own}`);
}

/** Where a name stands as an item of the list, from an offset on. */
function nameSpan(one: LintPage, name: string, from?: number): Span | undefined {
  const head = one.text.slice(0, one.page.title.span.start);
  const list = head.search(/^api[_.]name:/m);
  for (let at = Math.max(0, list, from ?? 0); ; at++) {
    at = head.indexOf(name, at);
    if (at < 0) return undefined;
    if (!/[\w.:]/.test(`${head[at - 1] ?? ''}${head[at + name.length] ?? ''}`))
      return { start: at, end: at + name.length };
  }
}

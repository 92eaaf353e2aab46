import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nameKey } from '../../model/name-index.ts';
import type { MethodRow, Page } from '../../parse/page.ts';
import { type LintInput, type LintPage, placeOf, symbolOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

/**
 * The table of an interface's methods against their pages and against the vtable: a row without a page (CB812), one that
 * names no method of the vtable (CB814), a page that no row leads to (CB813), a row in another case than its page
 * (CB815) or, without one, than the header (CB871), a row that does not link to its page (CB819), and methods of the vtable with neither (CB851).
 */
export const methodsTable: Rule = (input) =>
  input.pages.filter(({ page }) => page.kind === 'interface').flatMap((one) => check(one, input));

function check(one: LintPage, input: LintInput): Diagnostic[] {
  const { page } = one;
  const pages = input.methodPages.get(nameKey(page.name)) ?? [];
  const interfaceName = input.interfaces.find(input.trueName(page)) ?? page.name;
  const slots = input.facts.vtables[interfaceName]?.methods;
  const vtable = slots && new Set(slots.map(nameKey));
  // Also those that a page documents under another name.
  const documented = new Set(pages.flatMap(({ page }) => [nameKey(page.name), nameKey(input.trueName(page))]));
  const pageOf = new Map(pages.map((method) => [nameKey(method.page.name), method]));
  const found: Diagnostic[] = [];
  const pageless: MethodRow[] = [];
  for (const row of page.methods) {
    const method = (row.target === undefined ? undefined : input.byId.get(row.target)) ?? pageOf.get(nameKey(row.name));
    const isName = isIdentifier(row);
    if (vtable && isName && !accessors(row.name).some((name) => vtable.has(name))) {
      const meant = method && slots?.find((slot) => nameKey(slot) === nameKey(input.trueName(method.page)));
      const message = `${row.name} is none of the methods of ${interfaceName}${meant ? `; ${meant} is meant` : ''}`;
      found.push(
        diagnostic('CB814', message, placeOf(one, row.nameSpan), {
          help: 'see the order of the methods in the header',
        }),
      );
    }
    if (!method) {
      const isPageless = row.link === undefined && !isReference(one, row);
      if (isPageless && (isName || !page.translated)) pageless.push(row);
      found.push(...spelling(one, row, interfaceName, slots ?? []));
      continue;
    }
    if (row.link === undefined) {
      const message = `${row.name} has a page, and is listed without a link to it`;
      found.push(
        diagnostic('CB819', message, placeOf(one, row.nameSpan), {
          related: [{ message: 'the page', location: placeOf(method) }],
        }),
      );
    }
    if (method.page.name !== row.name && nameKey(method.page.name) === nameKey(row.name) && !page.translated) {
      const { start, end } = row.nameSpan;
      // Where the header spells it as the table does, the page is wrong.
      const isFixable = one.text.slice(start, end) === row.name && !slots?.includes(row.name);
      found.push(
        diagnostic('CB815', `${row.name} is spelt ${method.page.name} on its page`, placeOf(one, row.nameSpan), {
          related: [{ message: 'the page', location: placeOf(method) }],
          ...(isFixable && { fixes: [{ start, end, replacement: method.page.name }] }),
        }),
      );
    }
  }
  const [first] = pageless;
  if (first) {
    const message = `${page.name} lists methods that have no page: ${pageless.map(({ name }) => name).join(', ')}`;
    found.push(diagnostic('CB812', message, placeOf(one, first.nameSpan)));
  }
  return [...found, ...unlisted(one, pages), ...undocumented(one, interfaceName, slots, documented)];
}

/** A listed method without a page that the header spells in another case; that of a page, the page's own check tells. */
function spelling(one: LintPage, row: MethodRow, owner: string, slots: readonly string[]): Diagnostic[] {
  const names = accessors(row.name);
  const meant = slots.find((slot) => nameKey(slot) === names[0]);
  if (meant === undefined || meant === row.name || one.page.translated) return [];
  const message = `the header calls ${owner}::${row.name} ${owner}::${meant}`;
  return [diagnostic('CB871', message, placeOf(one, row.nameSpan))];
}

/** Whether a row has the name of a method: what a machine has made of one in another language is nobody's fault. */
function isIdentifier({ name }: MethodRow): boolean {
  return /^\w+$/.test(name);
}

/** Whether a row names its method by a reference into other docs (`<xref:System.AppDomainSetup.CachePath%2A>`). */
function isReference({ text }: LintPage, { nameSpan }: MethodRow): boolean {
  const line = text.slice(text.lastIndexOf('\n', nameSpan.start) + 1, nameSpan.start);
  return line.lastIndexOf('<xref:') > line.lastIndexOf('>');
}

/** The keys under which the vtable may have a listed name: a property has a method to get it, to put it, or both. */
function accessors(name: string): string[] {
  return ['', 'get_', 'put_'].map((prefix) => nameKey(prefix + name));
}

/** The names that an interface lists, under Methods or, on a few pages, under Members. */
function listedKeys({ methods, members }: Page): ReadonlySet<string> {
  return new Set([...methods, ...members].map(({ name }) => nameKey(name)));
}

function unlisted(one: LintPage, pages: readonly LintPage[]): Diagnostic[] {
  const { page } = one;
  if (page.translated && !page.methods.every(isIdentifier)) return [];
  const rows = new Set([...listedKeys(page), ...page.methods.map(({ target }) => target ?? '')]);
  const left = pages.filter((method) => !rows.has(nameKey(method.page.name)) && !rows.has(method.page.id));
  if (left.length === 0) return [];
  return [
    diagnostic(
      'CB813',
      `${page.name} does not list ${left.map((method) => method.page.name).join(', ')}`,
      placeOf(one),
      {
        related: left.map((method) => ({ message: `the page of ${symbolOf(method.page)}`, location: placeOf(method) })),
      },
    ),
  ];
}

function undocumented(
  one: LintPage,
  name: string,
  slots: readonly string[] | undefined,
  documented: ReadonlySet<string>,
): Diagnostic[] {
  const { page } = one;
  const known = listedKeys(page);
  const missing = (slots ?? []).filter((slot) => !known.has(nameKey(slot)) && !documented.has(nameKey(slot)));
  if (missing.length === 0) return [];
  const what = `${missing.length} of the ${slots?.length} methods of ${name}`;
  const verb = missing.length === 1 ? 'is' : 'are';
  return [diagnostic('CB851', `${what} ${verb} not documented: ${missing.join(', ')}`, placeOf(one))];
}

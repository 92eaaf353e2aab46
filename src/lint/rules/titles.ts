import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type LintInput, type LintPage, placeOf, spanOfText } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

/** Kinds of pages that must have a declaration; of interfaces only a few have one. */
const declaring: ReadonlySet<string> = new Set([
  'method',
  'function',
  'callbackFunction',
  'functionPointer',
  'enumeration',
  'structure',
  'union',
]);

/** Kinds of pages about no single API, whose titles may be made for search engines. */
const aboutNone: ReadonlySet<string> = new Set(['overview', 'conceptual']);

/** The title in the front matter against the heading of API pages (CB833), and those without a declaration (CB816). */
export const titles: Rule = (input) => input.pages.flatMap((one) => [...title(one, input), ...declaration(one)]);

function title(one: LintPage, { trueName }: LintInput): Diagnostic[] {
  const { page } = one;
  const stated = page.frontMatter.title;
  if (stated === undefined || page.translated || aboutNone.has(page.kind)) return [];
  if (plain(stated) === plain(page.title.text)) return [];
  const head = { message: 'the front matter', location: placeOf(one, spanOfText(one, stated)) };
  const heading = { message: 'the heading', location: placeOf(one) };
  // Where the heading is known to name another API, it is the wrong one.
  const [wrong, other] = trueName(page) === page.name ? [head, heading] : [heading, head];
  const message = `the front matter is titled "${stated}", the page "${page.title.text}"`;
  return [diagnostic('CB833', message, wrong.location, { related: [other] })];
}

/** A title without what tells it apart from others on the site, and without what Markdown needs escaped. */
function plain(text: string): string {
  return text
    .replaceAll('\\', '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ ?\((?:Unmanaged API Reference|[\w.]+)\)$/i, '')
    .toLowerCase();
}

function declaration(one: LintPage): Diagnostic[] {
  const { page } = one;
  if (!declaring.has(page.kind) || page.syntax) return [];
  return [
    diagnostic(
      'CB816',
      `the page of ${page.owner ? `${page.owner}::` : ''}${page.name} has no Syntax section`,
      placeOf(one),
    ),
  ];
}

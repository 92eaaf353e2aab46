import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type LintPage, placeOf, spanOfText } from '../lint-input.ts';
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

/** The title in the front matter against the heading (CB833), and API pages without a declaration (CB816). */
export const titles: Rule = ({ pages }) => pages.flatMap((one) => [...title(one), ...declaration(one)]);

function title(one: LintPage): Diagnostic[] {
  const { page } = one;
  const stated = page.frontMatter.title;
  if (stated === undefined || page.translated || plain(stated) === plain(page.title.text)) return [];
  const head = spanOfText(one, stated);
  return [
    diagnostic('CB833', `the front matter is titled "${stated}", the page "${page.title.text}"`, placeOf(one, head), {
      related: [{ message: 'the heading', location: placeOf(one) }],
    }),
  ];
}

/** A title without what tells it apart from others on the site, and without what Markdown needs escaped. */
function plain(text: string): string {
  return text
    .replaceAll('\\', '')
    .replace(/\s*\((?:Unmanaged API Reference|[\w.]+)\)$/i, '')
    .replace(/\s+/g, ' ')
    .trim()
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

import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type LintTree, placeOf, spanOfText } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

/** Files that declare an API and do not hold it. */
const source = /\.(?:h|hpp|idl)$/i;

/** Where more than this share of the pages name a header, that is how the docs are written. */
const unusual = 0.1;

/** `api_location` in the front matter that names a header instead of a library (CB829), where few pages do. */
export const apiLocations: Rule = ({ trees }) => trees.flatMap(checkTree);

function checkTree({ pages }: LintTree): Diagnostic[] {
  const located = pages.filter(({ page }) => page.frontMatter.apiLocations.length > 0);
  const odd = located.filter(({ page }) => page.frontMatter.apiLocations.some((name) => source.test(name)));
  if (odd.length > located.length * unusual) return [];
  return odd.flatMap((one) => {
    const head = one.text.slice(0, one.page.title.span.start).search(/^api[_.]location:/m);
    const names = one.page.frontMatter.apiLocations.filter((name) => source.test(name));
    return names.map((name) => {
      const place = placeOf(one, spanOfText(one, name, Math.max(0, head)));
      return diagnostic('CB829', `${name} is no library; api_location names what exports the API`, place);
    });
  });
}

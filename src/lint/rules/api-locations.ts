import { diagnostic } from '../../diagnostics/catalogue.ts';
import { placeOf, spanOfText } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

/** Files that declare an API and do not hold it. */
const source = /\.(?:h|hpp|idl)$/i;

/** `api_location` in the front matter that names a header instead of a library (CB829). */
export const apiLocations: Rule = ({ pages }) =>
  pages.flatMap((one) => {
    const head = one.text.slice(0, one.page.title.span.start).search(/^api[_.]location:/m);
    return one.page.frontMatter.apiLocations
      .filter((name) => source.test(name))
      .map((name) =>
        diagnostic('CB829', `${name} is no library; api_location names what exports the API`, {
          ...placeOf(one, spanOfText(one, name, Math.max(0, head))),
        }),
      );
  });

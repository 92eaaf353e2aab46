import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Span } from '../diagnostics/line-index.ts';
import type { BuildContext } from './build-context.ts';
import type { NamedPage } from './collect-pages.ts';
import { nameKey } from './name-index.ts';
import { pageLocation } from './page-place.ts';

/**
 * CB403 where page and declaration name different symbols, in more than case: a declaration that was copied from
 * another page. The page's name counts. Silent where an override has corrected the declaration.
 *
 * @param symbol the symbol in the model: `Interface::Method`, or the name of an entity
 * @param name its name without the owner
 */
export function checkDeclaredName(
  symbol: string,
  name: string,
  declared: { readonly name: string; readonly nameSpan: Span; readonly tag?: string },
  placed: NamedPage,
  context: BuildContext,
): void {
  const { page } = placed;
  const key = nameKey(declared.name);
  if (key === nameKey(name) || key === nameKey(page.name)) return;
  if (context.bookFor(placed)?.corrects(symbol, page.id)) return;
  context.diagnostics.push(
    diagnostic('CB403', `the page of ${symbol} declares ${declared.name}`, pageLocation(page, declared.nameSpan), {
      related: [{ message: 'the title', location: pageLocation(page) }],
    }),
  );
}

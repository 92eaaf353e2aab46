import type { Page } from '../parse/page.ts';
import type { LintInput } from './lint-input.ts';

/** Type and name of the parameters that the facts give a page's symbol, if they know it by exactly the page's name. */
export function knownParameters(
  page: Page,
  { facts, interfaces }: LintInput,
): readonly (readonly [string, string])[] | undefined {
  if (page.kind !== 'method') {
    return Object.hasOwn(facts.functions, page.name) ? facts.functions[page.name]?.parameters : undefined;
  }
  const owner = page.owner === undefined ? undefined : interfaces.find(page.owner);
  const signatures = owner === undefined ? undefined : facts.signatures[owner];
  if (!signatures || !Object.hasOwn(signatures, page.name)) return undefined;
  return signatures[page.name]?.slice(1) as readonly (readonly [string, string])[] | undefined;
}

import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { nameKey } from '../../model/name-index.ts';
import { type LintInput, type LintPage, placeOf, symbolOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

const words = ['zeroth', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

const slotNote = /\b(\d{1,4}(?:st|nd|rd|th)|[a-z]{5,8}) slot of the virtual method table/gi;

/** Slots that the text of a method states (CB852). They count from 0 and include those of IUnknown, as the facts do. */
export const slots: Rule = (input) =>
  input.pages.flatMap((one) => (one.page.kind === 'method' && !one.page.translated ? check(one, input) : []));

function check(one: LintPage, input: LintInput): Diagnostic[] {
  const { page } = one;
  const owner = page.owner === undefined ? undefined : input.interfaces.find(page.owner);
  const vtable = owner === undefined ? undefined : input.facts.vtables[owner];
  const key = nameKey(input.trueName(page));
  const at = vtable?.methods.findIndex((method) => nameKey(method) === key) ?? -1;
  if (!vtable || at < 0) return [];
  const slot = vtable.first + at;
  return [...one.text.matchAll(slotNote)].flatMap((match) => {
    const stated = ordinal(match[1] as string);
    if (stated === undefined || stated === slot) return [];
    const span = { start: match.index, end: match.index + match[0].length };
    const message = `${symbolOf(page)} is in slot ${slot} of the virtual method table, not ${stated}`;
    return [diagnostic('CB852', message, placeOf(one, span), { help: 'slots count from 0, with those of IUnknown' })];
  });
}

function ordinal(text: string): number | undefined {
  const number = Number.parseInt(text, 10);
  if (!Number.isNaN(number)) return number;
  const at = words.indexOf(text.toLowerCase());
  return at < 0 ? undefined : at;
}

import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/line-index.ts';
import { commonSpelling } from '../../model/name-index.ts';
import { type LintPage, type LintTree, placeOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

/** Extensions of what a Header or Library line and `api_location` name. */
const extensions: ReadonlySet<string> = new Set(['h', 'hpp', 'idl', 'def', 'dll', 'lib', 'exe', 'tlb', 'dylib', 'so']);

const fileName = /\b[A-Za-z_][A-Za-z0-9_]{1,60}\.[A-Za-z]{1,5}\b/g;

/** A spelling that at most this share of the uses has is unusual. */
const unusual = 0.1;

interface Use {
  readonly one: LintPage;
  readonly name: string;
  readonly span: Span;
}

/**
 * Names of headers and libraries in Requirements and `api_location`: an extension that none has, one letter off a
 * known one (CB831), and a spelling in a case that few pages have (CB830), told by the docs' own majority. What is usual
 * in `api_location` is not unusual in a text.
 */
export const fileNames: Rule = ({ trees }) => trees.flatMap(checkTree);

function checkTree({ pages }: LintTree): Diagnostic[] {
  const uses = pages.filter(({ page }) => !page.translated).flatMap(usesOf);
  const spellings = new Map<string, Use[]>();
  for (const use of uses) {
    const key = use.name.toLowerCase();
    const list = spellings.get(key) ?? [];
    spellings.set(key, list);
    list.push(use);
  }
  const located = new Map<string, number>();
  for (const { page } of pages)
    for (const name of page.frontMatter.apiLocations) located.set(name, (located.get(name) ?? 0) + 1);
  const found: Diagnostic[] = [];
  for (const [key, list] of spellings) {
    const [stem = '', extension = ''] = key.split('.');
    if (!extensions.has(extension)) {
      const meant = [...extensions].find(
        (known) => oneLetterOff(known, extension) && spellings.has(`${stem}.${known}`),
      );
      if (meant === undefined) continue;
      for (const { one, name, span } of list) {
        const replacement = name.slice(0, -meant.length) + meant;
        found.push(
          diagnostic('CB831', `${name} is no file; did you mean ${replacement}?`, placeOf(one, span), {
            fixes: [{ ...span, replacement }],
          }),
        );
      }
      continue;
    }
    const common = commonSpelling(list.map(({ name }) => name));
    const counts = new Map<string, number>();
    for (const { name } of list) counts.set(name, (counts.get(name) ?? 0) + 1);
    const few = (counts.get(common) as number) * unusual;
    for (const { one, name, span } of list) {
      const count = (counts.get(name) as number) + (located.get(name) ?? 0);
      if (name === common || count > few) continue;
      const message = `${name} is spelt ${common} on ${counts.get(common)} other pages`;
      found.push(diagnostic('CB830', message, placeOf(one, span), { fixes: [{ ...span, replacement: common }] }));
    }
  }
  return found;
}

/** Header and library names of the Requirements section; names of libraries in the front matter count on their own. */
function usesOf(one: LintPage): Use[] {
  const { span } = one.page.requirements;
  if (!span) return libraryUses(one);
  const lines = [...one.text.slice(span.start, span.end).matchAll(/^.*\*\*(?:Header|Library):?\*\*.*$/gm)];
  const named = lines.flatMap((line) => {
    const start = span.start + line.index;
    return [...line[0].matchAll(fileName)].map((match) => useAt(one, match[0], start + match.index));
  });
  return [...named, ...libraryUses(one)];
}

function libraryUses(one: LintPage): Use[] {
  const head = one.text.slice(0, one.page.title.span.start);
  const start = head.search(/^api[_.]location:/m);
  if (start < 0) return [];
  return one.page.frontMatter.apiLocations.flatMap((name) => {
    const at = head.indexOf(name, start);
    // Only a misspelt extension: which case a key has means nothing to who reads the page.
    return at < 0 || extensions.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) || !name.includes('.')
      ? []
      : [useAt(one, name, at)];
  });
}

function useAt(one: LintPage, name: string, start: number): Use {
  return { one, name, span: { start, end: start + name.length } };
}

function oneLetterOff(one: string, other: string): boolean {
  return one.length === other.length && [...one].filter((letter, at) => letter !== other[at]).length === 1;
}

import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type LintInput, type LintPage, placeOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

/**
 * Words that name the C++ base; `extends`, `extension of` and `implements` mostly mean another interface of the same
 * object and say nothing of the vtable.
 */
const basePhrase = /\b(?:subclass of|derive[sd] from|inherit(?:s|ed) from)(?: the)?\s+(?:\[|"|`)?(I[A-Z]\w+)/g;

const guid = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi;

/** The base interface that an interface's text or declaration states (CB853), and its identifier (CB854). */
export const interfaces: Rule = (input) =>
  input.pages.flatMap((one) => (one.page.kind === 'interface' ? check(one, input) : []));

function check(one: LintPage, input: LintInput): Diagnostic[] {
  const { page, text } = one;
  const name = input.interfaces.find(page.name);
  const fact = name === undefined ? undefined : input.facts.iids[name];
  if (name === undefined || !fact) return [];
  const found: Diagnostic[] = [];
  const bases = baseChain(name, input);
  const declaration = page.syntax?.declaration;
  if (declaration?.kind === 'interface' && declaration.base !== undefined && declaration.base !== fact.base) {
    const message = `${name} is derived from ${fact.base ?? 'nothing'}, not from ${declaration.base}`;
    found.push(diagnostic('CB853', message, placeOf(one, declaration.nameSpan)));
  }
  for (const part of page.translated ? [] : [page.summary, page.remarks]) {
    if (!part) continue;
    for (const match of text.slice(part.span.start, part.span.end).matchAll(basePhrase)) {
      const stated = match[1] as string;
      // "Others inherit from X", on the page of X.
      if (bases.has(stated.toLowerCase()) || stated.toLowerCase() === name.toLowerCase()) continue;
      const start = part.span.start + match.index;
      const message = `${name} is derived from ${fact.base ?? 'nothing'}, not from ${stated}`;
      found.push(diagnostic('CB853', message, placeOf(one, { start, end: start + match[0].length })));
    }
  }
  const body = page.title.span.end;
  for (const match of text.slice(body).matchAll(guid)) {
    const stated = match[0].toLowerCase();
    if (fact.iid === undefined || stated === fact.iid || isKnown(stated, input)) continue;
    const start = body + match.index;
    const message = `the identifier of ${name} is ${fact.iid}`;
    found.push(diagnostic('CB854', message, placeOf(one, { start, end: start + stated.length })));
  }
  return found;
}

/** The bases of an interface up to IUnknown, in lower case. */
function baseChain(name: string, { facts }: LintInput): ReadonlySet<string> {
  const chain = new Set<string>();
  for (let base = facts.iids[name]?.base; base !== undefined && !chain.has(base.toLowerCase()); ) {
    chain.add(base.toLowerCase());
    base = facts.iids[base]?.base ?? facts.externals[base]?.base;
  }
  return chain;
}

/** Whether a GUID is that of something else, which a page may mention. */
function isKnown(stated: string, { facts }: LintInput): boolean {
  return (
    Object.values(facts.iids).some(({ iid }) => iid === stated) ||
    Object.values(facts.clsids).some(({ clsid }) => clsid === stated) ||
    Object.values(facts.guids).some((entry) => entry.guid === stated)
  );
}

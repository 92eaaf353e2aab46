import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';

/** A known error of the docs, as `facts/doc-errata.json` beside the corpus lists them. */
export interface Erratum {
  readonly class: string;
  readonly page: string;
  readonly symbol: string;
  readonly docs?: unknown;
  readonly truth?: unknown;
  readonly index?: number;
}

/** Findings of malformed text: their message tells what is missing, their place where. */
const malformed = 'CB301 CB302 CB303 CB304 CB305 CB306 CB307 CB308 CB309 CB310 CB311 CB312 CB313'.split(' ');

/** The codes that report a class, and what of the erratum the finding must name. */
export const classes: Readonly<
  Record<string, { readonly codes: readonly string[]; readonly names: (one: Erratum) => string[] }>
> = {
  'method-undocumented': { codes: ['CB851', 'CB812'], names: member },
  'method-table-missing': { codes: ['CB851', 'CB813'], names: member },
  'method-table-extra': { codes: ['CB814'], names: member },
  'method-name-differs': { codes: ['CB871'], names: truth },
  'method-name-case': { codes: ['CB871'], names: truth },
  'interface-name-case': { codes: ['CB871'], names: truth },
  'enum-name-case': { codes: ['CB871'], names: truth },
  'enum-member-undocumented': { codes: ['CB863'], names: member },
  'enum-member-unknown': { codes: ['CB862', 'CB324'], names: member },
  'enum-value': { codes: ['CB861'], names: member },
  'enum-value-version': { codes: ['CB861'], names: member },
  'param-name': { codes: ['CB844'], names: truth },
  'param-count': { codes: ['CB841', ...malformed], names: lostParameters },
  'param-kind': { codes: ['CB842', 'CB848', ...malformed], names: parameter },
  'param-pointee': { codes: ['CB842', 'CB848'], names: parameter },
  'param-sign': { codes: ['CB842', 'CB848'], names: parameter },
  'param-const': { codes: ['CB843'], names: parameter },
  'param-type-unknown': { codes: ['CB401', 'CB417', 'CB842', 'CB846', 'CB309'], names: unknownType },
  'return-type': { codes: ['CB845', 'CB848', 'CB323', 'CB312'], names: (one) => [...member(one), 'RESULT'] },
  'signature-copied': { codes: ['CB847'], names: docs },
  'slot-note-differs': { codes: ['CB852'], names: member },
  'struct-layout': { codes: ['CB864'], names: member },
  'struct-field-count': { codes: ['CB864'], names: member },
  'struct-field-type': { codes: ['CB864', 'CB848'], names: member },
  'struct-field-name': { codes: ['CB865', 'CB864'], names: member },
  'field-separator': { codes: ['CB305', 'CB313'], names: member },
  'header-differs': { codes: ['CB872', 'CB873'], names: (one) => [String(one.truth)] },
  'hresult-value': { codes: ['CB411'], names: (one) => [one.symbol] },
  'hresult-unknown': { codes: ['CB807', 'CB817', 'CB219'], names: (one) => [one.symbol] },
  'typedef-differs': { codes: ['CB866', 'CB415'], names: member },
  'name-collision': { codes: ['CB873'], names: member },
  'syntax-malformed': { codes: ['CB816', ...malformed], names: nearMember },
};

/**
 * Whether a finding reports an erratum: on its page, with a code of its class, and its message or the source lines that
 * it points to hold the name that the erratum is about.
 *
 * @param sourceLines The lines of the page that the finding's location spans.
 */
export function reports(found: Diagnostic, one: Erratum, sourceLines: (found: Diagnostic) => string): boolean {
  const rule = classes[one.class];
  if (!rule?.codes.includes(found.code) || !found.location?.file.endsWith(one.page)) return false;
  const text = `${found.message}\n${sourceLines(found)}`;
  return rule.names(one).some((name) => containsWord(text, name));
}

function containsWord(text: string, name: string): boolean {
  const at = text.indexOf(name);
  if (at < 0 || name === '') return false;
  return !/\w/.test(text[at - 1] ?? '') || containsWord(text.slice(at + 1), name);
}

/** `Method` of `Interface::Method`, `Member` of `Enum.Member`; pages of malformed blocks have a kind behind it. */
function member({ symbol }: Erratum): string[] {
  return [symbol.replace(/^.*(?:::|\.)/, '').replace(/ (?:Method|Function)$/, '')];
}

function truth(one: Erratum): string[] {
  return [String(one.truth)];
}

function docs(one: Erratum): string[] {
  return [String(one.docs)];
}

/** The name in `DWORD * pcch` or `BYTE * buffer ) `. */
function parameter(one: Erratum): string[] {
  const words = String(one.docs).match(/[A-Za-z_]\w*/g) ?? [];
  return words.slice(-1);
}

function unknownType(one: Erratum): string[] {
  return String(one.docs).match(/[A-Za-z_]\w*/g) ?? [];
}

/** The parameters of `7 (a, b, ...)` that the docs' side of the erratum lacks, or the method itself. */
function lostParameters(one: Erratum): string[] {
  const listed = (text: unknown) => (/\((.*)\)/.exec(String(text))?.[1] ?? '').split(', ');
  const read = new Set(listed(one.docs));
  return [...member(one), ...listed(one.truth).filter((name) => name !== '' && !read.has(name))];
}

/** The enumerator in `missing comma near X`; the symbol of a page without declaration. */
function nearMember(one: Erratum): string[] {
  const near = /near (\w+)$/.exec(String(one.docs))?.[1];
  return near === undefined ? member(one) : [near];
}

import type { Availability, Documentation, DocumentedHresult, Parameter } from '../../model/model.ts';
import type { ProseLedger } from '../attribution.ts';
import { since } from '../availability-text.ts';
import { commentLines } from '../comment-text.ts';
import type { CommentLevel } from '../output-file.ts';
import { pageUrl } from '../page-url.ts';

/** What can be said about a declaration in a comment. */
export interface Described {
  readonly page?: string;
  readonly docs?: Documentation;
  readonly availability?: Availability;
  readonly documented: boolean;
}

export interface DescribedSignature {
  readonly parameters: readonly Parameter[];
  readonly hresults: readonly DocumentedHresult[];
  /** Indexes of the parameters that are arguments in TypeScript; the others are results or counts. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/** Makes TSDoc comments of one level for one module. */
export class Tsdoc {
  readonly #level: CommentLevel;
  readonly #ledger: ProseLedger;

  constructor(level: CommentLevel, ledger: ProseLedger) {
    this.#level = level;
    this.#ledger = ledger;
  }

  /** Whether the docs' prose may appear at all. */
  get prose(): boolean {
    return this.#level === 'summary' || this.#level === 'full';
  }

  /** The lines of a declaration's comment; `facts` are sentences of ours (slot, IID). */
  lines(described: Described, facts: readonly string[], signature?: DescribedSignature): string[] {
    if (this.#level === 'none') return [];
    const lines: string[] = [];
    const say = (text: string | undefined): void => {
      if (text === undefined || text === '') return;
      this.#ledger.note(described.docs);
      if (lines.length > 0) lines.push('');
      lines.push(...commentLines(tagless(text)));
    };
    if (this.prose) say(described.docs?.summary);
    if (facts.length > 0) lines.push(...(lines.length > 0 ? [''] : []), ...facts);
    if (this.#level === 'full') say(described.docs?.remarks);
    if (signature) lines.push(...this.#signature(described, signature));
    if (this.prose && described.availability)
      lines.push(...commentLines(`@since ${tagless(since(described.availability))}`));
    if (described.page !== undefined) lines.push(`@see {@link ${pageUrl(described.page)}}`);
    return lines;
  }

  /** The comment of a member; empty below `summary` and where there is none. */
  member(text: string | undefined, described: Described): string[] {
    if (text === undefined || text === '' || !this.prose) return [];
    this.#ledger.note(described.docs ?? { origin: 'docs' });
    return commentLines(tagless(text));
  }

  /** What the docs say a method's HRESULT means, for the runtime's errors. */
  meaning(text: string | undefined, described: Described): string | undefined {
    if (text === undefined || text === '' || !this.prose) return undefined;
    this.#ledger.note(described.docs ?? { origin: 'docs' });
    return text.replace(/\s+/g, ' ').trim();
  }

  #signature(described: Described, signature: DescribedSignature): string[] {
    const { parameters, hresults, inputs, outputs } = signature;
    const failures = hresults.filter(({ value }) => value === undefined || value >= 0x8000_0000);
    if (!this.prose) {
      // Names are facts: the types say which success codes there are, nothing else says what is thrown.
      return failures.length === 0 ? [] : commentLines(`@throws ${failures.map(({ name }) => code(name)).join(', ')}`);
    }
    const lines: string[] = [];
    const said = ({ text }: { readonly text?: string }): string | undefined => {
      if (text === undefined || text === '') return undefined;
      this.#ledger.note(described.docs ?? { origin: 'docs' });
      return tagless(text.replace(/\s+/g, ' '));
    };
    const at = (indexes: readonly number[]): Parameter[] => indexes.flatMap((index) => parameters[index] ?? []);
    for (const parameter of at(inputs)) {
      const text = said(parameter);
      if (text !== undefined) lines.push(...commentLines(`@param ${parameter.name} - ${text}`));
    }
    const successes = hresults.filter((hresult) => !failures.includes(hresult));
    const results = [...at(outputs), ...successes].flatMap((result) => {
      const text = said(result);
      return text === undefined ? [] : [{ name: result.name, text }];
    });
    const returns = said({ ...(described.docs?.returns !== undefined && { text: described.docs.returns }) });
    const [only] = results;
    if (returns === undefined && only && results.length === 1) {
      lines.push(...commentLines(`@returns ${outputs.length === 1 ? '' : `${code(only.name)}: `}${only.text}`));
    } else if (returns !== undefined || results.length > 0) {
      lines.push(...commentLines(`@returns ${returns ?? ''}`.trimEnd()));
      for (const { name, text } of results) lines.push(...commentLines(`- ${code(name)}: ${text}`));
    }
    for (const failure of failures) {
      const text = said(failure);
      lines.push(...commentLines(`@throws ${code(failure.name)}${text === undefined ? '' : ` - ${text}`}`));
    }
    return lines;
  }
}

const code = (name: string): string => `\`${tagless(name)}\``;

/** Prose that starts no TSDoc tag and opens no inline tag by itself. */
const tagless = (text: string): string => text.replace(/(^|\s)@(?=\w)/g, '$1\\@').replace(/[{}]/g, '\\$&');

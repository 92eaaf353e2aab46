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

  #signature(described: Described, { parameters, hresults }: DescribedSignature): string[] {
    if (!this.prose) return [];
    const lines: string[] = [];
    for (const { name, text } of parameters) {
      if (text === undefined || text === '') continue;
      this.#ledger.note(described.docs ?? { origin: 'docs' });
      lines.push(...commentLines(`@param ${name} - ${tagless(text.replace(/\s+/g, ' '))}`));
    }
    const returns = described.docs?.returns;
    if (returns) {
      this.#ledger.note(described.docs);
      lines.push(...commentLines(`@returns ${tagless(returns.replace(/\s+/g, ' '))}`));
    }
    for (const { name, text } of hresults) {
      if (text === undefined || text === '') continue;
      this.#ledger.note(described.docs ?? { origin: 'docs' });
      lines.push(...commentLines(`- \`${name}\`: ${tagless(text.replace(/\s+/g, ' '))}`));
    }
    return lines;
  }
}

/** Prose that starts no TSDoc tag and opens no inline tag by itself. */
const tagless = (text: string): string => text.replace(/(^|\s)@(?=\w)/g, '$1\\@').replace(/[{}]/g, '\\$&');

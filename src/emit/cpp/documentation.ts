import type { Availability, Documentation, DocumentedHresult, Parameter } from '../../model/model.ts';
import type { ProseLedger } from '../attribution.ts';
import { since } from '../availability-text.ts';
import { commentLines } from '../comment-text.ts';
import { cppIdentifier, cppParameterName } from '../identifier.ts';
import type { CommentLevel } from '../output-file.ts';
import { pageUrl } from '../page-url.ts';

/** What can be said about a declaration in a comment. */
export interface Described {
  readonly page?: string;
  readonly docs?: Documentation;
  readonly availability?: Availability;
  readonly library?: string;
  readonly documented: boolean;
}

export interface DescribedSignature {
  readonly parameters: readonly Parameter[];
  readonly hresults: readonly DocumentedHresult[];
}

/** Makes Doxygen comments of one level for one file. */
export class Commenter {
  readonly #level: CommentLevel;
  readonly #ledger: ProseLedger;

  constructor(level: CommentLevel, ledger: ProseLedger) {
    this.#level = level;
    this.#ledger = ledger;
  }

  /**
   * The lines of a declaration's comment. `facts` are sentences of ours that come first (slot, IID); `origin` whose
   * text the parameters' and results' descriptions are, where the entity has no prose of its own.
   */
  lines(described: Described, facts: readonly string[], signature?: DescribedSignature): string[] {
    if (this.#level === 'none') return [];
    const lines: string[] = [];
    const prose = this.#level !== 'link';
    if (prose && described.docs?.summary) {
      this.#ledger.note(described.docs);
      lines.push(...commentLines(described.docs.summary), '');
    }
    const plain = described.documented ? facts : [...facts, 'Not documented.'];
    if (plain.length > 0) lines.push(plain.join(' '));
    if (this.#level === 'full' && described.docs?.remarks) {
      this.#ledger.note(described.docs);
      lines.push('', ...commentLines(described.docs.remarks));
    }
    if (signature) lines.push(...this.#signature(described, signature, prose));
    if (described.availability) lines.push(...commentLines(`@since ${since(described.availability)}`));
    if (this.#level === 'full' && described.library) lines.push(...commentLines(`Library: ${described.library}`));
    if (described.page !== undefined) lines.push(`@see ${pageUrl(described.page)}`);
    while (lines.at(-1) === '') lines.pop();
    return lines;
  }

  /** The comment behind a member, as text without its delimiters; empty below `summary` and where there is none. */
  member(text: string | undefined, described: Described): string[] {
    if (text === undefined || text === '' || this.#level === 'none' || this.#level === 'link') return [];
    this.#ledger.note(described.docs);
    return commentLines(text);
  }

  #signature(described: Described, signature: DescribedSignature, prose: boolean): string[] {
    const lines: string[] = [];
    for (const parameter of signature.parameters) {
      const text = prose ? (parameter.text ?? '') : '';
      if (text !== '') this.#ledger.note(described.docs ?? { origin: 'docs' });
      if (parameter.direction === undefined && text === '') continue;
      const direction = parameter.direction === undefined ? '' : `[${DIRECTION[parameter.direction]}]`;
      lines.push(...tagged(`@param${direction} ${cppParameterName(parameter.name)}`, text));
    }
    if (prose && described.docs?.returns) {
      this.#ledger.note(described.docs);
      lines.push(...tagged('@return', described.docs.returns));
    }
    for (const hresult of signature.hresults) {
      const text = prose ? (hresult.text ?? '') : '';
      if (text !== '') this.#ledger.note(described.docs ?? { origin: 'docs' });
      lines.push(...tagged(`@retval ${cppIdentifier(hresult.name)}`, text));
    }
    return lines;
  }
}

const DIRECTION = { in: 'in', out: 'out', inout: 'in,out' } as const;

/** A Doxygen command with its text, which is one paragraph there. */
function tagged(command: string, text: string): string[] {
  return text === '' ? [command] : commentLines(`${command} ${text.replace(/\s+/g, ' ')}`);
}

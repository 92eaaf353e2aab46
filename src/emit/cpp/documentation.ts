import type { Availability, Documentation, DocumentedHresult, Parameter } from '../../model/model.ts';
import { commentLines } from '../comment-text.ts';
import { cppIdentifier, cppParameterName } from '../identifier.ts';
import type { CommentLevel } from '../output-file.ts';

/** Whose prose went into the comments of a file: decides whether the file needs the docs' attribution. */
export class ProseLedger {
  #docs = false;

  note(docs: Documentation | undefined): void {
    if (docs?.origin === 'docs') this.#docs = true;
  }

  get needsAttribution(): boolean {
    return this.#docs;
  }
}

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

/** The online page of a page id: `hosting/x.md` is `https://learn.microsoft.com/dotnet/framework/unmanaged-api/hosting/x`. */
export function pageUrl(page: string): string {
  const path = PLAIN_PATH.test(page) ? page.slice(0, -3) : escapedPath(page);
  return `https://learn.microsoft.com/dotnet/framework/unmanaged-api/${path}`;
}

const PLAIN_PATH = /^[A-Za-z0-9_./-]+\.md$/;

function escapedPath(page: string): string {
  return page
    .replace(/\.md$/, '')
    .replace(/\p{Surrogate}/gu, '')
    .replace(/[^A-Za-z0-9_./-]/gu, encodeURIComponent);
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

function since(availability: Availability): string {
  const versions = [
    availability.framework === undefined ? '' : `.NET Framework ${availability.framework}`,
    availability.core === undefined ? '' : `.NET Core ${availability.core}`,
  ].filter((version) => version !== '');
  return versions.length > 0 ? versions.join(', ') : availability.text;
}

import type { Availability, Entity, Method, Signature } from '../../model/model.ts';
import { ProseLedger } from '../attribution.ts';
import { commentLines, safeCommentLine } from '../comment-text.ts';
import type { CommentLevel } from '../output-file.ts';
import { pageUrl } from '../page-url.ts';
import type { TargetDescription } from './description.ts';

/** Makes the comments of one output in the style of a target. */
export class TargetComments {
  readonly #level: CommentLevel;
  readonly #style: TargetDescription['comments'];
  readonly #ledger = new ProseLedger();

  constructor(level: CommentLevel, style: TargetDescription['comments']) {
    this.#level = level;
    this.#style = style;
  }

  /** Whether prose of the docs went into a comment. */
  get needsAttribution(): boolean {
    return this.#ledger.needsAttribution;
  }

  /** The comment of a declaration as finished lines; `facts` are sentences of ours that it begins with. */
  of(described: Entity | Method, facts: readonly string[] = [], signature?: Signature): readonly string[] {
    if (this.#level === 'none') return [];
    const prose = this.#level !== 'link';
    const { docs } = described;
    const text: string[] = [];
    const paragraph = (part: string | undefined): void => {
      if (part === undefined || part === '') return;
      text.push(part);
      this.#ledger.note(docs);
    };
    if (prose) paragraph(docs?.summary);
    if (facts.length > 0) text.push(facts.join(' '));
    if (this.#level === 'full') paragraph(docs?.remarks);
    if (signature) text.push(...this.#signature(described, signature, prose));
    if (described.availability) text.push(since(described.availability));
    if (described.page !== undefined) text.push(pageUrl(described.page));
    return this.#styled(text.flatMap((part, index) => [...(index > 0 ? [''] : []), ...commentLines(part)]));
  }

  /** The comment of a member; empty below `summary`. */
  member(text: string | undefined, owner: Entity): readonly string[] {
    if (text === undefined || text === '' || this.#level === 'none' || this.#level === 'link') return [];
    this.#ledger.note(owner.docs);
    return this.#styled(commentLines(text));
  }

  /** The comment of an HRESULT, whose description is this project's own text. */
  own(text: string): readonly string[] {
    return this.#level === 'none' || text === '' ? [] : this.#styled(commentLines(text));
  }

  /** One line that is safe in any comment. */
  line(text: string): string {
    return this.#escaped(safeCommentLine(text));
  }

  #signature(described: Entity | Method, signature: Signature, prose: boolean): string[] {
    const parts: string[] = [];
    const add = (head: string, text: string | undefined): void => {
      const shown = prose && text ? text.replace(/\s+/g, ' ') : '';
      if (shown !== '') this.#ledger.note(described.docs ?? { origin: 'docs' });
      parts.push(shown === '' ? head : `${head}: ${shown}`);
    };
    for (const { name, direction, text } of signature.parameters) {
      if (direction !== undefined || (prose && text)) add(`${name}${direction ? ` [${direction}]` : ''}`, text);
    }
    if (prose && described.docs?.returns) add('Returns', described.docs.returns);
    for (const { name, text } of signature.hresults) add(`Result ${name}`, text);
    return parts;
  }

  #styled(lines: readonly string[]): readonly string[] {
    if (lines.length === 0) return [];
    const { open = [], close = [], line = '' } = this.#style;
    return [...open, ...lines.map((one) => `${line}${this.#escaped(one)}`.trimEnd()), ...close];
  }

  #escaped(text: string): string {
    const escapes = this.#style.escape ?? {};
    return [...text].map((c) => (Object.hasOwn(escapes, c) ? escapes[c] : c)).join('');
  }
}

function since({ framework, core, text }: Availability): string {
  const versions = [framework && `.NET Framework ${framework}`, core && `.NET Core ${core}`].filter(Boolean);
  return versions.length > 0 ? `Since ${versions.join(', ')}` : text;
}

import type { CommentLevel } from '../emit/output-file.ts';
import type { Page } from '../parse/page.ts';
import { readAvailability } from './availability.ts';
import { headerName } from './header-name.ts';
import type { Availability, Documentation, SourceRef } from './model.ts';
import { type OverrideBook, overrideRef } from './override-book.ts';
import { type PlacedPage, pageRef } from './page-place.ts';

/** Where entities go whose header neither docs nor facts name. */
export const otherHeader = 'clr_other.h';

/** Whether the prose of a page goes into the model: own pages' always except for `none`. */
export function keepsProse(comments: CommentLevel, origin: 'docs' | 'own'): boolean {
  if (comments === 'none') return false;
  return origin === 'own' || comments !== 'link';
}

/** The page's prose as far as it is asked for. */
export function documentationOf(placed: PlacedPage, comments: CommentLevel): Documentation | undefined {
  const { page, origin } = placed;
  if (!keepsProse(comments, origin)) return undefined;
  const remarks = comments === 'full' || origin === 'own' ? page.remarks?.text : undefined;
  const summary = page.summary?.text;
  const returns = page.returnValue?.text;
  if (!summary && !remarks && !returns) return undefined;
  return {
    origin,
    ...(summary && { summary }),
    ...(remarks && { remarks }),
    ...(returns && { returns }),
  };
}

/** Since when the page's API exists. */
export function availabilityOf(page: Page): Availability | undefined {
  return page.requirements.versions ? readAvailability(page.requirements.versions) : undefined;
}

/** A header and the source that names it. */
export interface NamedHeader {
  readonly header: string;
  readonly source: SourceRef | undefined;
}

/**
 * The header of a page's API: an override, else the first `.h` of the page's Header line (that of the facts if the
 * line names it too), else the facts' header, else the `.idl` of the line with `.h` in its place.
 */
export function headerOf(
  symbol: string,
  page: Page,
  book: OverrideBook | undefined,
  known: NamedHeader | undefined,
): NamedHeader {
  const named = page.requirements.headers.map((header) => headerName(header.toLowerCase()));
  const headers = named.filter((header) => header.endsWith('.h'));
  const says = headers[0] ?? named[0] ?? '';
  for (const entry of book?.of('headers', symbol, page.id) ?? []) {
    // A translated page says nothing of its header.
    if ((entry.says !== says && says !== '') || entry.is === says) continue;
    book?.use(entry);
    return { header: entry.is, source: overrideRef('headers', entry.symbol) };
  }
  const source = pageRef(page, page.requirements.span);
  if (known && headers.includes(known.header)) return { header: known.header, source };
  if (headers[0] !== undefined) return { header: headers[0], source };
  if (known && known.header !== otherHeader) return known;
  const idl = named.find((header) => /\.(idl|def)$/.test(header));
  if (idl !== undefined) return { header: idl.replace(/\.(idl|def)$/, '.h'), source };
  return known ?? { header: otherHeader, source: undefined };
}

/** The libraries of a Library line, without the advice that follows in some: that is prose. */
export function libraryOf(page: Page): string | undefined {
  return page.requirements.library?.split(/\.\s+(?=[A-Z])/, 1)[0];
}

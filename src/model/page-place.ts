import type { Location } from '../diagnostics/diagnostic.ts';
import { LineIndex, type Span } from '../diagnostics/line-index.ts';
import type { Page } from '../parse/page.ts';
import type { SourceRef } from './model.ts';

/** A page with the kind of text it holds. */
export interface PlacedPage {
  readonly page: Page;
  readonly origin: 'docs' | 'own';
}

/** Provenance of something on a page: its id and line. */
export function pageRef(page: Page, span: Span = page.title.span): SourceRef {
  return `${page.id}:${LineIndex.ofStarts(page.lineStarts).point(span.start).line}`;
}

/** The location of something on a page, for diagnostics. */
export function pageLocation(page: Page, span: Span = page.title.span): Location {
  return LineIndex.ofStarts(page.lineStarts).location(page.path, span);
}

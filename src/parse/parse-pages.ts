import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../read/source-file.ts';
import type { Page } from './page.ts';
import { parsePage } from './parse-page.ts';

/** Results of `parsePage` that are known already. */
export interface KnownPages {
  get(file: SourceFile): StageResult<Page> | undefined;
  /** Takes the result of a page that was not known. */
  set(file: SourceFile, result: StageResult<Page>): void;
}

/**
 * Parses pages in their order. A page at which the parser itself fails becomes a CB199 and harms no other.
 *
 * @param onPage Called after each page with the number of pages that are done.
 * @param known Is asked before a page is parsed.
 * @param parse Parses a page that is not known. Default: `parsePage`.
 */
export function parsePages(
  files: readonly SourceFile[],
  onPage?: (done: number) => void,
  known?: KnownPages,
  parse: (file: SourceFile) => StageResult<Page> = parsePage,
): StageResult<readonly Page[]> {
  const pages: Page[] = [];
  const diagnostics: Diagnostic[] = [];
  files.forEach((file, index) => {
    try {
      const page = known?.get(file) ?? parseNew(file, known, parse);
      pages.push(page.value);
      for (const one of page.diagnostics) diagnostics.push(one);
    } catch (error) {
      const start = { line: 1, column: 1, offset: 0 };
      const reason = error instanceof Error ? error.message : String(error);
      const location = { file: file.path, start, end: start };
      diagnostics.push(diagnostic('CB199', `the generator failed at this page: ${reason}`, location));
    }
    onPage?.(index + 1);
  });
  return { value: pages, diagnostics };
}

function parseNew(file: SourceFile, known: KnownPages | undefined, parse: typeof parsePage): StageResult<Page> {
  const page = parse(file);
  known?.set(file, page);
  return page;
}

import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { DocumentedHresultRow, Page } from '../parse/page.ts';
import type { Facts } from './facts.ts';
import type { DocumentedHresult } from './model.ts';
import type { OverrideBook } from './override-book.ts';
import { pageLocation } from './page-place.ts';

/** HRESULT_FROM_WIN32: severity error, facility 7 (Win32), the error's low 16 bits; 0 stays 0 (winerror.h). */
export function hresultFromWin32(error: number): number {
  return error === 0 ? 0 : (0x80070000 | (error & 0xffff)) >>> 0;
}

/** The value of a result by its name: `S_OK`, `ERROR_SUCCESS`, `HRESULT_FROM_WIN32(ERROR_X)`. */
export function hresultValue(name: string, facts: Facts): number | undefined {
  const known = facts.hresults[name];
  if (known) return Number(known.value);
  const win32 = /^HRESULT_FROM_WIN32\((\w+)\)$/.exec(name)?.[1];
  const error = win32 === undefined ? undefined : facts.hresults[win32];
  return error && hresultFromWin32(Number(error.value));
}

/** The results that a page documents, with their values. */
export function documentedHresults(
  page: Page,
  facts: Facts,
  book: OverrideBook | undefined,
  prose: boolean,
  diagnostics: Diagnostic[],
): DocumentedHresult[] {
  const seen = new Set<string>();
  return (page.returnValue?.hresults ?? []).flatMap((row): DocumentedHresult[] => {
    const entry = book?.hresult(row.name, page.id);
    if (entry?.is === null) return [];
    const name = entry?.is ?? row.name;
    if (seen.has(name)) return [];
    seen.add(name);
    const value = resultValue(name, row, page, facts, diagnostics);
    return [{ name, ...(value !== undefined && { value }), ...(prose && row.text !== '' && { text: row.text }) }];
  });
}

function resultValue(
  name: string,
  row: DocumentedHresultRow,
  page: Page,
  facts: Facts,
  diagnostics: Diagnostic[],
): number | undefined {
  const known = hresultValue(name, facts);
  if (known === undefined && row.value === undefined) {
    diagnostics.push(diagnostic('CB410', `${name}: no source gives its value`, pageLocation(page, row.nameSpan)));
  }
  if (known !== undefined && row.value !== undefined && known !== row.value) {
    diagnostics.push(
      diagnostic(
        'CB411',
        `${name} is ${hex(known)}, not ${hex(row.value)}; the known value is used`,
        pageLocation(page, row.nameSpan),
      ),
    );
  }
  return known ?? row.value;
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}

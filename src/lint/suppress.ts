import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { pageGlob } from './page-glob.ts';

/** A finding that is known and accepted: `lint.ignore` of the configuration. */
export interface Suppression {
  /** Code of the findings, such as `CB805`. */
  readonly code: string;
  /** Pages on which they are suppressed: a glob (`*`, `**`, `?`) on the page's path or its end. Default: all. */
  readonly page?: string | undefined;
  /** Why it is accepted; without one nothing is suppressed. */
  readonly reason?: string | undefined;
}

export interface Suppressed {
  readonly kept: readonly Diagnostic[];
  /** How many findings are not shown. */
  readonly suppressed: number;
}

/**
 * Takes out the findings that suppressions name. One without a reason is an error (CB891) and suppresses nothing; one
 * that matches nothing is a note (CB892). Errors of use (CB1xx) and these two cannot be suppressed.
 */
export function suppress(found: readonly Diagnostic[], suppressions: readonly Suppression[]): StageResult<Suppressed> {
  const diagnostics: Diagnostic[] = [];
  const active = suppressions.flatMap((one) => {
    if (one.reason?.trim())
      return [{ one, matches: one.page === undefined ? undefined : pageGlob(one.page), used: false }];
    diagnostics.push(
      diagnostic('CB891', `lint.ignore of ${label(one)} gives no reason`, undefined, {
        help: 'say why it is accepted, in `reason`',
      }),
    );
    return [];
  });
  const kept = found.filter(({ code, location }) => {
    const hit = active.filter(({ one, matches }) => {
      if (one.code !== code || code.startsWith('CB1')) return false;
      return !matches || (location !== undefined && matches(location.file));
    });
    for (const entry of hit) entry.used = true;
    return hit.length === 0;
  });
  for (const { one, used } of active) {
    if (!used) diagnostics.push(diagnostic('CB892', `lint.ignore of ${label(one)} suppresses nothing; remove it`));
  }
  return { value: { kept, suppressed: found.length - kept.length }, diagnostics };
}

function label({ code, page }: Suppression): string {
  return page === undefined ? code : `${code} on \`${page}\``;
}

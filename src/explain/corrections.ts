import type { OverrideEntry } from '../model/check-overrides.ts';
import type { SourceRef } from '../model/model.ts';
import { type OverrideKind, type Overrides, overrideKinds } from '../model/overrides.ts';
import type { Correction } from './explanation.ts';
import type { Locate } from './sources.ts';

/** What the corrections are about. */
export interface Corrected {
  /** `Interface::Method`, or the name of an entity. */
  readonly symbol: string;
  readonly page?: string;
  readonly sources: Readonly<Record<string, SourceRef>>;
  /** Names of the HRESULTs and the text of the types that it mentions. */
  readonly mentions: ReadonlySet<string>;
}

/** The overrides that changed something of an API; entries whose page was corrected since changed nothing. */
export function correctionsOf(of: Corrected, overrides: Overrides, locate: Locate): readonly Correction[] {
  if (of.page === undefined) return [];
  const page = fileName(of.page);
  const refs = new Set(Object.values(of.sources));
  const found: Correction[] = [];
  for (const kind of overrideKinds) {
    for (const entry of overrides[kind] as readonly OverrideEntry<OverrideKind>[]) {
      const pages = 'pages' in entry ? entry.pages : [entry.page];
      if (!pages.some((one) => fileName(one) === page) || !applies(entry, kind, of, refs)) continue;
      const key = 'symbol' in entry ? entry.symbol : entry.says;
      found.push({
        kind,
        source: locate(`overrides/${kind}.json#${key}`),
        page: of.page,
        where: whereOf(entry, kind),
        says: textOf('says' in entry ? entry.says : 'symbol' in entry ? entry.symbol : null),
        is: textOf(entry.is),
        reason: entry.reason,
        evidence: entry.source,
      });
    }
  }
  return found;
}

function applies(
  entry: OverrideEntry<OverrideKind>,
  kind: OverrideKind,
  of: Corrected,
  refs: ReadonlySet<SourceRef>,
): boolean {
  if (!('symbol' in entry)) return entry.is !== null && of.mentions.has(entry.is);
  if (kind === 'names') {
    const owner = entry.symbol.slice(0, entry.symbol.lastIndexOf(':') + 1);
    return `${owner}${textOf(entry.is)}` === of.symbol;
  }
  return refs.has(`overrides/${kind}.json#${entry.symbol}`);
}

function whereOf(entry: OverrideEntry<OverrideKind>, kind: OverrideKind): string {
  if ('parameter' in entry) {
    const what = entry.parameter === 0 ? 'result' : `parameter ${entry.parameter}`;
    return kind === 'directions' ? `direction of ${what}` : what;
  }
  if ('field' in entry) return `field ${entry.field}`;
  return (
    { returns: 'result', headers: 'header', names: 'name', enums: 'enumerator', typedefs: 'type' }[kind as string] ??
    (kind === 'hresults' ? 'HRESULT' : 'type name')
  );
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  return Array.isArray(value) ? value.join(' ') : String(value);
}

function fileName(page: string): string {
  return page.slice(page.lastIndexOf('/') + 1);
}

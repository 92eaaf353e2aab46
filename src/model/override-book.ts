import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Page } from '../parse/page.ts';
import type { OverrideEntry } from './check-overrides.ts';
import type { SourceRef } from './model.ts';
import { nameKey } from './name-index.ts';
import { type OverrideKind, type Overrides, overrideKinds } from './overrides.ts';

/**
 * The overrides of one run, by symbol and page (its file name), and which of them changed something. Entries whose page is not among
 * the pages are silent: a run over a part of the docs says nothing about the rest.
 */
export class OverrideBook {
  /** By the file name of the page: most pages have none, and are asked often. */
  readonly #byPage = new Map<string, { readonly kind: OverrideKind; readonly entry: AnyEntry }[]>();
  readonly #overrides: Overrides;
  readonly #changed = new Set<object>();
  #entries: readonly object[] | undefined;
  #noted: object[] | undefined;

  constructor(overrides: Overrides) {
    this.#overrides = overrides;
    for (const kind of overrideKinds) {
      for (const entry of overrides[kind]) {
        for (const page of pagesOf(entry)) {
          const entries = this.#byPage.get(fileName(page)) ?? [];
          entries.push({ kind, entry });
          this.#byPage.set(fileName(page), entries);
        }
      }
    }
  }

  /** The name of the page's symbol without its owner, corrected where an override says so. */
  name(page: Page): string {
    const symbol = page.kind === 'method' && page.owner !== undefined ? `${page.owner}::${page.name}` : page.name;
    for (const entry of this.of('names', symbol, page.id)) {
      if (entry.is === page.name) continue;
      this.use(entry);
      return entry.is;
    }
    return page.name;
  }

  /** The entries of a kind for a symbol of a page. */
  of<K extends SymbolKind>(kind: K, symbol: string, pageId: string): readonly OverrideEntry<K>[] {
    const key = nameKey(symbol);
    return this.#on(kind, pageId).filter((entry) => nameKey(entry.symbol) === key);
  }

  #on<K extends OverrideKind>(kind: K, pageId: string): readonly OverrideEntry<K>[] {
    const entries = this.#byPage.get(fileName(pageId));
    if (!entries) return [];
    return entries.filter((candidate) => candidate.kind === kind).map(({ entry }) => entry as OverrideEntry<K>);
  }

  /** Whether a person has reviewed the page's declaration of the symbol: some override corrects it. */
  corrects(symbol: string, pageId: string): boolean {
    return (['params', 'returns', 'structs', 'enums'] as const).some(
      (kind) => this.of(kind, symbol, pageId).length > 0,
    );
  }

  /** The correct spelling of a type's name that the docs misspell. */
  typeName(name: string, pageId: string): string {
    for (const entry of this.#on('types', pageId)) {
      if (entry.says !== name) continue;
      this.use(entry);
      return entry.is;
    }
    return name;
  }

  /** The entry for an HRESULT name on a page. */
  hresult(name: string, pageId: string): OverrideEntry<'hresults'> | undefined {
    const found = this.#on('hresults', pageId).find((entry) => entry.says === name);
    if (found) this.use(found);
    return found;
  }

  /** Provenance of what the given kinds of entries changed of a symbol, by kind. */
  sources(symbol: string, pageId: string, kinds: readonly SymbolKind[]): Record<string, SourceRef> {
    const sources: Record<string, SourceRef> = {};
    for (const kind of kinds) {
      const changed = this.of(kind, symbol, pageId).some((entry) => this.#changed.has(entry));
      if (changed) sources[kind] = overrideRef(kind, symbol);
    }
    return sources;
  }

  /** Notes that an entry changed something. */
  use(entry: object): void {
    this.#changed.add(entry);
    this.#noted?.push(entry);
  }

  /** All entries, in an order that is the same for the same overrides. */
  get entries(): readonly object[] {
    this.#entries ??= overrideKinds.flatMap<object>((kind) => this.#overrides[kind]);
    return this.#entries;
  }

  /** Does some work, and tells which entries it used. */
  noting<T>(work: () => T): { readonly value: T; readonly used: readonly object[] } {
    const used: object[] = [];
    this.#noted = used;
    try {
      return { value: work(), used };
    } finally {
      this.#noted = undefined;
    }
  }

  /** CB501 for each entry whose page was read and that changed nothing. */
  stale(pageIds: ReadonlySet<string>): Diagnostic[] {
    const diagnostics: Diagnostic[] = [];
    const present = new Set([...pageIds].map(fileName));
    for (const kind of overrideKinds) {
      for (const entry of this.#overrides[kind]) {
        if (this.#changed.has(entry)) continue;
        const pages = pagesOf(entry);
        if (!pages.some((page) => present.has(fileName(page)))) continue;
        const symbol = 'symbol' in entry ? entry.symbol : entry.says;
        diagnostics.push(
          diagnostic(
            'CB501',
            `overrides/${kind}.json#${symbol}: ${pages.join(', ')} no longer says what the entry corrects; remove it`,
          ),
        );
      }
    }
    return diagnostics;
  }
}

/** The kinds whose entries name a symbol. */
type SymbolKind = Exclude<OverrideKind, 'types' | 'hresults'>;

type AnyEntry = OverrideEntry<OverrideKind>;

function pagesOf(entry: AnyEntry): readonly string[] {
  return 'pages' in entry ? entry.pages : [entry.page];
}

/** The file name of a page: it is the same in every layout and translation of the docs, while folders were moved. */
function fileName(pageId: string): string {
  return pageId.slice(pageId.lastIndexOf('/') + 1);
}

/** Provenance of an override. */
export function overrideRef(kind: OverrideKind, symbol: string): SourceRef {
  return `overrides/${kind}.json#${symbol}`;
}

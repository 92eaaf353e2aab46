import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Page } from '../parse/page.ts';
import { nameKey } from './name-index.ts';
import type { OverrideBook } from './override-book.ts';
import { type PlacedPage, pageLocation } from './page-place.ts';

/** A page with the name that its entity has in the model, overrides of names applied. */
export interface NamedPage extends PlacedPage {
  readonly name: string;
}

/** Pages by the key of their symbol's name (`nameKey`). */
export type PagesByName = ReadonlyMap<string, NamedPage>;

/** All pages that document something, sorted by what it is. */
export interface PageSet {
  readonly interfaces: PagesByName;
  /** By the key of the owner, then of the method. */
  readonly methods: ReadonlyMap<string, PagesByName>;
  readonly enums: PagesByName;
  readonly structs: PagesByName;
  readonly functions: PagesByName;
  readonly callbacks: PagesByName;
  readonly coclasses: PagesByName;
  readonly markers: PagesByName;
  readonly hresults: PagesByName;
  readonly typedefLists: readonly PlacedPage[];
  readonly constantLists: readonly PlacedPage[];
  /** Ids of all pages of the docs (not of own pages). */
  readonly docsIds: ReadonlySet<string>;
}

type EntityKind = Exclude<keyof PageSet, 'methods' | 'typedefLists' | 'constantLists' | 'docsIds'>;

/** Which list of the page set a kind of page goes to. */
const listOfKind: Partial<Record<Page['kind'], EntityKind>> = {
  interface: 'interfaces',
  enumeration: 'enums',
  structure: 'structs',
  union: 'structs',
  function: 'functions',
  callbackFunction: 'callbacks',
  functionPointer: 'callbacks',
  coclass: 'coclasses',
  managedClass: 'markers',
  attribute: 'markers',
  hresult: 'hresults',
};

/**
 * Sorts pages by what they document. Within a tree the first page of a symbol counts and others are CB402; a later
 * tree is laid over the earlier ones. A method page without an owner belongs to the interface whose table links it.
 */
export function collectPages(
  trees: readonly { readonly origin: 'docs' | 'own'; readonly pages: readonly Page[] }[],
  book: OverrideBook,
  diagnostics: Diagnostic[],
): PageSet {
  const lists: Record<EntityKind, Map<string, NamedPage>> = {
    interfaces: new Map(),
    enums: new Map(),
    structs: new Map(),
    functions: new Map(),
    callbacks: new Map(),
    coclasses: new Map(),
    markers: new Map(),
    hresults: new Map(),
  };
  const methods = new Map<string, Map<string, NamedPage>>();
  const typedefLists: PlacedPage[] = [];
  const constantLists: PlacedPage[] = [];
  const docsIds = new Set<string>();
  for (const { origin, pages } of trees) {
    const ordered = [...pages].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    const owners = ownersByTarget(ordered);
    const ofThisTree = new Set<NamedPage>();
    for (const page of ordered) {
      if (origin === 'docs') docsIds.add(page.id);
      const placed: NamedPage = { page, origin, name: origin === 'docs' ? book.name(page) : page.name };
      const list = listOfKind[page.kind];
      if (list) {
        put(lists[list], placed, ofThisTree, diagnostics);
      } else if (page.kind === 'method') {
        const owner = page.owner ?? owners.get(page.id);
        if (owner === undefined) {
          diagnostics.push(
            diagnostic(
              'CB404',
              `${page.name}: neither title nor api_name nor a methods table names its interface`,
              pageLocation(page),
            ),
          );
          continue;
        }
        const key = nameKey(owner);
        const ofOwner = methods.get(key) ?? new Map<string, NamedPage>();
        methods.set(key, ofOwner);
        put(ofOwner, placed, ofThisTree, diagnostics);
      } else if (page.kind === 'typedefList') typedefLists.push(placed);
      else if (page.kind === 'constantList') constantLists.push(placed);
    }
  }
  return { ...lists, methods, typedefLists, constantLists, docsIds };
}

function put(
  list: Map<string, NamedPage>,
  placed: NamedPage,
  ofThisTree: Set<NamedPage>,
  diagnostics: Diagnostic[],
): void {
  const key = nameKey(placed.name);
  const other = list.get(key);
  if (other && ofThisTree.has(other)) {
    diagnostics.push(
      diagnostic(
        'CB402',
        `${placed.name} is documented by two pages; this one is not used`,
        pageLocation(placed.page),
        {
          related: [{ message: 'the page that is used', location: pageLocation(other.page) }],
        },
      ),
    );
    return;
  }
  ofThisTree.add(placed);
  list.set(key, placed);
}

/** The interface by the page id of each method that its table links. */
function ownersByTarget(pages: readonly Page[]): Map<string, string> {
  const owners = new Map<string, string>();
  for (const page of pages) {
    if (page.kind !== 'interface') continue;
    for (const row of page.methods) {
      if (row.target !== undefined && !owners.has(row.target)) owners.set(row.target, page.name);
    }
  }
  return owners;
}

import { parseType, TypeSyntaxError } from '../ctype/parse-type.ts';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { TypedefRow } from '../parse/page.ts';
import { type BuildContext, prose, spellType } from './build-context.ts';
import type { PageSet } from './collect-pages.ts';
import { modelType } from './declared-types.ts';
import { otherHeader } from './documented-entity.ts';
import { constantOfFacts, guidsOfFacts, typedefOfFacts } from './entities-of-facts.ts';
import { headerName } from './header-name.ts';
import type { Constant, NamedGuid, Typedef } from './model.ts';
import { nameKey } from './name-index.ts';
import { overrideRef } from './override-book.ts';
import { type PlacedPage, pageLocation, pageRef } from './page-place.ts';

/** The typedefs that list pages document. Rows for types of the platform headers declare nothing anew. */
export function documentedTypedefs(pages: PageSet, context: BuildContext): Map<string, Typedef> {
  const typedefs = new Map<string, Typedef>();
  for (const placed of pages.typedefLists) {
    for (const row of placed.page.typedefs) {
      if (context.facts['platform-types'][row.name]) continue;
      const typedef = typedefOfRow(row, placed, context);
      if (typedef) typedefs.set(nameKey(row.name), typedef);
    }
  }
  return typedefs;
}

function typedefOfRow(row: TypedefRow, placed: PlacedPage, context: BuildContext): Typedef | undefined {
  const { page } = placed;
  const book = context.bookFor(placed);
  const known = typedefOfFacts(row.name, context.facts);
  const read = readTypedef(row.definition);
  let type = read && modelType(read.type, (name) => spellType(name, context));
  let source = pageRef(page, row.nameSpan);
  for (const entry of book?.of('typedefs', row.name, page.id) ?? []) {
    if (entry.says !== row.definition || (entry.is === type && read?.name === row.name)) continue;
    book?.use(entry);
    type = entry.is;
    source = overrideRef('typedefs', entry.symbol);
  }
  if (read && read.name !== row.name && source === pageRef(page, row.nameSpan)) {
    context.diagnostics.push(
      diagnostic('CB415', `the row of ${row.name} defines ${read.name}`, pageLocation(page, row.nameSpan)),
    );
    type = known?.type;
  }
  type ??= known?.type;
  if (type === undefined) {
    context.diagnostics.push(
      diagnostic('CB407', `${row.name}: '${row.definition}' is no typedef`, pageLocation(page, row.nameSpan)),
    );
    return undefined;
  }
  return {
    name: row.name,
    header: known?.header ?? headerName(row.header?.toLowerCase().replace(/\.idl$/, '.h') ?? otherHeader),
    documented: true,
    page: page.id,
    ...(page.area !== '' && { area: page.area }),
    ...(prose(placed, context) && row.text !== '' && { docs: { origin: placed.origin, summary: row.text } }),
    type,
    sources: { name: pageRef(page, row.nameSpan), type: source },
  };
}

/** Reads `typedef UINT_PTR AppDomainID;`. */
function readTypedef(definition: string): { type: ReturnType<typeof parseType>; name: string } | undefined {
  const match = /^\s*(?:typedef\s+)?(.*?[\s*])([A-Za-z_]\w*)\s*;?\s*$/.exec(definition);
  if (!match) return undefined;
  try {
    return { type: parseType(match[1] as string), name: match[2] as string };
  } catch (error) {
    if (error instanceof TypeSyntaxError) return undefined;
    throw error;
  }
}

/** Constants and GUIDs with the page that lists them. */
export interface DocumentedNames {
  readonly constants: Map<string, Constant>;
  readonly guids: Map<string, NamedGuid>;
}

/** The constants that list pages name; their values are facts. */
export function documentedConstants(pages: PageSet, context: BuildContext): DocumentedNames {
  const constants = new Map<string, Constant>();
  const guids = new Map<string, NamedGuid>();
  const knownGuids = new Map(guidsOfFacts(context.facts).map((guid) => [guid.name, guid]));
  for (const placed of pages.constantLists) {
    const { page } = placed;
    for (const row of page.constants) {
      const documented = {
        documented: true,
        page: page.id,
        ...(page.area !== '' && { area: page.area }),
        ...(prose(placed, context) && row.text !== '' && { docs: { origin: placed.origin, summary: row.text } }),
      };
      const constant = constantOfFacts(row.name, context.facts);
      const guid = knownGuids.get(row.name);
      const sources = { name: pageRef(page, row.nameSpan) };
      if (constant) {
        constants.set(nameKey(row.name), { ...constant, ...documented, sources: { ...constant.sources, ...sources } });
      } else if (guid) {
        guids.set(nameKey(row.name), { ...guid, ...documented, sources: { ...guid.sources, ...sources } });
      } else {
        context.diagnostics.push(
          diagnostic('CB416', `${row.name}: no source gives its value`, pageLocation(page, row.nameSpan)),
        );
      }
    }
  }
  return { constants, guids };
}

import { diagnostic } from '../diagnostics/catalogue.ts';
import { type BuildContext, documentedEntity, prose } from './build-context.ts';
import type { NamedPage, PageSet } from './collect-pages.ts';
import { factRef, hresultOfFacts, hresultOfValue } from './entities-of-facts.ts';
import type { Facts } from './facts.ts';
import type { Coclass, DocumentedHresult, Hresult, Marker } from './model.ts';
import { nameKey } from './name-index.ts';
import { pageLocation, pageRef } from './page-place.ts';

/** Joins the page of a coclass with its class identifier. */
export function documentedCoclass(name: string, placed: NamedPage, context: BuildContext): Coclass {
  const { page } = placed;
  const declaration = page.syntax?.declaration;
  const declared = declaration?.kind === 'coclass' ? declaration : undefined;
  const key = [`CLSID_${name}`, name].find((candidate) => context.facts.clsids[candidate]);
  const known = key === undefined ? undefined : context.facts.clsids[key];
  const clsid = known?.clsid ?? declared?.clsid;
  const entity = documentedEntity(name, placed, undefined, context);
  const texts = new Map(page.interfaces.map((row) => [nameKey(row.name), row.text]));
  const listed = declared?.interfaces ?? page.interfaces.map((row) => ({ name: row.name, default: false }));
  const interfaces = listed.map((item) => {
    const text = prose(placed, context) ? texts.get(nameKey(item.name)) : undefined;
    const spelled = context.interfaces.find(item.name) ?? item.name;
    return { name: spelled, default: item.default, ...(text && { text }) };
  });
  return {
    ...entity,
    header: known && entity.sources.header === undefined ? known.header : entity.header,
    ...(clsid !== undefined && { clsid }),
    interfaces,
    sources: { ...entity.sources, ...(key !== undefined && { clsid: factRef('clsids', key) }) },
  };
}

/** A page about a C# class or an IDL attribute. */
export function documentedMarker(name: string, placed: NamedPage, context: BuildContext): Marker {
  return {
    ...documentedEntity(name, placed, undefined, context),
    kind: placed.page.kind === 'attribute' ? 'attribute' : 'managedClass',
  };
}

/** An HRESULT that a page documents, and the id of that page. */
export interface MentionedHresult {
  readonly hresult: DocumentedHresult;
  readonly page: string;
}

/** `HRESULT_FROM_WIN32(X)` is computed of the fact X; other values that the facts lack are those of the page. */
function valueSource(name: string, page: string, context: BuildContext): string {
  const win32 = /^HRESULT_FROM_WIN32\((\w+)\)$/.exec(name)?.[1];
  return win32 !== undefined && context.facts.hresults[win32] ? factRef('hresults', win32) : page;
}

/**
 * All HRESULTs: those of the facts, those that a page of their own documents, and those whose value only a return
 * value table gives. A name that any page lists counts as documented.
 */
export function documentedHresultList(
  pages: PageSet,
  mentioned: Iterable<MentionedHresult>,
  context: BuildContext,
): Map<string, Hresult> {
  const hresults = new Map(hresultsOfFacts(context.facts));
  for (const { hresult, page } of mentioned) {
    const { name, value } = hresult;
    const known = hresults.get(name);
    if (known) {
      if (!known.documented) hresults.set(name, asDocumented(known));
    } else if (value !== undefined) {
      const make = (): Hresult => ({
        ...hresultOfValue(name, value, context.facts),
        documented: true,
        sources: { name: page, value: valueSource(name, page, context) },
      });
      hresults.set(name, context.remembered(`hresults ${name}`, [], `${value} ${page}`, make));
    }
  }
  for (const placed of pages.hresults.values()) {
    const { page, name } = placed;
    const known = hresults.get(name);
    if (!known) {
      context.diagnostics.push(diagnostic('CB410', `${name}: no source gives its value`, pageLocation(page)));
      continue;
    }
    const make = (): Hresult => ({
      ...known,
      ...documentedEntity(name, placed, known, context),
      header: known.header,
      sources: { ...known.sources, page: pageRef(page) },
    });
    hresults.set(name, context.remembered(`hresults ${name} of its page`, [placed], known, make));
  }
  return hresults;
}

const ofFacts = new WeakMap<Facts, ReadonlyMap<string, Hresult>>();

/** The HRESULTs of the facts by name, made once. */
function hresultsOfFacts(facts: Facts): ReadonlyMap<string, Hresult> {
  const made = ofFacts.get(facts);
  if (made) return made;
  const hresults = new Map<string, Hresult>();
  for (const name of Object.keys(facts.hresults)) {
    const hresult = hresultOfFacts(name, facts);
    if (hresult) hresults.set(name, hresult);
  }
  ofFacts.set(facts, hresults);
  return hresults;
}

const documentedOnes = new WeakMap<Hresult, Hresult>();

/** An HRESULT that a page lists; made once of each. */
function asDocumented(hresult: Hresult): Hresult {
  const made = documentedOnes.get(hresult) ?? { ...hresult, documented: true };
  documentedOnes.set(hresult, made);
  return made;
}

import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CommentLevel } from '../emit/output-file.ts';
import { certainDirection } from './certain-direction.ts';
import type { NamedPage } from './collect-pages.ts';
import {
  availabilityOf,
  documentationOf,
  headerOf,
  keepsProse,
  libraryOf,
  type NamedHeader,
} from './documented-entity.ts';
import type { Facts } from './facts.ts';
import type { Entity } from './model.ts';
import type { NameIndex } from './name-index.ts';
import type { OverrideBook } from './override-book.ts';
import { type PlacedPage, pageRef } from './page-place.ts';

/** What the builders of entities share in one run. */
export interface BuildContext {
  readonly facts: Facts;
  readonly comments: CommentLevel;
  readonly diagnostics: Diagnostic[];
  /** Known spellings of all type names: facts, base model, platform types, pages. */
  readonly types: NameIndex;
  /** Names of all interfaces that are known. */
  readonly interfaces: NameIndex;
  /**
   * An entity of an earlier run where its pages are the same as then, else a new one.
   *
   * @param key Tells entities apart.
   * @param known What it is made of beside pages and context; compared by identity.
   */
  remembered<T>(key: string, pages: readonly (NamedPage | undefined)[], known: unknown, make: () => T): T;
  /** Overrides correct the docs, not the pages that were written for this project. */
  bookFor(placed: PlacedPage): OverrideBook | undefined;
}

/** What every documented entity has of its page. */
export function documentedEntity(
  name: string,
  placed: PlacedPage,
  known: Entity | undefined,
  context: BuildContext,
): Omit<Entity, 'name'> & { readonly name: string } {
  const { page } = placed;
  const docs = documentationOf(placed, context.comments);
  const availability = availabilityOf(page);
  const header = headerOf(name, page, context.bookFor(placed), known && knownHeader(known));
  const library = libraryOf(page);
  return {
    name,
    header: header.header,
    documented: true,
    page: page.id,
    ...(page.area !== '' && { area: page.area }),
    ...(docs && { docs }),
    ...(library !== undefined && { library }),
    ...(availability && { availability }),
    sources: { ...known?.sources, name: pageRef(page), ...(header.source !== undefined && { header: header.source }) },
  };
}

function knownHeader(known: Entity): NamedHeader {
  return { header: known.header, source: known.sources.header };
}

export function prose(placed: PlacedPage, context: BuildContext): boolean {
  return keepsProse(context.comments, placed.origin);
}

/** The name without case differences that only the docs make: the known spelling, else the given one. */
export function spellType(name: string, context: BuildContext): string {
  return context.types.find(name) ?? name;
}

/** The direction that a type alone leaves no doubt about. */
export function directionOfType(type: string, context: BuildContext): 'in' | 'out' | undefined {
  return certainDirection(type, context.facts, (name) => context.interfaces.find(name) !== undefined);
}

/** Whether a type is a pointer, under its own name or one of the platform's or the facts'. */
export function isPointerType(type: string, { facts }: BuildContext): boolean {
  const known = facts.typedefs[type]?.type ?? facts['platform-types'][type]?.canonical ?? '';
  return type.includes('*') || known.includes('*');
}

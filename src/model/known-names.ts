import type { PageSet } from './collect-pages.ts';
import type { Facts } from './facts.ts';
import type { Model } from './model.ts';
import { NameIndex } from './name-index.ts';

/** The names of all interfaces that facts, a model and pages know. */
export function interfaceNames(facts: Facts, base: Model | undefined, pages: PageSet): NameIndex {
  return new NameIndex(
    Object.keys(facts.iids),
    Object.keys(facts.externals),
    (base?.interfaces ?? []).map((entity) => entity.name),
    [...pages.interfaces.values()].map((page) => page.name),
  );
}

/** The names of all types that facts, a model and pages know. */
export function typeNames(facts: Facts, base: Model | undefined, pages: PageSet): NameIndex {
  const index = new NameIndex(
    Object.keys(facts.iids),
    Object.keys(facts.externals),
    Object.keys(facts.enums),
    Object.keys(facts.structs),
    Object.keys(facts.callbacks),
    Object.keys(facts.typedefs),
    Object.keys(facts['platform-types']),
  );
  for (const { tag } of Object.values(facts.structs)) if (tag) index.add(tag);
  if (base) {
    for (const list of [base.interfaces, base.enums, base.structs, base.callbacks, base.typedefs]) {
      for (const entity of list) index.add(entity.name);
    }
  }
  for (const list of [pages.interfaces, pages.enums, pages.structs, pages.callbacks]) {
    for (const page of list.values()) index.add(page.name);
  }
  for (const { page } of pages.structs.values()) {
    const declaration = page.syntax?.declaration;
    if (declaration?.kind === 'struct') for (const name of declaration.pointerNames) index.add(name);
  }
  for (const { page } of pages.typedefLists) for (const row of page.typedefs) index.add(row.name);
  return index;
}

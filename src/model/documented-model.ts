import { diagnostic } from '../diagnostics/catalogue.ts';
import type { BuildContext } from './build-context.ts';
import type { NamedPage, PageSet, PagesByName } from './collect-pages.ts';
import { documentedEnum } from './documented-enum.ts';
import { documentedCallback, documentedFunction } from './documented-function.ts';
import { documentedInterface } from './documented-interface.ts';
import { documentedConstants, documentedTypedefs } from './documented-lists.ts';
import {
  documentedCoclass,
  documentedHresultList,
  documentedMarker,
  type MentionedHresult,
} from './documented-others.ts';
import { documentedStruct } from './documented-struct.ts';
import type { DocumentedHresult, Entity, Enumeration, Interface, Model, ModelList, Structure } from './model.ts';
import { commonSpelling, NameIndex, nameKey } from './name-index.ts';
import { pageLocation } from './page-place.ts';

/** The entities of a model while it is built, by the key of their name. */
export type EntityMaps = { readonly [L in ModelList]: Map<string, Model[L][number]> };

/** Everything that the pages document, joined with the facts; what an interface lacks comes from the base model. */
export function documentedModel(pages: PageSet, base: Model | undefined, context: BuildContext): EntityMaps {
  const maps = documentedDeclarations(pages, base, context);
  return { ...maps, hresults: documentedHresultList(pages, mentionedHresults(maps), context) };
}

/** The same without the HRESULTs. */
export function documentedDeclarations(
  pages: PageSet,
  base: Model | undefined,
  context: BuildContext,
): Omit<EntityMaps, 'hresults'> {
  const { facts } = context;
  const structs = new Map<string, Structure>();
  const enums = build('enums', pages.enums, context, new NameIndex(Object.keys(facts.enums)), (name, page) =>
    documentedEnum(name, page, context),
  );
  const structNames = new NameIndex(Object.keys(facts.structs));
  for (const page of pages.structs.values()) {
    const name = structNames.find(page.name) ?? page.name;
    const documented = context.remembered(`structs ${name}`, [page], undefined, () =>
      documentedStruct(name, page, context),
    );
    if (!documented) continue;
    structs.set(nameKey(name), documented.struct);
    for (const nested of documented.enums) enums.set(nameKey(nested.name), nested as Enumeration);
  }
  const { constants, guids } = documentedConstants(pages, context);
  return {
    interfaces: documentedInterfaces(pages, base, context),
    enums,
    structs,
    functions: build('functions', pages.functions, context, new NameIndex(Object.keys(facts.functions)), (name, page) =>
      documentedFunction(name, page, context),
    ),
    callbacks: build('callbacks', pages.callbacks, context, new NameIndex(Object.keys(facts.callbacks)), (name, page) =>
      documentedCallback(name, page, context),
    ),
    typedefs: documentedTypedefs(pages, context),
    constants,
    guids,
    coclasses: build('coclasses', pages.coclasses, context, new NameIndex(), (name, page) =>
      documentedCoclass(name, page, context),
    ),
    markers: build('markers', pages.markers, context, new NameIndex(), (name, page) =>
      documentedMarker(name, page, context),
    ),
  };
}

function build<E extends Entity>(
  list: ModelList,
  pages: PagesByName,
  context: BuildContext,
  spelling: NameIndex,
  make: (name: string, page: NamedPage) => E | undefined,
): Map<string, E> {
  const built = new Map<string, E>();
  for (const page of pages.values()) {
    const name = spelling.find(page.name) ?? page.name;
    const entity = context.remembered(`${list} ${name}`, [page], undefined, () => make(name, page));
    if (entity) built.set(nameKey(entity.name), entity);
  }
  return built;
}

function documentedInterfaces(pages: PageSet, base: Model | undefined, context: BuildContext): Map<string, Interface> {
  const { facts } = context;
  const priors = new Map((base?.interfaces ?? []).map((entity) => [nameKey(entity.name), entity]));
  const structs = new NameIndex(
    Object.keys(facts.structs),
    [...pages.structs.values()].map((page) => page.name),
  );
  const known = new NameIndex(
    Object.keys(facts.iids),
    Object.keys(facts.externals),
    [...priors.values()].map((entity) => entity.name),
  );
  const built = new Map<string, Interface>();
  for (const key of new Set([...pages.interfaces.keys(), ...pages.methods.keys()])) {
    const page = pages.interfaces.get(key);
    const methods: PagesByName = pages.methods.get(key) ?? new Map();
    if (!page && structs.find(key) !== undefined) {
      for (const method of methods.values()) {
        context.diagnostics.push(
          diagnostic(
            'CB414',
            `${structs.find(key)}::${method.name} is a method of a structure, which the model does not hold`,
            pageLocation(method.page),
          ),
        );
      }
      continue;
    }
    const spellings = [
      ...(page ? [page.name] : []),
      ...[...methods.values()].flatMap(({ page: { owner } }) => owner ?? []),
    ];
    const name = known.find(key) ?? commonSpelling(spellings.length ? spellings : [key]);
    const prior = priors.get(key);
    const entity = context.remembered(`interfaces ${name}`, [page, ...methods.values()], prior, () =>
      documentedInterface(name, page, methods, prior, context),
    );
    built.set(key, entity);
  }
  return built;
}

function* mentionedHresults(
  maps: Pick<EntityMaps, 'interfaces' | 'functions' | 'callbacks'>,
): Iterable<MentionedHresult> {
  for (const { methods } of maps.interfaces.values()) for (const method of methods) yield* mentions(method);
  for (const entity of maps.functions.values()) yield* mentions(entity);
  for (const entity of maps.callbacks.values()) yield* mentions(entity);
}

function* mentions(entity: { readonly page?: string; readonly hresults: readonly DocumentedHresult[] }) {
  for (const hresult of entity.hresults) yield { hresult, page: entity.page ?? '' };
}

import { printType } from '../ctype/print-type.ts';
import { builtinWords } from '../ctype/words.ts';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/line-index.ts';
import type { Declaration, FieldDeclaration, ParameterDeclaration } from '../parse/declaration/declaration.ts';
import type { Page } from '../parse/page.ts';
import type { Facts } from './facts.ts';
import { addNames, entityTypes, fieldTypes, signatureTypes, typesOf } from './facts-scope.ts';
import type { Entity, Model } from './model.ts';
import { pageLocation } from './page-place.ts';

/**
 * Checks a finished model: every type that a declaration names is defined in it or a platform type (CB401), and every
 * interface with a known vtable has its base, whose slots end where its own begin (CB512).
 */
export function checkModel(
  model: Model,
  facts: Facts,
  trees: readonly { readonly pages: readonly Page[] }[],
  hasBase: boolean,
  diagnostics: Diagnostic[],
): void {
  const pages = new Map(trees.flatMap((tree) => tree.pages.map((page) => [page.id, page] as const)));
  const defined = definedNames(model, facts);
  const isDefined = (name: string): boolean => defined.has(name) || name === 'const' || builtinWords.has(name);
  const fine = new Set(
    [...typesOf(model)].filter((type) => {
      const names = new Set<string>();
      addNames(type, names);
      return [...names].every(isDefined);
    }),
  );
  const reported = new Set<string>();
  const check = (symbol: string, pageId: string | undefined, types: Iterable<string>): void => {
    // What the base model brings was checked when it was made.
    if (hasBase && (pageId === undefined || !pages.has(pageId))) return;
    const names = new Set<string>();
    for (const type of types) if (!fine.has(type)) addNames(type, names);
    for (const name of names) {
      if (isDefined(name) || reported.has(`${symbol} ${name}`)) continue;
      reported.add(`${symbol} ${name}`);
      const page = pageId === undefined ? undefined : pages.get(pageId);
      diagnostics.push(
        diagnostic(
          'CB401',
          `${symbol}: ${name} is defined neither in the docs nor in the facts`,
          page && pageLocation(page, mention(page, name)),
        ),
      );
    }
  };
  const isFine = (entity: Parameters<typeof entityTypes>[0]): boolean => {
    for (const type of entityTypes(entity)) if (!fine.has(type)) return false;
    return true;
  };
  for (const entity of model.interfaces) {
    if (isFine(entity)) continue;
    for (const method of entity.methods) check(`${entity.name}::${method.name}`, method.page, signatureTypes(method));
  }
  for (const entity of [...model.functions, ...model.callbacks]) {
    if (!isFine(entity)) check(entity.name, entity.page, signatureTypes(entity));
  }
  for (const entity of model.structs) check(entity.name, entity.page, fieldTypes(entity.fields));
  for (const entity of model.typedefs) check(entity.name, entity.page, [entity.type]);
  checkVtables(model, diagnostics);
}

/** Where a page's declaration mentions a type: the parameter or field, else the whole declaration, else the title. */
function mention({ syntax, title }: Page, type: string): Span {
  const declaration = syntax?.declaration;
  return (declaration && mentionsIn(declaration).get(type)) ?? declaration?.span ?? title.span;
}

const mentions = new WeakMap<Declaration, ReadonlyMap<string, Span>>();

/** The first parameter or field of a declaration that mentions each name; found once for each declaration. */
function mentionsIn(declaration: Declaration): ReadonlyMap<string, Span> {
  const known = mentions.get(declaration);
  if (known) return known;
  const places = new Map<string, Span>();
  for (const part of partsOf(declaration)) {
    if (!part.type) continue;
    const names = new Set<string>();
    addNames(printType(part.type), names);
    for (const name of names) if (!places.has(name)) places.set(name, 'span' in part ? part.span : part.nameSpan);
  }
  mentions.set(declaration, places);
  return places;
}

function partsOf(declaration: Declaration): readonly (ParameterDeclaration | FieldDeclaration)[] {
  if (declaration.kind === 'function' || declaration.kind === 'functionPointer') return declaration.parameters;
  return declaration.kind === 'struct' ? declaration.fields : [];
}

function definedNames(model: Model, facts: Facts): Set<string> {
  const names = new Set(Object.keys(facts['platform-types']));
  const lists: readonly (readonly Entity[])[] = [
    model.interfaces,
    model.enums,
    model.structs,
    model.callbacks,
    model.typedefs,
    model.constants,
  ];
  for (const list of lists) for (const entity of list) names.add(entity.name);
  for (const { tag, pointerNames } of model.structs) {
    if (tag) names.add(tag);
    for (const name of pointerNames) names.add(name);
  }
  for (const { tag, members } of model.enums) {
    if (tag) names.add(tag);
    for (const member of members) names.add(member.name);
  }
  return names;
}

function checkVtables(model: Model, diagnostics: Diagnostic[]): void {
  const byName = new Map(model.interfaces.map((entity) => [entity.name, entity]));
  for (const entity of model.interfaces) {
    if (entity.vtable !== 'exact') continue;
    const base = entity.base === undefined ? undefined : byName.get(entity.base);
    const end = entity.base === undefined ? 0 : base && base.firstSlot + base.methods.length;
    if (end === entity.firstSlot && base?.vtable !== 'unknown') continue;
    diagnostics.push(
      diagnostic(
        'CB512',
        `${entity.name} begins at slot ${entity.firstSlot}, but its base ${entity.base ?? '(none)'} ends at ${end ?? 'an unknown slot'}`,
      ),
    );
  }
}

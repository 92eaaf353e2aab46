import { diagnostic } from '../diagnostics/catalogue.ts';
import type { FieldDeclaration, StructDeclaration } from '../parse/declaration/declaration.ts';
import { type BuildContext, documentedEntity, prose, spellType } from './build-context.ts';
import type { NamedPage } from './collect-pages.ts';
import { checkDeclaredName } from './declared-name.ts';
import { modelType } from './declared-types.ts';
import { enumOfDeclaration } from './documented-enum.ts';
import { enumOfFacts, structOfFacts } from './entities-of-facts.ts';
import type { Enumeration, Field, Structure } from './model.ts';
import { nameKey } from './name-index.ts';
import { pageLocation, pageRef } from './page-place.ts';

/** A structure and the enumerations that its declaration holds. */
export interface DocumentedStruct {
  readonly struct: Structure;
  readonly enums: readonly Enumeration[];
}

/** Joins the page of a structure or union with what the facts know of it. */
export function documentedStruct(name: string, placed: NamedPage, context: BuildContext): DocumentedStruct | undefined {
  const { page } = placed;
  const declaration = page.syntax?.declaration;
  const known = structOfFacts(name, context.facts);
  if (declaration?.kind !== 'struct') {
    if (!known) {
      context.diagnostics.push(diagnostic('CB407', `${name}: no fields known`, pageLocation(page)));
      return undefined;
    }
    return { struct: { ...known, ...documentedEntity(name, placed, known, context) }, enums: [] };
  }
  checkDeclaredName(name, name, declaration, placed, context);
  const enums = declaration.enums.map((nested) => {
    const enumName = `${name}_${nested.name}`;
    const knownEnum = enumOfFacts(enumName, context.facts);
    const entity = enumOfDeclaration(enumName, nested, placed, knownEnum, context);
    return { ...entity, scope: name };
  });
  const scoped = new Map(declaration.enums.map((nested) => [nested.name, `${name}_${nested.name}`]));
  const entity = documentedEntity(name, placed, known, context);
  const tag = declaration.tag;
  return {
    struct: {
      ...entity,
      kind: declaration.union ? 'union' : 'struct',
      ...(tag !== undefined && tag !== name && { tag }),
      pointerNames: declaration.pointerNames,
      fields: readFields(name, declaration, placed, known, scoped, context),
      ...(known?.layout && { layout: known.layout }),
      ...(known?.pack !== undefined && { pack: known.pack }),
      sources: {
        ...entity.sources,
        fields: pageRef(page, declaration.span),
        ...context.bookFor(placed)?.sources(name, page.id, ['structs']),
      },
    },
    enums,
  };
}

function readFields(
  name: string,
  declaration: StructDeclaration,
  placed: NamedPage,
  known: Structure | undefined,
  scoped: ReadonlyMap<string, string>,
  context: BuildContext,
): Field[] {
  const { page } = placed;
  const book = context.bookFor(placed);
  const overrides = book?.of('structs', name, page.id) ?? [];
  const texts = prose(placed, context)
    ? new Map(page.members.map((member) => [nameKey(member.name), member.text]))
    : new Map<string, string>();
  const rename = (type: string) => scoped.get(type) ?? spellType(book ? book.typeName(type, page.id) : type, context);
  const offsets = new Map(known?.fields.map((field) => [field.name, field.offset]));

  const fieldOf = (field: FieldDeclaration): Field => {
    const text = texts.get(nameKey(field.name));
    return {
      name: field.name,
      type: field.type ? modelType(field.type, rename) : '',
      ...(field.nested && {
        nested: { kind: field.nested.union ? 'union' : 'struct', fields: field.nested.fields.map(fieldOf) },
      }),
      ...(field.bits !== undefined && { bits: field.bits }),
      ...(text && { text }),
    };
  };
  const fields: Field[] = [];
  const insert = (position: number): void => {
    for (const entry of overrides) {
      if (entry.field !== position || entry.says !== null || entry.is === null) continue;
      book?.use(entry);
      fields.push({ name: entry.is[1], type: entry.is[0] });
    }
  };
  for (const [index, declared] of declaration.fields.entries()) {
    insert(index + 1);
    const field = fieldOf(declared);
    const entry = overrides.find(
      ({ field: position, says }) => position === index + 1 && says?.[0] === field.type && says[1] === field.name,
    );
    if (entry) book?.use(entry);
    if (entry?.is === null) continue;
    fields.push(entry?.is ? { ...field, type: entry.is[0], name: entry.is[1] } : field);
  }
  insert(declaration.fields.length + 1);
  return fields.map((field) => {
    const offset = field.name === '' ? undefined : offsets.get(field.name);
    return offset === undefined ? field : { ...field, offset };
  });
}

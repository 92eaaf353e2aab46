import { diagnostic } from '../diagnostics/catalogue.ts';
import type { EnumDeclaration } from '../parse/declaration/declaration.ts';
import { type BuildContext, documentedEntity, prose } from './build-context.ts';
import type { NamedPage } from './collect-pages.ts';
import { checkDeclaredName } from './declared-name.ts';
import { enumOfFacts } from './entities-of-facts.ts';
import { looksLikeFlags } from './flags.ts';
import type { Enumeration, EnumMember } from './model.ts';
import { nameKey } from './name-index.ts';
import { pageLocation, pageRef } from './page-place.ts';

/** Joins the page of an enumeration with what the facts know of it. */
export function documentedEnum(name: string, placed: NamedPage, context: BuildContext): Enumeration | undefined {
  const declaration = placed.page.syntax?.declaration;
  const known = enumOfFacts(name, context.facts);
  if (declaration?.kind !== 'enum') {
    if (!known) {
      context.diagnostics.push(diagnostic('CB407', `${name}: no members known`, pageLocation(placed.page)));
      return undefined;
    }
    return { ...known, ...documentedEntity(name, placed, known, context) };
  }
  return enumOfDeclaration(name, declaration, placed, known, context);
}

/** Joins a declaration, which may stand inside that of a structure, with what the facts know of the enumeration. */
export function enumOfDeclaration(
  name: string,
  declaration: EnumDeclaration,
  placed: NamedPage,
  known: Enumeration | undefined,
  context: BuildContext,
): Enumeration {
  const { page } = placed;
  if (known?.scope === undefined) checkDeclaredName(name, name, declaration, placed, context);
  const entity = documentedEntity(name, placed, known, context);
  const members = joinMembers(name, declaration, placed, known, context);
  const tag = declaration.tag;
  return {
    ...entity,
    ...(tag !== undefined && tag !== name && known?.scope === undefined && { tag }),
    ...(known?.scope !== undefined && { scope: known.scope }),
    size: known?.size ?? 4,
    flags: known?.flags ?? looksLikeFlags(name, members),
    members,
    sources: {
      ...entity.sources,
      values: pageRef(page, declaration.span),
      ...context.bookFor(placed)?.sources(name, page.id, ['enums']),
    },
  };
}

interface ReadMember {
  readonly name: string;
  readonly value: number;
  readonly expression?: string;
}

/**
 * The documented members, corrected, and those that only the facts have, in the facts' order; members that the facts
 * do not have follow.
 */
function joinMembers(
  name: string,
  declaration: EnumDeclaration,
  placed: NamedPage,
  known: Enumeration | undefined,
  context: BuildContext,
): EnumMember[] {
  const texts = prose(placed, context)
    ? new Map(placed.page.members.map((member) => [nameKey(member.name), member.text]))
    : new Map<string, string>();
  const documented = new Map<string, EnumMember>();
  for (const { name: memberName, value, expression } of readMembers(name, declaration, placed, known, context)) {
    const text = texts.get(nameKey(memberName));
    documented.set(memberName, {
      name: memberName,
      value,
      ...(expression !== undefined && { expression }),
      documented: true,
      ...(text && { text }),
    });
  }
  if (!known) return [...documented.values()];
  const joined = known.members.map((member) => documented.get(member.name) ?? member);
  const knownNames = new Set(known.members.map((member) => member.name));
  return [...joined, ...[...documented.values()].filter((member) => !knownNames.has(member.name))];
}

function readMembers(
  name: string,
  declaration: EnumDeclaration,
  placed: NamedPage,
  known: Enumeration | undefined,
  context: BuildContext,
): ReadMember[] {
  const { page } = placed;
  const book = context.bookFor(placed);
  const overrides = book?.of('enums', name, page.id) ?? [];
  const factValues = new Map(known?.members.map((member) => [member.name, member.value]));
  const members: ReadMember[] = [];
  for (const member of declaration.members) {
    const value = member.value ?? factValues.get(member.name);
    if (value === undefined) {
      context.diagnostics.push(
        diagnostic('CB412', `${name}: the value of ${member.name} is not known`, pageLocation(page, member.nameSpan)),
      );
      continue;
    }
    const entry = overrides.find(({ says }) => says?.[0] === member.name && says[1] === value);
    if (entry) {
      book?.use(entry);
      if (entry.is) members.push({ name: entry.is[0], value: entry.is[1] });
      continue;
    }
    members.push({ name: member.name, value, ...tellingExpression(member.expression) });
  }
  for (const entry of overrides) {
    if (entry.says !== null || entry.is === null) continue;
    book?.use(entry);
    members.push({ name: entry.is[0], value: entry.is[1] });
  }
  return members;
}

/** The expression, where it says more than a number. */
function tellingExpression(expression: string | undefined): { expression?: string } {
  return expression !== undefined && /[A-Za-z_]/.test(expression.replace(/\b0x[\da-f]+[ul]*\b|\b\d+[ul]*\b/gi, ''))
    ? { expression }
    : {};
}

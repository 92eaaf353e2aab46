import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/line-index.ts';
import { nameKey } from '../../model/name-index.ts';
import type { StructDeclaration } from '../../parse/declaration/declaration.ts';
import type { MemberRow } from '../../parse/page.ts';
import { hasSection } from '../has-section.ts';
import { type LintPage, placeOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

interface Named {
  readonly name: string;
  readonly nameSpan: Span;
}

/**
 * The members of an enumeration or structure in the declaration against those in the table of its page: missing in
 * the table (CB808), not declared (CB809), in another order (CB810), in another case (CB811); pages without such a table
 * (CB818).
 */
export const members: Rule = ({ pages }) => pages.flatMap(check);

function check(one: LintPage): Diagnostic[] {
  const { page } = one;
  const declaration = page.syntax?.declaration;
  if (declaration?.kind !== 'enum' && declaration?.kind !== 'struct') return [];
  const declared = declaration.kind === 'enum' ? declaration.members : fieldsOf(declaration);
  if (page.members.length === 0) {
    const isDocumented = declared.length === 0 || (page.translated && hasSection(one, 'members'));
    return isDocumented ? [] : [undocumented(one, declaration, declared)];
  }
  const nested = declaration.kind === 'struct' ? declaration.enums : [];
  const alsoKnown = new Set(nested.flatMap((one) => [one.name, ...one.members.map(({ name }) => name)]).map(nameKey));
  const rows = new Map(page.members.map((row) => [nameKey(row.name), row]));
  const byKey = new Map(declared.map((member) => [nameKey(member.name), member]));
  const found: Diagnostic[] = [];
  const transliterated = page.translated && page.members.some(({ name }) => !isAscii(name));
  for (const { name, nameSpan } of transliterated ? [] : declared) {
    if (rows.has(nameKey(name))) continue;
    found.push(
      diagnostic('CB808', `${page.name} declares ${name}, and its table has no such row`, placeOf(one, nameSpan)),
    );
  }
  for (const row of page.members) {
    const member = byKey.get(nameKey(row.name));
    if (!member) {
      // Names that a machine has transliterated are nobody's fault.
      if (alsoKnown.has(nameKey(row.name)) || (page.translated && !isAscii(row.name))) continue;
      found.push(diagnostic('CB809', `${page.name} declares no ${row.name}`, placeOf(one, row.nameSpan)));
    } else if (member.name !== row.name && !page.translated) {
      const { start, end } = row.nameSpan;
      found.push(
        diagnostic('CB811', `${row.name} is declared as ${member.name}`, placeOf(one, row.nameSpan), {
          related: [{ message: 'the declaration', location: placeOf(one, member.nameSpan) }],
          ...(one.text.slice(start, end) === row.name && { fixes: [{ start, end, replacement: member.name }] }),
        }),
      );
    }
  }
  return [...found, ...order(one, declared)];
}

function isAscii(name: string): boolean {
  return /^[\x20-\x7e]+$/.test(name);
}

function undocumented(one: LintPage, { nameSpan }: Named, declared: readonly Named[]): Diagnostic {
  const names = declared.map(({ name }) => name).join(', ');
  return diagnostic('CB818', `${one.page.name} documents none of its members (${names})`, placeOf(one, nameSpan));
}

/** Fields with a name; those of anonymous nested structures count as the outer one's own. */
function fieldsOf({ fields }: StructDeclaration): Named[] {
  return fields.flatMap((field): Named[] =>
    field.name === '' ? (field.nested ? fieldsOf(field.nested) : []) : [field],
  );
}

/** The first row of a table that stands before one that is declared earlier. */
function order(one: LintPage, declared: readonly Named[]): Diagnostic[] {
  const position = new Map(declared.map(({ name }, at) => [nameKey(name), at]));
  for (const rows of tablesOf(one)) {
    const known = rows.filter(({ name }) => position.has(nameKey(name)));
    const at = known.findIndex(({ name }, n) => n > 0 && place(name) < place((known[n - 1] as MemberRow).name));
    if (at < 0 || isSorted(rows)) continue;
    const [before, row] = [known[at - 1] as MemberRow, known[at] as MemberRow];
    const message = `the table of ${one.page.name} has ${row.name} after ${before.name}, the declaration before it`;
    const location = placeOf(one, declared[place(row.name)]?.nameSpan);
    return [
      diagnostic('CB810', message, placeOf(one, row.nameSpan), {
        related: [{ message: 'the declaration', location }],
      }),
    ];
  }
  return [];

  function place(name: string): number {
    return position.get(nameKey(name)) as number;
  }
}

/** The rows of a page by table: one that groups its members may order the groups as it likes. */
function tablesOf({ page, text }: LintPage): MemberRow[][] {
  const tables: MemberRow[][] = [];
  let end: number | undefined;
  for (const row of page.members) {
    const isNext = end !== undefined && !/\n[ \t\r]*\n/.test(text.slice(end, row.nameSpan.start));
    if (isNext) (tables.at(-1) as MemberRow[]).push(row);
    else tables.push([row]);
    end = row.nameSpan.end;
  }
  return tables;
}

/** Whether rows stand in the order of the alphabet, which is one to look them up in. */
function isSorted(rows: readonly MemberRow[]): boolean {
  const keys = rows.map(({ name }) => nameKey(name));
  return keys.every((key, at) => at === 0 || (keys[at - 1] as string) <= key);
}

import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { NameIndex } from '../../model/name-index.ts';
import type { EnumDeclaration } from '../../parse/declaration/declaration.ts';
import { type LintInput, type LintPage, placeOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

/**
 * Declared enumerators against the facts: another value (CB861), a name that the header does not have (CB862), and
 * those of the header that the page lacks (CB863).
 */
export const enumerators: Rule = (input) => {
  const known = new NameIndex(Object.keys(input.facts.enums));
  return input.pages.flatMap((one) => {
    const declaration = one.page.syntax?.declaration;
    if (declaration?.kind !== 'enum') return [];
    const name = known.find(input.trueName(one.page));
    return name === undefined ? [] : check(one, declaration, name, input);
  });
};

function check(one: LintPage, declaration: EnumDeclaration, name: string, { facts }: LintInput): Diagnostic[] {
  const values = facts.enums[name]?.members ?? {};
  const found: Diagnostic[] = [];
  for (const { name: member, nameSpan, value } of declaration.members) {
    const fact = Object.hasOwn(values, member) ? values[member] : undefined;
    if (fact === undefined) {
      found.push(
        diagnostic('CB862', `${name} has no ${member} in the header`, placeOf(one, nameSpan), near(member, values)),
      );
    } else if (value !== undefined && value >>> 0 !== fact >>> 0) {
      const message = `${name}: ${member} is ${hex(fact)} in the header, not ${hex(value)}`;
      found.push(diagnostic('CB861', message, placeOf(one, nameSpan)));
    }
  }
  const declared = new Set(declaration.members.map((member) => member.name));
  const missing = Object.keys(values).filter((member) => !declared.has(member));
  if (missing.length > 0) {
    const message = `${name} has ${missing.length} more in the header: ${missing.join(', ')}`;
    found.push(diagnostic('CB863', message, placeOf(one, declaration.nameSpan)));
  }
  return found;
}

function near(name: string, values: Readonly<Record<string, number>>): { help?: string } {
  const meant = Object.keys(values).find((known) => known.toLowerCase() === name.toLowerCase());
  return meant === undefined ? {} : { help: `the header spells it ${meant}` };
}

function hex(value: number): string {
  return `0x${(value >>> 0).toString(16)}`;
}

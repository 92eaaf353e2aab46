import type { Enumeration, EnumMember } from '../model/model.ts';
import { stayed } from './alignment.ts';
import { partOf, type Subject } from './change-list.ts';
import { type Comparison, compareEntity, compareProse } from './compare-entity.ts';
import { enumeratorShifts } from './enumerator-shifts.ts';
import { type EntityMatch, matchEntities } from './match-entities.ts';
import { counted, listed } from './wording.ts';

/** Compares two versions of an enumeration: its size, and its members by name, value and text. */
export function compareEnumeration(
  comparison: Comparison,
  subject: Subject,
  old: Enumeration,
  next: Enumeration,
): void {
  const { changes } = comparison;
  const documented = compareEntity(comparison, subject, old, next) === 'same';
  changes.compare('enum-size', subject, old.size, next.size, 'values');
  changes.compare('tag', subject, old.tag, next.tag);
  changes.compare('tag', subject, old.scope, next.scope);

  const match = matchEntities(old.members, next.members, [({ value }) => String(value)]);
  const shifts = enumeratorShifts(old.members, next.members, match);
  const effect = (member: EnumMember) => shiftText(shifts.victims.get(member) ?? []);
  const subjectOf = (member: EnumMember) => partOf(subject, `::${member.name}`);

  for (const member of match.removed) {
    const details = { old: valueText(member, old), consequence: effect(member), fact: 'values' };
    changes.add('enumerator-removed', subjectOf(member), details);
  }
  for (const member of match.added) {
    const consequence = effect(member);
    const kind = consequence === undefined ? 'enumerator-added' : 'enumerator-inserted';
    changes.add(kind, subjectOf(member), { new: valueText(member, next), consequence, fact: 'values' });
  }
  for (const pair of match.pairs) {
    const member = subjectOf(pair.new);
    changes.compare('enumerator-renamed', member, pair.old.name, pair.new.name, 'values');
    if (pair.old.value === pair.new.value) {
      changes.compare('enumerator-expression', member, pair.old.expression, pair.new.expression, 'values');
    } else if (!shifts.explained.has(pair.new)) {
      changes.add('enumerator-value', member, {
        old: valueText(pair.old, old),
        new: valueText(pair.new, next),
        consequence: effect(pair.new),
        fact: 'values',
      });
    }
    if (!documented) continue;
    if (pair.old.documented !== pair.new.documented) {
      const details = { new: valueText(pair.new, next), fact: 'values' };
      changes.add(pair.new.documented ? 'now-documented' : 'no-longer-documented', member, details);
    } else {
      compareProse(comparison, 'member-text', member, pair.old.text, pair.new.text);
    }
  }
  // Other members can make flags of values, which only adds operators; the reverse takes them away.
  const sameValues = valuesText(old) === valuesText(next);
  if (old.flags || sameValues) changes.compare('flags', subject, meaning(old), meaning(next), 'values');
  for (const pair of movedPairs(old, match)) changes.add('enumerator-order', subjectOf(pair.new));
}

/** Members that stand elsewhere among the others that stayed. */
function movedPairs(old: Enumeration, match: EntityMatch<EnumMember>): EntityMatch<EnumMember>['pairs'] {
  const places = new Map(old.members.map((member, index) => [member, index]));
  const kept = stayed(match.pairs.map((pair) => places.get(pair.old) as number));
  return match.pairs.filter((_, at) => !kept.has(at));
}

function shiftText(victims: readonly EnumMember[]): string | undefined {
  if (victims.length === 0) return undefined;
  return `shifts ${counted(victims.length, 'later value')} (${listed(victims.map(({ name }) => name))})`;
}

/** Flags as hexadecimal numbers, other values as decimal. */
function valueText(member: EnumMember, owner: Enumeration): string {
  return owner.flags && member.value >= 0 ? `0x${member.value.toString(16)}` : String(member.value);
}

function valuesText(entity: Enumeration): string {
  return entity.members.map(({ value }) => value).join(',');
}

function meaning(entity: Enumeration): string {
  return entity.flags ? 'flags' : 'values';
}

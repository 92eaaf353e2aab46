import type { EnumMember } from '../model/model.ts';
import type { EntityMatch } from './match-entities.ts';

/** Which enumerators changed their value only because another did. */
export interface EnumeratorShifts {
  /** Members of the new model whose value is the consequence of another change. */
  readonly explained: ReadonlySet<EnumMember>;
  /** The members (new model) that each cause moved along; a cause is an added, a removed or a changed member. */
  readonly victims: ReadonlyMap<EnumMember, readonly EnumMember[]>;
}

/**
 * Finds the members whose value changed because they count on from the one before.
 *
 * A member counts on if it is one more than the member before it, or zero at the start, in both models. Its new value
 * then is the consequence of what happened right before it: members added or removed there, or a change of the value
 * that it counts on from, with the causes of that. Without such a cause the member is one itself.
 */
export function enumeratorShifts(
  old: readonly EnumMember[],
  next: readonly EnumMember[],
  match: EntityMatch<EnumMember>,
): EnumeratorShifts {
  const partners = new Map(match.pairs.map((pair) => [pair.new, pair.old]));
  const places = new Map(old.map((member, index) => [member, index]));
  const gone = new Set(match.removed);
  const explained = new Set<EnumMember>();
  const victims = new Map<EnumMember, EnumMember[]>();
  /** What a member that counts on from the last matched one owes its value to; empty if that one did not change. */
  let inherited: readonly EnumMember[] = [];
  /** Members added since the last matched one. */
  let added: EnumMember[] = [];

  next.forEach((member, index) => {
    const partner = partners.get(member);
    if (!partner) {
      added.push(member);
      return;
    }
    const place = places.get(partner) as number;
    let causes: readonly EnumMember[] = [];
    if (member.value !== partner.value) {
      if (countsOn(next, index) && countsOn(old, place)) {
        causes = [...inherited, ...removedBefore(old, place, gone), ...added];
      }
      for (const cause of causes) victims.set(cause, [...(victims.get(cause) ?? []), member]);
      if (causes.length > 0) explained.add(member);
      inherited = causes.length > 0 ? causes : [member];
    } else {
      inherited = [];
    }
    added = [];
  });
  return { explained, victims };
}

function countsOn(members: readonly EnumMember[], index: number): boolean {
  const before = members[index - 1];
  return members[index]?.value === (before ? before.value + 1 : 0);
}

/** The members removed right before a place. */
function removedBefore(old: readonly EnumMember[], place: number, gone: ReadonlySet<EnumMember>): EnumMember[] {
  const removed: EnumMember[] = [];
  for (let at = place - 1; at >= 0 && gone.has(old[at] as EnumMember); at--) removed.unshift(old[at] as EnumMember);
  return removed;
}

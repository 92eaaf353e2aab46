import type { Interface, Method } from '../model/model.ts';
import { stayed } from './alignment.ts';
import type { Subject } from './change-list.ts';
import { type Comparison, compareDocumentation, type Standing } from './compare-entity.ts';
import { compareSignature, signatureText } from './compare-signature.ts';
import { heirsOf } from './inheritance.ts';
import { type EntityMatch, type Identity, matchEntities, samePage } from './match-entities.ts';
import { counted, listed } from './wording.ts';

/**
 * Compares the methods of two versions of an interface: which there are, in which slots, with which signatures.
 *
 * @param owner Whether the interface gained or lost its documentation.
 */
export function compareMethods(
  comparison: Comparison,
  subject: Subject,
  old: Interface,
  next: Interface,
  owner: Standing,
): void {
  const match = matchMethods(comparison, old, next);
  if (old.vtable === 'exact' && next.vtable === 'exact') compareSlots(comparison, subject, old, next, match);
  else compareNames(comparison, subject, old, next, match);

  for (const pair of match.pairs) {
    const method = methodSubject(subject, pair.new, pair.old);
    comparison.changes.compare('method-renamed', method, pair.old.name, pair.new.name, 'name');
    const standing = compareDocumentation(comparison, method, pair.old, pair.new, owner);
    compareSignature(comparison, method, pair.old, pair.new, standing);
  }
}

/** Methods pair by name; one that has no like by name is renamed if its signature and its slot, or its page, are. */
function matchMethods(comparison: Comparison, old: Interface, next: Interface): EntityMatch<Method> {
  const texts = new Map<Method, string>();
  for (const method of old.methods) texts.set(method, signatureText(method, comparison.renames));
  for (const method of next.methods) texts.set(method, signatureText(method, new Map()));
  const text = (method: Method) => texts.get(method) as string;
  const place = new Map<Method, number>();
  for (const { methods } of [old, next]) {
    for (const [index, method] of methods.entries()) place.set(method, index);
  }
  const sameSlot: Identity<Method> = (method) => `${place.get(method)}\n${text(method)}`;
  const exact = old.vtable === 'exact' && next.vtable === 'exact';
  return matchEntities(old.methods, next.methods, exact ? [sameSlot, samePage(text)] : [samePage(text)]);
}

/** Where the slots of a side are unknown, only what is there counts; a whole gained or lost vtable is one change. */
function compareNames(
  comparison: Comparison,
  subject: Subject,
  old: Interface,
  next: Interface,
  match: EntityMatch<Method>,
): void {
  const { changes } = comparison;
  if (old.vtable !== 'exact') {
    for (const method of match.removed) {
      changes.add('method-removed', methodSubject(subject, undefined, method), { old: method.name });
    }
  }
  if (next.vtable !== 'exact') {
    for (const method of match.added) {
      changes.add('method-added', methodSubject(subject, method), { new: method.name });
    }
  }
}

function compareSlots(
  comparison: Comparison,
  subject: Subject,
  old: Interface,
  next: Interface,
  match: EntityMatch<Method>,
): void {
  const { changes } = comparison;
  const oldIndex = new Map(old.methods.map((method, index) => [method, index]));
  const newIndex = new Map(next.methods.map((method, index) => [method, index]));
  const kept = stayed(match.pairs.map((pair) => oldIndex.get(pair.old) as number));
  const still = match.pairs.filter((_, at) => kept.has(at));
  const shifted = still
    .filter((pair) => pair.new.slot - next.firstSlot !== pair.old.slot - old.firstSlot)
    .map((pair) => pair.new);
  const heirs = old.methods.length === next.methods.length ? [] : heirsOf(comparison.models.old, old.name);

  for (const method of match.removed) {
    const index = oldIndex.get(method) as number;
    const behind = still.filter((pair) => (oldIndex.get(pair.old) as number) > index).map((pair) => pair.new);
    changes.add('method-removed', methodSubject(subject, undefined, method), {
      old: `slot ${method.slot}`,
      consequence: consequence(behind, shifted, heirs),
    });
  }
  for (const method of match.added) {
    const index = newIndex.get(method) as number;
    const behind = still.filter((pair) => (newIndex.get(pair.new) as number) > index).map((pair) => pair.new);
    const effect = consequence(behind, shifted, heirs);
    const appended = old.callback || next.callback ? 'callback-method-added' : 'method-added';
    changes.add(effect === undefined ? appended : 'method-inserted', methodSubject(subject, method), {
      new: `slot ${method.slot}`,
      consequence: effect,
    });
  }
  match.pairs.forEach((pair, at) => {
    // One around which others changed places keeps its slot.
    if (kept.has(at) || pair.old.slot === pair.new.slot) return;
    const details = { old: `slot ${pair.old.slot}`, new: `slot ${pair.new.slot}` };
    changes.add('method-moved', methodSubject(subject, pair.new, pair.old), details);
  });
  compareGaps(comparison, subject, old, next, still, { oldIndex, newIndex });
}

/** Slots that differ from the place in the list, which no method of the list explains: reported where they begin. */
function compareGaps(
  comparison: Comparison,
  subject: Subject,
  old: Interface,
  next: Interface,
  still: EntityMatch<Method>['pairs'],
  index: { readonly oldIndex: ReadonlyMap<Method, number>; readonly newIndex: ReadonlyMap<Method, number> },
): void {
  let before = 0;
  for (const pair of still) {
    const oldGap = pair.old.slot - old.firstSlot - (index.oldIndex.get(pair.old) as number);
    const newGap = pair.new.slot - next.firstSlot - (index.newIndex.get(pair.new) as number);
    const gap = newGap - oldGap;
    if (gap !== before && pair.old.slot !== pair.new.slot) {
      const details = { old: `slot ${pair.old.slot}`, new: `slot ${pair.new.slot}` };
      comparison.changes.add('slot', methodSubject(subject, pair.new, pair.old), details);
    }
    before = gap;
  }
}

/** What adding or removing a method does to others: the methods behind it and the interfaces derived from it. */
function consequence(
  behind: readonly Method[],
  shifted: readonly Method[],
  heirs: readonly string[],
): string | undefined {
  const victims = behind.filter((method) => shifted.includes(method)).map(({ name }) => name);
  const parts: string[] = [];
  if (victims.length > 0) parts.push(`${counted(victims.length, 'later method')} (${listed(victims)})`);
  if (heirs.length > 0) parts.push(`${counted(heirs.length, 'derived interface')} (${listed(heirs)})`);
  return parts.length > 0 ? `shifts the slots of ${parts.join(' and ')}` : undefined;
}

function methodSubject(subject: Subject, next: Method | undefined, old?: Method): Subject {
  const name = (next ?? old)?.name ?? '';
  return {
    api: `${subject.api}::${name}`,
    header: subject.header,
    ...(old && { oldSources: old }),
    ...(next && { newSources: next }),
  };
}

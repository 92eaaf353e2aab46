import type { Interface } from '../model/model.ts';
import type { Subject } from './change-list.ts';
import { type Comparison, compareEntity } from './compare-entity.ts';
import { compareMethods } from './compare-methods.ts';
import { isSlotShiftInherited } from './inheritance.ts';

/** Compares two versions of an interface: identity, base, slots, methods. */
export function compareInterface(comparison: Comparison, subject: Subject, old: Interface, next: Interface): void {
  const { changes, renames } = comparison;
  const standing = compareEntity(comparison, subject, old, next);

  changes.compare(old.iid === undefined ? 'iid-known' : 'iid', subject, old.iid, next.iid, 'iid');
  const kept = old.base === undefined || old.base === next.base;
  const oldBase = kept ? old.base : (renames.get(old.base as string) ?? old.base);
  const baseKnown = oldBase === undefined && old.vtable === 'unknown';
  changes.compare(baseKnown ? 'base-known' : 'base', subject, oldBase, next.base, 'base');
  changes.compare('plain-class', subject, old.plainClass ?? false, next.plainClass ?? false, 'methods');
  changes.compare('implemented-by', subject, implementer(old), implementer(next));

  if (old.vtable === 'exact' && next.vtable === 'unknown') {
    changes.add('vtable-lost', subject, { old: 'exact', new: 'unknown', fact: 'methods' });
  } else if (old.vtable === 'unknown' && next.vtable === 'exact') {
    changes.add('vtable-known', subject, { old: 'unknown', new: 'exact', fact: 'methods' });
  } else if (
    old.firstSlot !== next.firstSlot &&
    oldBase === next.base &&
    (old.plainClass ?? false) === (next.plainClass ?? false) &&
    !isSlotShiftInherited(comparison, old, next)
  ) {
    const shown = ({ firstSlot }: Interface) => `first slot ${firstSlot}`;
    changes.add('slot', subject, { old: shown(old), new: shown(next), fact: 'methods' });
  }
  compareMethods(comparison, subject, old, next, standing);
}

function implementer(entity: Interface): string {
  return entity.callback ? 'client' : 'runtime';
}

import type { Interface, Model } from '../model/model.ts';
import type { Comparison } from './compare-entity.ts';

/**
 * Whether the first slot of an interface moved just as far as the end of its base did: then the base's change is the
 * cause, and is reported there.
 */
export function isSlotShiftInherited(comparison: Comparison, old: Interface, next: Interface): boolean {
  const { models } = comparison;
  const before = interfaceOf(models.old, old.base);
  const after = interfaceOf(models.new, next.base);
  if (!before || !after || before.vtable !== 'exact' || after.vtable !== 'exact') return false;
  return next.firstSlot - old.firstSlot === endOf(after) - endOf(before);
}

/** Names of the interfaces of a model that derive from the given one, directly or not, in the model's order. */
export function heirsOf(model: Model, name: string): readonly string[] {
  const heirs = new Set([name]);
  for (let size = 0; size !== heirs.size; ) {
    size = heirs.size;
    for (const entity of model.interfaces) {
      if (entity.base !== undefined && heirs.has(entity.base)) heirs.add(entity.name);
    }
  }
  heirs.delete(name);
  return model.interfaces.map((entity) => entity.name).filter((other) => heirs.has(other));
}

function interfaceOf(model: Model, name: string | undefined): Interface | undefined {
  return name === undefined ? undefined : model.interfaces.find((entity) => entity.name === name);
}

/** The first slot after an interface's own. */
function endOf(entity: Interface): number {
  return entity.firstSlot + entity.methods.length;
}

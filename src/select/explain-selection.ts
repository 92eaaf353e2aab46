import type { Entity } from '../model/model.ts';
import type { Reason, Selection } from './select-model.ts';

/**
 * Says why an entity is part of a selection, for a person: the pattern it goes back to, and what needs what on the way.
 *
 * @param name Name of an entity of the model.
 * @returns Lines without line ends, from the entity to the pattern; none if the selection has no entity of that name.
 */
export function explainSelection(selection: Selection, name: string): readonly string[] {
  const lines: string[] = [];
  for (const [entity, reason] of selection.why)
    if (entity.name === name) lines.push(...chain(entity, reason, selection));
  return lines;
}

function chain(entity: Entity, reason: Reason, { why }: Selection): string[] {
  const lines = [entity.name];
  let current: Reason | undefined = reason;
  while (current?.kind === 'need') {
    lines.push(`  is needed by ${current.by.name}: ${current.role}`);
    current = why.get(current.by);
  }
  if (current) {
    const source = current.source === undefined ? '' : ` (in ${current.source})`;
    lines.push(`  ${lines.length === 1 ? 'is' : 'which is'} selected by \`${current.pattern}\`${source}`);
  }
  return lines;
}

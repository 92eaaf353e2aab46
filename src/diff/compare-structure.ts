import type { Field, Structure } from '../model/model.ts';
import { align } from './alignment.ts';
import { partOf, type Subject } from './change-list.ts';
import { type Comparison, compareEntity, compareProse } from './compare-entity.ts';
import { compareType } from './compare-signature.ts';

/** Compares two versions of a structure or union. */
export function compareStructure(comparison: Comparison, subject: Subject, old: Structure, next: Structure): void {
  const { changes } = comparison;
  const documented = compareEntity(comparison, subject, old, next) === 'same';
  const before = changes.changes.length;
  changes.compare('struct-kind', subject, old.kind, next.kind);
  changes.compare('pack', subject, old.pack ?? 'default', next.pack ?? 'default', 'layout');
  compareFields(comparison, subject, old, next, documented);
  const causes = changes.changes.slice(before).some(({ grade }) => grade === 'abi');
  compareLayout(comparison, subject, old, next, causes);

  changes.compare('tag', subject, old.tag, next.tag);
  for (const name of old.pointerNames) {
    if (!next.pointerNames.includes(name)) changes.add('pointer-name-removed', subject, { old: name });
  }
  for (const name of next.pointerNames) {
    if (!old.pointerNames.includes(name)) changes.add('pointer-name-added', subject, { new: name });
  }
}

/** What holds fields: a structure or union, or one nested in a field. */
type FieldOwner = Pick<Structure, 'kind' | 'fields'>;

function compareFields(
  comparison: Comparison,
  subject: Subject,
  oldOwner: FieldOwner,
  nextOwner: FieldOwner,
  documented: boolean,
): void {
  const { changes } = comparison;
  const old = oldOwner.fields;
  const next = nextOwner.fields;
  const names = (fields: readonly Field[]) => fields.map(({ name }) => name);
  const aligned = align(names(old), names(next));
  for (const index of aligned.removed) {
    const field = old[index] as Field;
    const consequence = `was field ${index + 1} of ${old.length}`;
    changes.add('field-removed', fieldSubject(subject, field), { old: fieldText(field), consequence, fact: 'fields' });
  }
  for (const index of aligned.added) {
    const field = next[index] as Field;
    const consequence = `is field ${index + 1} of ${next.length}`;
    changes.add('field-added', fieldSubject(subject, field), { new: fieldText(field), consequence, fact: 'fields' });
  }
  if (aligned.reordered) {
    const order = (fields: readonly Field[]) => names(fields).join(', ');
    // The fields of a union all start at its start; the first is the one that an initialiser sets.
    const kind = nextOwner.kind === 'union' ? 'union-order' : 'field-order';
    changes.add(kind, subject, { old: order(old), new: order(next), fact: 'fields' });
  }
  for (const pair of aligned.pairs) {
    compareField(comparison, subject, old[pair.old] as Field, next[pair.new] as Field, documented);
  }
}

function compareField(comparison: Comparison, owner: Subject, old: Field, next: Field, documented: boolean): void {
  const { changes } = comparison;
  const subject = fieldSubject(owner, next);
  const sameForm = old.nested?.kind === next.nested?.kind;
  const otherType = !sameForm || (!next.nested && comparison.types(old.type, next.type) === 'different');
  if (otherType) {
    changes.add('field-type', subject, { old: fieldText(old), new: fieldText(next), fact: 'fields' });
  } else {
    changes.compare('field-renamed', subject, old.name, next.name, 'fields');
    if (old.nested && next.nested) {
      compareFields(comparison, subject, old.nested, next.nested, documented);
    } else {
      compareType(comparison, 'field-type', subject, old.type, next.type, 'fields');
    }
  }
  changes.compare('field-bits', subject, old.bits, next.bits, 'fields');
  if (documented) compareProse(comparison, 'member-text', subject, old.text, next.text);
}

/**
 * Compares sizes and offsets that a source gives. They follow from the fields: where these changed they are no change
 * of their own, and of several offsets only the first is one.
 */
function compareLayout(
  comparison: Comparison,
  subject: Subject,
  old: Structure,
  next: Structure,
  explained: boolean,
): void {
  const { changes } = comparison;
  if ((old.layout === undefined) !== (next.layout === undefined)) {
    changes.compare('layout-known', subject, sizes(old), sizes(next), 'layout');
  } else if (!explained && sizes(old) !== sizes(next)) {
    changes.compare('layout', subject, sizes(old), sizes(next), 'layout');
    return;
  }
  if (explained) return;
  const offsets = offsetsOf(next.fields);
  for (const [path, offset] of offsetsOf(old.fields)) {
    const now = offsets.get(path);
    if (now === offset || !offsets.has(path)) continue;
    const kind = offset === undefined || now === undefined ? 'layout-known' : 'layout';
    const shown = (value: number | undefined) => (value === undefined ? 'offset unknown' : `offset ${value}`);
    changes.compare(kind, partOf(subject, `::${path}`), shown(offset), shown(now), 'layout');
    return;
  }
}

/** The offset of every field by its place, nested ones below their owner's. */
function offsetsOf(fields: readonly Field[], prefix = ''): Map<string, number | undefined> {
  const found = new Map<string, number | undefined>();
  fields.forEach((field, index) => {
    const path = prefix + (field.name || `#${index + 1}`);
    found.set(path, field.offset);
    for (const [inner, offset] of offsetsOf(field.nested?.fields ?? [], `${path}::`)) found.set(inner, offset);
  });
  return found;
}

function sizes({ layout }: Structure): string {
  return layout ? `${layout.size} bytes, ${layout.size32} on 32-bit targets` : 'size unknown';
}

function fieldSubject(owner: Subject, field: Field): Subject {
  return field.name === '' ? owner : partOf(owner, `::${field.name}`);
}

function fieldText(field: Field): string {
  const bits = field.bits === undefined ? '' : ` : ${field.bits}`;
  if (!field.nested) return `${field.type}${field.name && ` ${field.name}`}${bits}`;
  const inner = field.nested.fields.map((nested) => `${fieldText(nested)};`).join(' ');
  return `${field.nested.kind} { ${inner} }${field.name && ` ${field.name}`}`;
}

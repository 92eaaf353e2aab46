import { parseType } from '../../ctype/parse-type.ts';
import type { Callback, Field, Model, Structure, Typedef } from '../model.ts';
import { stronglyConnected } from '../strongly-connected.ts';

/** What may need another declaration before its own, so that there can be circles. */
export type Definition = Structure | Typedef | Callback;

/**
 * The structures, typedefs and callbacks whose declaration needs itself before it, or needs others that do: the fields
 * of a structure, what a typedef stands for, what a callback takes and returns. Structures that are only pointed to are
 * no need, as C can declare them without their fields; the names of pointers to them are.
 *
 * @returns Of each what stands in its circle beside it: nothing where its declaration names itself.
 */
export function declarationCircles(
  model: Pick<Model, 'structs' | 'typedefs' | 'callbacks'>,
): ReadonlyMap<Definition, readonly Definition[]> {
  const definitions = [...model.structs, ...model.typedefs, ...model.callbacks];
  const byName = new Map<string, Meaning[]>();
  const name = (word: string, meaning: Meaning) => {
    const others = byName.get(word);
    if (others) others.push(meaning);
    else byName.set(word, [meaning]);
  };
  for (const entity of definitions) {
    const isStruct = 'fields' in entity;
    name(entity.name, { entity, forward: isStruct });
    if (!isStruct) continue;
    if (entity.tag !== undefined && entity.tag !== entity.name) name(entity.tag, { entity, forward: true });
    for (const pointer of entity.pointerNames) name(pointer, { entity, forward: false });
  }

  const needs = new Map<Definition, ReadonlySet<Definition>>();
  for (const entity of definitions) needs.set(entity, new Set(needsOf(entity, byName)));
  const circles = new Map<Definition, readonly Definition[]>();
  for (const circle of stronglyConnected(needs)) {
    for (const entity of circle) {
      if (circle.length > 1 || needs.get(entity)?.has(entity))
        circles.set(
          entity,
          circle.filter((other) => other !== entity),
        );
    }
  }
  return circles;
}

/** What a name stands for. */
interface Meaning {
  readonly entity: Definition;
  /** Whether C can declare the name before the definition: that of a structure, but not of a pointer to it. */
  readonly forward: boolean;
}

type Named = ReadonlyMap<string, readonly Meaning[]>;

function* needsOf(entity: Definition, byName: Named): Iterable<Definition> {
  if ('fields' in entity) yield* needsOfFields(entity.fields, byName);
  else if ('type' in entity) yield* needsOfType(entity.type, byName);
  else for (const { type } of [{ type: entity.returns }, ...entity.parameters]) yield* needsOfType(type, byName);
}

function* needsOfFields(fields: readonly Field[], byName: Named): Iterable<Definition> {
  for (const { type, nested } of fields) {
    if (nested) yield* needsOfFields(nested.fields, byName);
    else yield* needsOfValue(type, byName);
  }
}

/** What must be declared before a type is named. */
function* needsOfType(text: string, byName: Named): Iterable<Definition> {
  for (const { entity, forward } of byName.get(parseType(text).name) ?? []) if (!forward) yield entity;
}

/** What must be declared before a field of a type: its structure, too, also where a typedef stands for it. */
function* needsOfValue(text: string, byName: Named): Iterable<Definition> {
  const visited = new Set<string>();
  for (const pending = [text]; pending.length > 0; ) {
    const type = pending.pop() as string;
    const { name, pointers } = parseType(type);
    if (visited.has(name)) continue;
    visited.add(name);
    yield* needsOfType(type, byName);
    if (pointers.length > 0) continue;
    for (const { entity, forward } of byName.get(name) ?? []) {
      if (forward) yield entity;
      else if ('type' in entity) pending.push(entity.type);
    }
  }
}

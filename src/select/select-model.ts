import { suggestion } from '../config/did-you-mean.ts';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { emptyModel, modelLists } from '../model/json.ts';
import type { Entity, Model } from '../model/model.ts';
import { createNameIndex, type Listed, type NameIndex } from './name-index.ts';
import { createNeeds } from './needs.ts';
import { globTest, isGlob, type Pattern, parsePattern } from './pattern.ts';

/** Why an entity is part of a selection: a pattern names it, or another one needs it. */
export type Reason =
  | { readonly kind: 'pattern'; readonly pattern: string; readonly source?: string }
  | { readonly kind: 'need'; readonly by: Entity; readonly role: string };

/** A part of a model, closed: everything that its entities need is there too. */
export interface Selection {
  readonly model: Model;
  /** The nearest reason of each entity of it. */
  readonly why: ReadonlyMap<Entity, Reason>;
}

/** The identifiers that the sources of a `used:` pattern name, each with the first file that does. */
export type UsedNames = ReadonlyMap<string, string>;

/**
 * Selects what the patterns name and what that needs. Pure; the order of the model stays.
 *
 * CB421 for a pattern that matches nothing, with the nearest name; CB422 for sources that use nothing of the API. A
 * `used:` pattern without an entry in `used` was not read and is passed over: who reads it reports it.
 *
 * @param used The names in the sources of each `used:` pattern, by the text of the pattern.
 */
export function select(
  model: Model,
  patterns: readonly string[],
  used: ReadonlyMap<string, UsedNames> = new Map(),
): StageResult<Selection> {
  const index = createNameIndex(model);
  const diagnostics: Diagnostic[] = [];
  const why = new Map<Entity, Reason>();
  let front: Listed[] = [];
  const take = (listed: Listed, reason: Reason): void => {
    if (why.has(listed.entity)) return;
    why.set(listed.entity, reason);
    front.push(listed);
  };

  for (const pattern of patterns.map(parsePattern)) {
    if (pattern.kind === 'used') {
      const names = used.get(pattern.text);
      if (names === undefined) continue;
      const before = why.size;
      let known = false;
      for (const [name, source] of names) {
        for (const listed of index.byIdentifier(name)) {
          known = true;
          take(listed, { kind: 'pattern', pattern: pattern.text, source });
        }
      }
      if (!known && why.size === before) {
        diagnostics.push(diagnostic('CB422', `the sources of \`${pattern.text}\` use nothing of the API`));
      }
      continue;
    }
    const found = matches(pattern, index);
    if (found.length === 0) diagnostics.push(nothingMatches(pattern, index));
    for (const listed of found) take(listed, { kind: 'pattern', pattern: pattern.text });
  }

  // Breadth first: the reason that is kept is the shortest way from a pattern.
  const needsOf = createNeeds(model, index);
  while (front.length > 0) {
    const current = front;
    front = [];
    for (const listed of current) {
      for (const { of, role } of needsOf(listed)) take(of, { kind: 'need', by: listed.entity, role });
    }
  }
  return { value: { model: within(model, why), why }, diagnostics };
}

/** The model of `select` alone. */
export function selectModel(model: Model, patterns: readonly string[]): StageResult<Model> {
  const { value, diagnostics } = select(model, patterns);
  return { value: value.model, diagnostics };
}

function within(model: Model, kept: ReadonlyMap<Entity, unknown>): Model {
  const lists = modelLists.map((list) => [list, model[list].filter((entity) => kept.has(entity))]);
  return { ...emptyModel, ...Object.fromEntries(lists) };
}

function matches({ kind, value }: Pattern, index: NameIndex): readonly Listed[] {
  if (kind === 'name' && !isGlob(value)) return index.byIdentifier(value);
  const test = globTest(value);
  return index.all.filter(({ entity }) => {
    const text = kind === 'name' ? entity.name : kind === 'header' ? entity.header : entity.area;
    return text !== undefined && test(text);
  });
}

function nothingMatches({ kind, value, text }: Pattern, index: NameIndex): Diagnostic {
  if (kind === 'name') {
    const names = index.all.map(({ entity }) => entity.name);
    const meant = isGlob(value) ? '' : suggestion(value, names);
    return diagnostic('CB421', `\`${text}\` selects nothing: the model has no API of that name${meant}`);
  }
  const texts = index.all.flatMap(({ entity }) => (kind === 'header' ? entity.header : (entity.area ?? [])));
  const known = [...new Set(texts)].sort();
  const guess = kind === 'header' && !value.includes('.') ? `${value}.h` : value;
  const meant = suggestion(guess, known) || (kind === 'area' ? ` (areas: ${known.join(', ')})` : '');
  return diagnostic('CB421', `\`${text}\` selects nothing: the model has no ${kind} \`${value}\`${meant}`);
}

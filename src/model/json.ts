import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { checkTexts } from './check-texts.ts';
import type { Entity, Model, ModelList } from './model.ts';
import { checkEntityShape } from './model-shape.ts';

/** The lists of a model in the order in which they are written. */
export const modelLists = [
  'interfaces',
  'enums',
  'structs',
  'functions',
  'callbacks',
  'typedefs',
  'constants',
  'guids',
  'coclasses',
  'hresults',
  'markers',
] as const satisfies readonly ModelList[];

/** A model without an entity. */
export const emptyModel: Model = {
  version: 1,
  interfaces: [],
  enums: [],
  structs: [],
  functions: [],
  callbacks: [],
  typedefs: [],
  constants: [],
  guids: [],
  coclasses: [],
  hresults: [],
  markers: [],
};

/**
 * The model as JSON text: one entity a line, so that a changed API is a changed line. Keys of an entity are in a fixed
 * order: the same model gives the same bytes, whatever made it.
 */
export function modelToJson(model: Model): string {
  const lists = modelLists.map((list) => {
    const lines = model[list].map(entityToJson);
    return `${JSON.stringify(list)}: [${lines.length ? `\n${lines.join(',\n')}\n` : ''}]`;
  });
  return `{\n"version": ${model.version},\n${lists.join(',\n')}\n}\n`;
}

const knownLines = new WeakMap<Entity, string>();

/** The line of an entity in the JSON text; made once for each entity. */
export function entityToJson(entity: Entity): string {
  const known = knownLines.get(entity);
  if (known !== undefined) return known;
  const line = JSON.stringify(sorted(entity));
  knownLines.set(entity, line);
  return line;
}

/** Takes the line of an entity that was made before. */
export function noteEntityJson(entity: Entity, line: string): void {
  knownLines.set(entity, line);
}

/** Keys that come first, so that a line begins with what it is about; the others follow by code unit. */
const firstKeys = ['name', 'header', 'slot', 'value', 'type'];

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  // Without a prototype, as a page may call something `__proto__`.
  const ordered: Record<string, unknown> = Object.create(null);
  for (const key of sortedKeys(Object.keys(value))) ordered[key] = sorted((value as Record<string, unknown>)[key]);
  return ordered;
}

/** Thousands of objects have a few hundred combinations of keys. */
const knownOrders = new Map<string, readonly string[]>();

function sortedKeys(keys: readonly string[]): readonly string[] {
  const combination = keys.join('\0');
  const known = knownOrders.get(combination);
  if (known !== undefined) return known;
  const ordered = keys.toSorted((a, b) => keyRank(a) - keyRank(b) || (a < b ? -1 : 1));
  knownOrders.set(combination, ordered);
  return ordered;
}

function keyRank(key: string): number {
  const rank = firstKeys.indexOf(key);
  return rank < 0 ? firstKeys.length : rank;
}

/**
 * Reads a model from JSON text, for which `file` stands in messages. A text that is no JSON, of another version or of
 * another shape gives undefined and CB420 with the path of what is wrong.
 */
export function modelFromJson(text: string, file: string): StageResult<Model | undefined> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return invalid(file, (error as Error).message);
  }
  if (!isObject(json)) return invalid(file, 'not an object');
  if (json.version !== 1)
    return invalid(file, `version is ${JSON.stringify(json.version)}, this generator reads version 1`);
  const problems: string[] = [];
  for (const list of modelLists) {
    const entities = json[list];
    if (!Array.isArray(entities)) problems.push(`${list}: not a list`);
    else for (const [at, entity] of entities.entries()) checkEntityShape(list, entity, `${list}[${at}]`, problems);
  }
  if (problems.length === 0) checkTexts(json, '', problems);
  if (problems.length > 0) {
    const diagnostics: Diagnostic[] = problems
      .slice(0, maximalProblems)
      .map((problem) => diagnostic('CB420', `${file}: ${problem}`));
    return { value: undefined, diagnostics };
  }
  return { value: json as unknown as Model, diagnostics: [] };
}

/** More findings in one model file help no one. */
const maximalProblems = 20;

function invalid(file: string, problem: string): StageResult<undefined> {
  return { value: undefined, diagnostics: [diagnostic('CB420', `${file}: ${problem}`)] };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

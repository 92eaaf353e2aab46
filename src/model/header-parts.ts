import { emptyModel, modelLists } from './json.ts';
import type { Entity, Model, ModelList } from './model.ts';
import { orderModel } from './order.ts';

/** The model in one part a header, by header name in order: what metadata/model keeps as files. */
export function splitByHeader(model: Model): Map<string, Model> {
  const headers = new Set(
    modelLists.flatMap((list) => (model[list] as readonly Entity[]).map((entity) => entity.header)),
  );
  const parts = new Map<string, Model>();
  for (const header of [...headers].sort()) {
    const part = modelLists.map((list) => [
      list,
      (model[list] as readonly Entity[]).filter((entity) => entity.header === header),
    ]);
    parts.set(header, { ...emptyModel, ...Object.fromEntries(part) });
  }
  return parts;
}

/** Puts the parts of a model together again, in whatever order they come. */
export function joinHeaders(parts: Iterable<Model>): Model {
  const joined: Record<ModelList, Entity[]> = Object.fromEntries(modelLists.map((list) => [list, []])) as never;
  for (const part of parts) for (const list of modelLists) joined[list].push(...part[list]);
  return orderModel({ ...emptyModel, ...(joined as unknown as Omit<Model, 'version'>) });
}

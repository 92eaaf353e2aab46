import type { Model, ModelList } from './model.ts';

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

/** The model as JSON text: one entity a line, so that a changed API is a changed line; the same bytes for the same model. */
export function modelToJson(model: Model): string {
  const lists = modelLists.map((list) => {
    const lines = model[list].map((entity) => JSON.stringify(entity));
    return `${JSON.stringify(list)}: [${lines.length ? `\n${lines.join(',\n')}\n` : ''}]`;
  });
  return `{\n"version": ${model.version},\n${lists.join(',\n')}\n}\n`;
}

/**
 * Keys of a model whose values are for people: texts of the docs, and where something comes from. No declaration
 * depends on them; they show in the comment of the entity that has them, and in the model itself.
 */
export const proseKeys: ReadonlySet<string> = new Set(['docs', 'text', 'description', 'sources', 'availability']);

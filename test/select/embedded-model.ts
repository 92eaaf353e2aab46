import path from 'node:path';
import { createTypeTable } from '../../src/model/type-table.ts';
import { readMetadata } from '../../src/read/metadata.ts';
import { readModel } from '../../src/read/read-model.ts';
import { readTemplates } from '../../src/read/read-templates.ts';

/** Root of the repository. */
export const root = path.resolve(import.meta.dirname, '..', '..');

/** The model that this package brings along. */
export const embedded = readModel(path.join(root, 'metadata', 'model'), root).value;

/** The templates that this package brings along. */
export const templates = readTemplates(path.join(root, 'templates'), undefined, root).value;

const { facts } = (await readMetadata(path.join(root, 'metadata'))).value;

/** The types of Windows. */
const platform = facts['platform-types'];

/** The types of a part of that model. */
export function typesOf(model: typeof embedded) {
  return createTypeTable(model, platform);
}

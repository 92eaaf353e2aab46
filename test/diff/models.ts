import { readFileSync } from 'node:fs';
import type { Change } from '../../src/diff/change.ts';
import { compareModels } from '../../src/diff/compare-models.ts';
import type { PlatformTypes } from '../../src/model/canonical.ts';
import { emptyModel } from '../../src/model/json.ts';
import type { Model } from '../../src/model/model.ts';
import { createTypeTable } from '../../src/model/type-table.ts';

const platformFile = new URL('../../metadata/facts/platform-types.json', import.meta.url);

/** The platform types of the package. */
const platform: PlatformTypes = JSON.parse(readFileSync(platformFile, 'utf8')).entries;

/** The changes between two models with all their prose, and with the package's platform types. */
export function changesOf(old: Model, next: Model, allProse = true): readonly Change[] {
  const types = { old: createTypeTable(old, platform), new: createTypeTable(next, platform) };
  return compareModels(old, next, types, allProse);
}

/** Changes as `kind api: old -> new`. */
export function shortly(changes: readonly Change[]): string[] {
  return changes.map(({ kind, api, old, new: next }) => `${kind} ${api}: ${old ?? ''} -> ${next ?? ''}`);
}

/** A model of a fixture: lists that it leaves out are empty. */
export function modelOfFixture(file: string | URL): Model {
  return { ...emptyModel, ...JSON.parse(readFileSync(file, 'utf8')) };
}

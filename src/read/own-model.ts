import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Model } from '../model/model.ts';
import { modelFromOwnJson } from '../model/own-json.ts';
import { packageRoot } from './package-root.ts';
import type { Sources } from './read-sources.ts';

const require = createRequire(import.meta.url);

/** What a model is built from. */
export type OwnSources = Pick<Sources, 'trees' | 'base' | 'metadata'>;

/** How much prose the model has that the build makes. */
export const ownComments = 'summary';

/**
 * The model of this package's own pages, facts and model as the build has built it.
 *
 * @returns undefined where one of them was changed since, or where the sources run as they are.
 */
export function readOwnModel(sources: OwnSources): Model | undefined {
  const key = ownModelKey(sources);
  if (known?.key !== key) {
    const model = modelOfBuild(key);
    known = model && { key, model };
  }
  return known?.model;
}

/** What a run of this process has read. */
let known: { readonly key: string; readonly model: Model } | undefined;

/** What the build keeps: of what the model was built, and the hash of its JSON text. */
interface BuiltModel {
  readonly key: string;
  readonly hash: string;
}

/** The model is the one among the outputs that this package comes with. */
function modelOfBuild(key: string): Model | undefined {
  const built = keptByBuild();
  if (built?.key !== key) return undefined;
  try {
    const bytes = readFileSync(path.join(packageRoot, 'generated', 'model.json'));
    return hashOfModel(bytes) === built.hash ? modelFromOwnJson(bytes) : undefined;
  } catch {
    return undefined;
  }
}

function keptByBuild(): BuiltModel | undefined {
  try {
    // From this folder also where this module is part of a bundle.
    return require('../read/own-model.json') as BuiltModel;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** What stands for the JSON text of a model. */
export function hashOfModel(json: string | Buffer): string {
  return createHash('sha256').update(json).digest('base64url');
}

/** What stands for everything that such a model is built from. */
export function ownModelKey({ trees, base, metadata }: OwnSources): string {
  const pages = trees.flatMap(({ files }) => files.map(({ id, hash }) => `${id} ${hash}`));
  return createHash('sha256')
    .update([ownComments, base?.hash, metadata.hash, ...pages].join('\n'))
    .digest('base64url');
}

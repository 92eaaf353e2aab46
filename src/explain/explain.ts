import type { GenerateOptions } from '../generation.ts';
import { describeApi } from './describe-api.ts';
import type { Explanation } from './explanation.ts';
import { allApis, findApis } from './find-api.ts';
import { type LoadedApis, loadApis } from './load-apis.ts';
import { nearMisses } from './near-misses.ts';

/** What a name turned out to mean. */
export interface Explained extends LoadedApis {
  /** All APIs of that name: a method of several interfaces gives several. */
  readonly explanations: readonly Explanation[];
  /** Names that may be meant, where there is no explanation. */
  readonly nearMisses: readonly string[];
}

/**
 * Explains an API: of the embedded model, or of the docs or the model that the options name. Writes nothing.
 *
 * @param name Name of an entity, `Interface::Method`, an enumerator, a GUID, or the number of an HRESULT.
 */
export async function explainApi(name: string, options: GenerateOptions = {}): Promise<Explained> {
  const loaded = await loadApis(options, 'full');
  const { knowledge } = loaded;
  if (knowledge === undefined) return { ...loaded, explanations: [], nearMisses: [] };
  const apis = allApis(knowledge.model);
  const found = findApis(apis, name);
  return {
    ...loaded,
    explanations: found.map((api) => describeApi(api, knowledge)),
    nearMisses: found.length > 0 ? [] : nearMisses(apis, name),
  };
}

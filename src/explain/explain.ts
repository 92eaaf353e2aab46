import type { GenerateOptions } from '../generation.ts';
import { describeApi } from './describe-api.ts';
import type { Explanation } from './explanation.ts';
import { allApis, findApis } from './find-api.ts';
import { apisHeldBy } from './held-apis.ts';
import { type LoadedApis, loadApis } from './load-apis.ts';
import { nearMisses } from './near-misses.ts';

/** What a name turned out to mean. */
export interface Explained extends LoadedApis {
  /** All APIs of that name: a method of several interfaces gives several; or all that a header or a page holds. */
  readonly explanations: readonly Explanation[];
  /** Whether the name is that of a header or a page. */
  readonly isHolder: boolean;
  /** Names that may be meant, where there is no explanation. */
  readonly nearMisses: readonly string[];
}

/**
 * Explains an API: of the embedded model, or of the docs or the model that the options name. Writes nothing.
 *
 * @param name Name of an entity, `Interface::Method`, an enumerator, a GUID, the number of an HRESULT, a header,
 *   or the file of a page.
 */
export async function explainApi(name: string, options: GenerateOptions = {}): Promise<Explained> {
  const loaded = await loadApis(options, 'full');
  const { knowledge } = loaded;
  if (knowledge === undefined) return { ...loaded, explanations: [], isHolder: false, nearMisses: [] };
  const apis = allApis(knowledge.model);
  const named = findApis(apis, name);
  const found = named.length > 0 ? named : apisHeldBy(apis, name);
  return {
    ...loaded,
    explanations: found.map((api) => describeApi(api, knowledge)),
    isHolder: found !== named && found.length > 0,
    nearMisses: found.length > 0 ? [] : nearMisses(apis, name),
  };
}

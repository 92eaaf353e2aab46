import { diagnostic } from '../diagnostics/catalogue.ts';
import type { StageResult } from '../diagnostics/diagnostic.ts';
import { cppIdentifiers } from './cpp-identifiers.ts';
import type { UsedNames } from './select-model.ts';
import type { HostSource, TsMorph } from './typescript-names.ts';

/** What reads modules; everything else is read as C or C++. */
const MODULE = /\.[mc]?[jt]sx?$/;

/**
 * The names of the API that a host's sources may mean: the identifiers of C and C++, and what TypeScript and JavaScript
 * import. Which of them are names of the API is for `select` to say.
 *
 * CB423 where there are modules and ts-morph is not installed.
 *
 * @param pattern The `used:` pattern that found the sources, for the message.
 * @param load Loads ts-morph; called only if there are modules.
 */
export async function usedNames(
  pattern: string,
  sources: readonly HostSource[],
  load: () => Promise<TsMorph> = () => import('ts-morph'),
): Promise<StageResult<UsedNames>> {
  const found = new Map<string, string>();
  for (const { path, text } of sources.filter(({ path }) => !MODULE.test(path))) {
    for (const name of cppIdentifiers(text)) if (!found.has(name)) found.set(name, path);
  }
  const modules = sources.filter(({ path }) => MODULE.test(path));
  if (modules.length === 0) return { value: found, diagnostics: [] };
  let tsMorph: TsMorph;
  try {
    tsMorph = await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    const message = `\`${pattern}\` needs ts-morph to read TypeScript: run \`npm install --save-dev ts-morph\``;
    return { value: found, diagnostics: [diagnostic('CB423', message)] };
  }
  const { typescriptNames } = await import('./typescript-names.ts');
  for (const [name, path] of typescriptNames(modules, tsMorph)) if (!found.has(name)) found.set(name, path);
  return { value: found, diagnostics: [] };
}

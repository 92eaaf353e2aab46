import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/sort.ts';
import type { RevisedModel } from './revise-model.ts';

/**
 * The findings of the last run with those of the changed pages as they are now; undefined where one that is about
 * such a page cannot be told from the page alone.
 *
 * @param shown The pages, as shown to a person.
 */
export function reviseFindings(
  recorded: readonly Diagnostic[],
  shown: ReadonlySet<string>,
  findings: RevisedModel['findings'],
): readonly Diagnostic[] | undefined {
  const isAbout = ({ location, related = [] }: Diagnostic) =>
    [location, ...related.map((one) => one.location)].some((place) => place && shown.has(place.file));
  const told = recorded.filter(isAbout).map((one) => JSON.stringify(one));
  const found = findings.before.map((one) => JSON.stringify(one));
  if (told.sort().join('\n') !== found.sort().join('\n')) return undefined;
  return sortDiagnostics([...recorded.filter((one) => !isAbout(one)), ...findings.after]);
}

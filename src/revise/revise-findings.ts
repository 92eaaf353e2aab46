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
  const rest = [...findings];
  const revised: Diagnostic[] = [];
  for (const one of recorded) {
    if (!isAbout(one)) {
      revised.push(one);
      continue;
    }
    const said = JSON.stringify(one);
    const at = rest.findIndex(([before]) => JSON.stringify(before) === said);
    const [found] = at < 0 ? [] : rest.splice(at, 1);
    if (found === undefined) return undefined;
    revised.push(found[1]);
  }
  return rest.length === 0 ? sortDiagnostics(revised) : undefined;
}

import type { Diagnostic, Fix } from '../../diagnostics/diagnostic.ts';
import type { LintInput, LintPage } from '../lint-input.ts';
import { contradictoryDirection } from './contradictory-direction.ts';
import { danglingArgument } from './dangling-argument.ts';
import { declaredName } from './declared-name.ts';
import { typeSpelling } from './type-spelling.ts';

/** Finds the edits that cure a finding, where facts and page leave no doubt; undefined where they do. */
export type Cure = (found: Diagnostic, one: LintPage, input: LintInput) => readonly Fix[] | undefined;

/** Cures of findings of the earlier stages, which know less than the linter, by code. */
const cures: Readonly<Partial<Record<Diagnostic['code'], Cure>>> = {
  CB320: declaredName,
  CB321: declaredName,
  CB326: danglingArgument,
  CB409: contradictoryDirection,
  CB417: typeSpelling,
  CB847: declaredName,
};

/** Gives findings of earlier stages the edits that cure them. */
export function curable(found: readonly Diagnostic[], input: LintInput): readonly Diagnostic[] {
  const byPath = new Map(input.pages.map((one) => [one.page.path, one]));
  return found.map((one) => {
    const cure = cures[one.code];
    const page = one.location && byPath.get(one.location.file);
    const fixes = page && !one.fixes ? cure?.(one, page, input) : undefined;
    return fixes ? { ...one, fixes } : one;
  });
}

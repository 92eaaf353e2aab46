/** One step of a glob: a text unit that stands for itself, or a wildcard. */
export type GlobStep =
  | { readonly kind: 'unit'; readonly unit: string }
  /** One unit, or any number of them; with `slash` also slashes. */
  | { readonly kind: 'one' | 'many'; readonly slash: boolean };

/**
 * Whether the steps match a text, in time that grows with the steps and the text, however many wildcards there are: all
 * ways to match are gone at once, unit by unit.
 *
 * @param anyFolder Whether the steps may begin behind any slash, and not only at the start.
 */
export function matchSteps(steps: readonly GlobStep[], text: string, anyFolder = false): boolean {
  let reached = new Set<number>();
  enter(0, steps, reached);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at);
    const next = new Set<number>();
    for (const index of reached) {
      const step = steps[index];
      if (step === undefined || !takes(step, unit)) continue;
      enter(step.kind === 'many' ? index : index + 1, steps, next);
    }
    if (anyFolder && unit === '/') enter(0, steps, next);
    reached = next;
  }
  return reached.has(steps.length);
}

function takes(step: GlobStep, unit: string): boolean {
  return step.kind === 'unit' ? step.unit === unit : step.slash || unit !== '/';
}

/** Notes that a step is next, and those behind it as far as it may match nothing. */
function enter(first: number, steps: readonly GlobStep[], reached: Set<number>): void {
  for (let index = first; !reached.has(index); index++) {
    reached.add(index);
    if (steps[index]?.kind !== 'many') return;
  }
}

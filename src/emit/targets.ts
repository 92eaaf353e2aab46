import { cppTarget } from './cpp/target.ts';
import type { Target } from './target.ts';
import { typescriptTarget } from './typescript/target.ts';

/** The targets by name, in the order in which they run when all are asked for. */
export const targets: ReadonlyMap<string, Target> = new Map(
  [cppTarget, typescriptTarget].map((target) => [target.name, target]),
);

import { type GlobStep, matchSteps } from '../select/glob-steps.ts';

/**
 * A test for the paths of pages: `*` stands for any text without a slash, `**` for any text, `?` for one letter. A glob
 * may leave out the first folders of the path.
 */
export function pageGlob(glob: string): (path: string) => boolean {
  const steps = glob.split(/(\*\*\/?|\*|\?)/).flatMap((part): readonly GlobStep[] => {
    if (part === '**' || part === '**/') return [{ kind: 'many', slash: true }];
    if (part === '*') return [{ kind: 'many', slash: false }];
    if (part === '?') return [{ kind: 'one', slash: false }];
    return part.split('').map((unit) => ({ kind: 'unit', unit }));
  });
  return (path) => matchSteps(steps, path, true);
}

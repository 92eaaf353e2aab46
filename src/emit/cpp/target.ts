import type { Target } from '../target.ts';

/** C++ headers, one per header of the model. */
export const cppTarget: Target = {
  name: 'cpp',
  emit: () => ({ value: [], diagnostics: [] }),
};

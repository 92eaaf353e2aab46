import type { CType } from '../ctype/ctype.ts';
import { printType } from '../ctype/print-type.ts';

/**
 * Prints a type as the model spells it: without the keyword of an elaborated type (`struct X *` is `X *`) and with
 * its name passed through `rename`, which corrects misspelt names and gives them their known spelling.
 */
export function modelType(type: CType, rename: (name: string) => string): string {
  return printType(renamed(type, rename));
}

function renamed(type: CType, rename: (name: string) => string): CType {
  const { tag, ...plain } = type;
  return {
    ...plain,
    name: type.function ? type.name : rename(type.name),
    ...(type.function && {
      function: {
        ...type.function,
        returns: renamed(type.function.returns, rename),
        parameters: type.function.parameters.map((parameter) => renamed(parameter, rename)),
      },
    }),
  };
}

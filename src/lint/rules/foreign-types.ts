import { diagnostic } from '../../diagnostics/catalogue.ts';
import { callables } from '../declared.ts';
import { placeOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

/** Types that C# has and C++ has not, and what they are there (C# language specification, simple types). */
const csharpTypes: ReadonlyMap<string, string> = new Map([
  ['uint', 'UINT'],
  ['ulong', 'ULONGLONG'],
  ['ushort', 'USHORT'],
  ['sbyte', 'signed char'],
  ['string', 'LPCWSTR'],
  ['object', 'IUnknown *'],
  ['nint', 'INT_PTR'],
  ['nuint', 'UINT_PTR'],
]);

/** Parameters and results of a C++ declaration whose type is one of C# (CB846). */
export const foreignTypes: Rule = (input) =>
  callables(input).flatMap((one) => {
    const { declaration } = one;
    const typed = [
      { type: declaration.returns, span: declaration.nameSpan, what: 'the result' },
      ...declaration.parameters.map(({ type, span, name }) => ({ type, span, what: name })),
    ];
    return typed.flatMap(({ type, span, what }) => {
      const meant = csharpTypes.get(type.name);
      if (meant === undefined) return [];
      const message = `${declaration.name}: ${what} is of type ${type.name}, which is C#; in C++ it is ${meant}`;
      return [diagnostic('CB846', message, placeOf(one, span))];
    });
  });

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseType } from '../../src/ctype/parse-type.ts';
import { printDeclarator, printType } from '../../src/ctype/print-type.ts';
import type { Declaration } from '../../src/parse/declaration/declaration.ts';
import { parseDeclaration } from '../../src/parse/declaration/parse-declaration.ts';
import { printDeclaration } from '../../src/parse/declaration/print-declaration.ts';
import { withoutSpans } from './block-fixture.ts';
import { anyDeclaration, anyType } from './declarations.ts';

describe('printing and reading back', () => {
  it('gives the same declaration and finds no fault', () => {
    fc.assert(
      fc.property(anyDeclaration, (made) => {
        const text = printDeclaration(made as unknown as Declaration);
        const { declaration, problems } = parseDeclaration(text, 0, { title: '' });
        expect(withoutSpans(declaration)).toEqual(withoutSpans(made));
        // Generated attributes name parameters that do not exist.
        expect(problems.filter(({ code }) => code !== 'CB326')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same type', () => {
    fc.assert(
      fc.property(anyType, (type) => {
        expect(parseType(printType(type))).toEqual(type);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same type from a declarator as from the bare type', () => {
    fc.assert(
      fc.property(anyType, (type) => {
        const { declaration } = parseDeclaration(`void f(${printDeclarator(type, 'name')}, int last);`, 0, {
          title: '',
        });
        expect(declaration).toMatchObject({ parameters: [{ name: 'name', type }, { name: 'last' }] });
      }),
    );
  });
});

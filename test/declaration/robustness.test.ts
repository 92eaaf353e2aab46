import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DeclarationProblem,
  parseDeclaration,
  parseEmbeddedDeclarations,
} from '../../src/parse/declaration/parse-declaration.ts';
import { readFixtures } from './block-fixture.ts';
import { hasCorpus, readBlocks } from './corpus-blocks.ts';

const pieces = `[ ] [in] [out, ( ) , ; { } ); }; typedef enum struct union interface coclass class public: virtual const
  STDMETHOD( STDAPI_( STDAPI WINAPI __stdcall (* (__stdcall* SAFEARRAY( size_is( uuid( IN __out_ecount( unsigned long
  DWORD HRESULT IThing name * ** & = = 0 0x1F 1 'a' " ' /* */ // | << ~ - : :: ... # #define é \u{1F600} \\ < > ? %`
  .split(/\s+/)
  .filter(Boolean);

const soup = fc
  .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(' ', '', '\n', '\r\n')), { maxLength: 60 })
  .map((parts) => parts.flat().join(''));

/** Changes to a text: at a place, so many characters go and a piece comes. */
const edits = fc.array(fc.record({ at: fc.nat(), gone: fc.nat(8), piece: fc.constantFrom('', ...pieces) }), {
  minLength: 1,
  maxLength: 4,
});
type Edit = { at: number; gone: number; piece: string };
const edited = (text: string, changes: readonly Edit[]) =>
  changes.reduce((before, { at, gone, piece }) => {
    const place = at % (before.length + 1);
    return before.slice(0, place) + piece + before.slice(place + gone);
  }, text);

const base = 1000;

function expectSound(code: string, title: string, language: string): void {
  const inside = ({ span }: { readonly span: DeclarationProblem['span'] }) =>
    span.start >= base && span.start <= span.end && span.end <= base + code.length;
  const { declaration, problems } = parseDeclaration(code, base, { title, language });
  expect(problems.filter((problem) => !inside(problem))).toEqual([]);
  const spans: { readonly span: DeclarationProblem['span'] }[] = [];
  JSON.stringify(declaration, (key, value) => {
    if (/[sS]pan$/.test(key)) spans.push({ span: value });
    return value;
  });
  expect(spans.filter((span) => !inside(span))).toEqual([]);
  if (!declaration) expect(problems).not.toEqual([]);
  const embedded = parseEmbeddedDeclarations(code, base);
  expect([...embedded.problems, ...embedded.declarations].filter((found) => !inside(found))).toEqual([]);
}

describe('any text', () => {
  it('of tokens in any order gives a declaration or a problem, with spans inside the text', () => {
    fc.assert(
      fc.property(soup, fc.constantFrom('I::Name Method', 'Name Enumeration', ''), (code, title) => {
        expectSound(code, title, 'cpp');
      }),
      { numRuns: 2000 },
    );
  });

  it('of any characters does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (code) => expectSound(code, '', '')),
      { numRuns: 1000 },
    );
  });

  it('that was a declaration before it was mutilated does', () => {
    fc.assert(
      fc.property(fc.constantFrom(...readFixtures()), edits, ({ code, title, language }, changes) => {
        expectSound(edited(code, changes), title, language);
      }),
      { numRuns: 2000 },
    );
  });

  it.skipIf(!hasCorpus)('that was a block of the reference before it was mutilated does', () => {
    fc.assert(
      fc.property(fc.constantFrom(...readBlocks()), edits, ({ code, title, language }, changes) => {
        expectSound(edited(code, changes), title, language);
      }),
      { numRuns: 2000 },
    );
  });

  it('may repeat what opens a bracket without end', () => {
    for (const piece of pieces) expectSound(`HRESULT F(${`${piece} `.repeat(3000)}`, 'F', '');
    for (const piece of pieces) expectSound(`typedef struct { ${`${piece} `.repeat(3000)}`, 'F', '');
    for (const piece of pieces) expectSound(`typedef enum { A = ${`${piece} `.repeat(3000)}`, 'F', '');
    for (const piece of pieces) expectSound(`${piece} `.repeat(3000), 'F', '');
  });

  it('has 256 parameters at most', () => {
    const withParameters = (count: number) =>
      parseDeclaration(`HRESULT F(${Array(count).fill('int a').join(', ')});`, 0, { title: 'F' });
    expect(withParameters(256).problems).toEqual([]);
    expect(withParameters(20_000)).toEqual({
      problems: [
        {
          code: 'CB315',
          message: 'The declaration has more than 256 parameters',
          span: { start: 10 + 256 * 7, end: 13 + 256 * 7 },
        },
      ],
    });
  });
});

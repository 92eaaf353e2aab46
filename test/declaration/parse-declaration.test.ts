import { describe, expect, it } from 'vitest';
import { parseDeclaration, parseEmbeddedDeclarations } from '../../src/parse/declaration/parse-declaration.ts';
import { printDeclaration } from '../../src/parse/declaration/print-declaration.ts';
import { describeParse, readFixtures, withoutSpans } from './block-fixture.ts';

const fixtures = readFixtures();

describe('a block of the fixtures', () => {
  it.each(fixtures)('$name', async ({ title, language, code, expectedPath }) => {
    const parsed = parseDeclaration(code, 0, { title, language });
    await expect(describeParse(parsed, code)).toMatchFileSnapshot(expectedPath);
  });

  it.each(fixtures)('$name reads back from its print, without a defect of form', ({ title, language, code }) => {
    const { declaration } = parseDeclaration(code, 0, { title, language });
    if (!declaration) return;
    const again = parseDeclaration(printDeclaration(declaration), 0, { title });
    expect(withoutSpans(again.declaration)).toEqual(withoutSpans(declaration));
    expect(again.problems.filter(({ code: id }) => id < 'CB317')).toEqual([]);
  });

  it('has spans that count from the given offset', () => {
    const page = 'Some text before. HRESULT Open([in] DWORD dwFlags\n [in] BOOL f);';
    const offset = page.indexOf('HRESULT');
    const { declaration, problems } = parseDeclaration(page.slice(offset), offset, { title: 'I::Open Method' });
    if (declaration?.kind !== 'function') throw new Error('no function');
    const text = ({ start, end }: { start: number; end: number }) => page.slice(start, end);
    expect(text(declaration.nameSpan)).toBe('Open');
    expect(text(declaration.returnsSpan)).toBe('HRESULT');
    expect(text(declaration.span)).toBe(page.slice(offset));
    expect(declaration.parameters.map(({ nameSpan }) => text(nameSpan))).toEqual(['dwFlags', 'f']);
    expect(declaration.parameters.map(({ attributes }) => attributes.map(({ span }) => text(span)))).toEqual([
      ['in'],
      ['in'],
    ]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.span.start).toBe(page.indexOf('\n'));
  });
});

describe('the bounds of the parser', () => {
  it('are reported for a text that is too long', () => {
    const { declaration, problems } = parseDeclaration('x'.repeat(1 << 19), 7, { title: '' });
    expect(declaration).toBeUndefined();
    expect(problems.map(({ code }) => code)).toEqual(['CB315']);
  });

  it.each([
    ['structures', `typedef ${'struct { '.repeat(5000)}`],
    ['parentheses', `typedef enum { A = ${'('.repeat(5000)}`],
    ['signs', `typedef enum { A = ${'-'.repeat(5000)}`],
    ['function pointers', `void F(${'int (*f)('.repeat(5000)}`],
    ['array element types', `void F(${'SAFEARRAY('.repeat(5000)}`],
  ])('are reported for %s that nest too deep', (_, code) => {
    const { problems } = parseDeclaration(code, 0, { title: '' });
    expect(problems.map((problem) => problem.code)).toEqual(['CB315']);
  });
});

describe('declarations in other code', () => {
  it('are typedefs and constants at the start of a line', () => {
    const code = [
      '// typedef int NotThis;',
      '#include <kiosk.h>',
      '#define KIOSK_MAX 0x10',
      '#define KIOSK_ADD(a) ((a) + 1)',
      'int main() { return KIOSK_MAX; }',
      '  typedef HRESULT (__stdcall *OpenFn)(DWORD dw);',
      'typedef UINT_PTR KioskId;',
    ].join('\n');
    const { declarations, problems } = parseEmbeddedDeclarations(code, 100);
    expect(declarations.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'constant KIOSK_MAX',
      'functionPointer OpenFn',
      'typedef KioskId',
    ]);
    expect(declarations[0]).toMatchObject({
      expression: '0x10',
      value: 16,
      span: { start: 100 + code.indexOf('#def') },
    });
    expect(problems).toEqual([]);
  });
});

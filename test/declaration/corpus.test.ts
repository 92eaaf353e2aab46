import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../src/diagnostics/line-index.ts';
import type { Declaration } from '../../src/parse/declaration/declaration.ts';
import { parseDeclaration } from '../../src/parse/declaration/parse-declaration.ts';
import { printDeclaration } from '../../src/parse/declaration/print-declaration.ts';
import { withoutSpans } from './block-fixture.ts';
import { hasCorpus, readBlocks } from './corpus-blocks.ts';

const parsed = hasCorpus ? readBlocks().map((block) => ({ ...block, ...parseDeclaration(block.code, 0, block) })) : [];

/** Malformed text has codes up to CB319; from CB320 on a declaration reads well and states something wrong. */
function findings(from: string, to: string): Record<string, string[]> {
  const pages: Record<string, string[]> = {};
  for (const { page, code, line, problems } of parsed) {
    const index = new LineIndex(code);
    const found = problems.filter((problem) => problem.code >= from && problem.code <= to);
    if (found.length === 0) continue;
    pages[page] = found.map((problem) => {
      const point = index.point(problem.span.start);
      return `${problem.code} ${point.line + line - 1}:${point.column} ${problem.message}`;
    });
  }
  return pages;
}

function ofKind<K extends Declaration['kind']>(kind: K): Extract<Declaration, { kind: K }>[] {
  return parsed.flatMap(({ declaration }) =>
    declaration?.kind === kind ? [declaration as Extract<Declaration, { kind: K }>] : [],
  );
}

const snapshot = (name: string) => `../fixtures/declaration/corpus/${name}.json`;
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

describe.skipIf(!hasCorpus)('the Syntax blocks of the reference', () => {
  it('are all read', () => {
    expect(parsed).toHaveLength(1828);
    expect(parsed.filter(({ declaration }) => !declaration).map(({ page }) => page)).toEqual([]);
    const counts: Record<string, number> = {};
    for (const { declaration } of parsed)
      counts[declaration?.kind ?? 'none'] = (counts[declaration?.kind ?? 'none'] ?? 0) + 1;
    expect(counts).toEqual({
      function: 1596,
      enum: 146,
      struct: 59,
      interface: 11,
      functionPointer: 6,
      coclass: 5,
      managedClass: 4,
      attribute: 1,
    });
  });

  // Each page was compared with its block by eye when the baseline was made; a new finding needs the same look.
  it('have the reviewed defects of form and no others', async () => {
    await expect(json(findings('CB301', 'CB319'))).toMatchFileSnapshot(snapshot('malformed'));
  });

  it('have the reviewed wrong statements and no others', async () => {
    await expect(json(findings('CB320', 'CB399'))).toMatchFileSnapshot(snapshot('wrong'));
  });

  it('have as many members, fields and parameters as before', async () => {
    const signatures = ofKind('function');
    const sizes: number[] = [];
    for (const { parameters } of signatures) sizes[parameters.length] = (sizes[parameters.length] ?? 0) + 1;
    const attributes: Record<string, number> = {};
    for (const { parameters } of signatures)
      for (const { name } of parameters.flatMap((parameter) => parameter.attributes))
        attributes[name] = (attributes[name] ?? 0) + 1;
    const enums = ofKind('enum').map(({ name, members }) => [
      name,
      `${members.length} members, ${members.filter(({ value }) => value === undefined).length} without value`,
    ]);
    const structs = ofKind('struct').map(({ name, fields }) => [name, fields.length]);
    const interfaces = ofKind('interface').map(({ name, base, methods }) => [name, base ?? '', methods.length]);
    await expect(
      json({
        'functions by number of parameters': Object.fromEntries(Array.from(sizes, (count = 0, size) => [size, count])),
        attributes,
        enums: Object.fromEntries(enums),
        structs: Object.fromEntries(structs),
        interfaces,
      }),
    ).toMatchFileSnapshot(snapshot('sizes'));
  });

  it('read back from their print', () => {
    for (const { declaration, title, page } of parsed) {
      if (!declaration) continue;
      const again = parseDeclaration(printDeclaration(declaration), 0, { title });
      expect(withoutSpans(again.declaration), page).toEqual(withoutSpans(declaration));
      expect(again.problems.filter(({ code }) => code < 'CB317')).toEqual([]);
    }
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { declarationCodes } from '../../src/diagnostics/codes/declaration.ts';
import { parseDeclaration } from '../../src/parse/declaration/parse-declaration.ts';

/** CB315 abbreviates its example. */
const shown = Object.keys(declarationCodes).filter((code) => code !== 'CB315');

describe('the example on the page of a code', () => {
  it.each(shown)('%s has that finding', (code) => {
    const page = readFileSync(new URL(`../../docs/diagnostics/${code}.md`, import.meta.url), 'utf8');
    const example = page.slice(page.indexOf('## Example'));
    const title = /titled `([^`]+)`/.exec(example)?.[1] ?? '';
    const [, language, block] = /^```(\w+)\n([\s\S]*?)^```/m.exec(example.replace(/^````.*\n/gm, '')) ?? [];
    const { problems } = parseDeclaration(block as string, 0, { title, language: language as string });
    expect(problems.map((problem) => problem.code)).toContain(code);
  });
});

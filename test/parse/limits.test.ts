import { describe, expect, test } from 'vitest';
import { parsePage } from '../../src/parse/parse-page.ts';
import { sourceFile } from './view.ts';

const page = (section: string, text: string) =>
  parsePage(
    sourceFile(
      `---\ntitle: "A::B Method"\n---\n# A::B Method\n\n## Syntax\n\n\`\`\`cpp\nHRESULT B();\n\`\`\`\n\n## ${section}\n\n${text}\n`,
    ),
  );
const codes = (section: string, text: string) => page(section, text).diagnostics.map(({ code }) => code);

describe('text beyond the limits gives a diagnostic, and the page is there', () => {
  test.each([
    ['quotes nested thousands deep', `${'>'.repeat(5000)} a`],
    ['lists nested thousands deep', Array.from({ length: 3000 }, (_, i) => `${' '.repeat(2 * i)}- a`).join('\n')],
    ['lists in lists', '- - a\n'.repeat(5000)],
    ['thousands of open brackets', `1. ${'['.repeat(30_000)}`],
    ['a long numbered list', '1. item\n'.repeat(20_000)],
    ['a table without its delimiter row', `|a|b|\n|-|\n${'|a|b|\n'.repeat(20_000)}`],
  ])('%s', (_, text) => {
    expect(codes('Parameters', text)).toContain('CB216');
    expect(page('Return Value', text).value.kind).toBe('method');
  });

  test('a plain table of any size is read', () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => `|E_CODE${i}|Text.|\n`).join('');
    const { value, diagnostics } = page('Return Value', `|HRESULT|Description|\n|---|---|\n${rows}`);
    expect(value.returnValue?.hresults).toHaveLength(50_000);
    expect(diagnostics).toEqual([]);
  });

  test('thousands of sections with code are read, each code with its section', () => {
    const sections = Array.from({ length: 40_000 }, (_, i) => `## Part ${i}\n\n\`\`\`\n#define A${i} ${i}\n\`\`\`\n\n`);
    const { value } = page('Remarks', sections.join(''));
    expect(value.remarkDeclarations).toHaveLength(40_000);
  });

  test('findings that repeat are counted, not listed', () => {
    const { diagnostics } = page('Return Value', `|HRESULT|Description|\n|---|---|\n${'||x|\n'.repeat(5000)}`);
    expect(diagnostics).toHaveLength(101);
    expect(diagnostics.at(-1)?.message).toBe('4900 more of the same on this page');
  });

  test('names in prose are bounded', () => {
    const names = Array.from({ length: 2000 }, (_, i) => `E_CODE${i}`).join(' ');
    const { value, diagnostics } = page('Return Value', names);
    expect(value.returnValue?.hresults).toHaveLength(500);
    expect(diagnostics.map(({ code }) => code)).toEqual(['CB216']);
  });

  test('a page with NUL characters is no text', () => {
    const { value, diagnostics } = parsePage(sourceFile('# A Interface\n\u0000'));
    expect(diagnostics.map(({ code }) => code)).toEqual(['CB205']);
    expect(value.kind).toBe('conceptual');
  });
});

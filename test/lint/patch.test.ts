import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { diagnostic } from '../../src/diagnostics/catalogue.ts';
import type { Diagnostic, Fix } from '../../src/diagnostics/diagnostic.ts';
import { LineIndex } from '../../src/diagnostics/line-index.ts';
import { applyFixes } from '../../src/lint/fix/hunks.ts';
import { fixPatch } from '../../src/lint/fix/patch.ts';
import type { SourceTree } from '../../src/read/source-file.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'clr-bindgen-patch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function treeOf(name: string, bytes: string, text = bytes): SourceTree {
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { root: '.', origin: 'docs', files: [{ path: name, id: name, text, hash, includes: new Map() }] };
}

function findings(name: string, text: string, fixes: readonly Fix[]): Diagnostic[] {
  const lines = new LineIndex(text);
  return fixes.map((fix) => diagnostic('CB303', 'x', lines.location(name, fix), { fixes: [fix] }));
}

/** What `git apply` makes of a file. */
function applied(name: string, bytes: string, patch: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  const git = spawnSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: patch, encoding: 'utf8' });
  expect(git.stderr).toBe('');
  return readFileSync(file, 'utf8');
}

describe('a patch', () => {
  it('keeps carriage returns, trailing blanks and a missing last line feed', () => {
    const text = 'one  \r\ntwo\t\r\nthree \nfour';
    const fixes = [
      { start: text.indexOf('two'), end: text.indexOf('two') + 3, replacement: 'TWO' },
      { start: text.length, end: text.length, replacement: ';' },
    ];
    const { patch, cured } = fixPatch(findings('a.md', text, fixes), [treeOf('a.md', text)]);
    expect(cured).toBe(2);
    expect(applied('a.md', text, patch)).toBe('one  \r\nTWO\t\r\nthree \nfour;');
  });

  it('keeps a byte order mark', () => {
    const text = 'HRESULT Open(DWORD dw\n';
    const { patch } = fixPatch(findings('bom.md', text, [{ start: 21, end: 21, replacement: ');' }]), [
      treeOf('bom.md', `\ufeff${text}`, text),
    ]);
    expect(applied('bom.md', `\ufeff${text}`, patch)).toBe('\ufeffHRESULT Open(DWORD dw);\n');
  });

  it('leaves a page alone whose bytes are not its text', () => {
    const tree = treeOf('a.md', 'other bytes', 'text');
    expect(fixPatch(findings('a.md', 'text', [{ start: 0, end: 1, replacement: 'T' }]), [tree])).toEqual({
      patch: '',
      cured: 0,
      left: 1,
    });
  });

  it('takes the first of edits that touch each other, and equal ones once', () => {
    const text = 'abcdef\n';
    const fixes = [
      { start: 1, end: 3, replacement: 'X' },
      { start: 1, end: 3, replacement: 'X' },
      { start: 2, end: 4, replacement: 'Y' },
    ];
    const { patch, cured, left } = fixPatch(findings('o.md', text, fixes), [treeOf('o.md', text)]);
    expect([cured, left]).toEqual([2, 1]);
    expect(applied('o.md', text, patch)).toBe('aXdef\n');
  });

  it('applies with git, whatever the text and the edits are', () => {
    const word = fc.constantFrom('a', 'b ', 'xyz', '\n', '\r\n', '\t', 'ü', '\n\n', '+', '-', '@@');
    const text = fc.array(word, { minLength: 1, maxLength: 60 }).map((parts) => parts.join(''));
    const edits = fc.array(fc.tuple(fc.nat(200), fc.nat(6), fc.constantFrom('', ';', 'N\n', 'new')), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(text, edits, (content, wanted) => {
        const fixes: Fix[] = [];
        let from = 0;
        for (const [skip, length, replacement] of wanted) {
          const start = from + (skip % 20);
          const end = Math.min(content.length, start + length);
          if (start > content.length) break;
          fixes.push({ start, end, replacement });
          from = end + 1;
        }
        const { patch } = fixPatch(findings('p.md', content, fixes), [treeOf('p.md', content)]);
        const expected = applyFixes(content, fixes);
        if (expected === content) expect(patch).toBe('');
        else expect(applied('p.md', content, patch)).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });
});

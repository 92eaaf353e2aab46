import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Model } from '../../src/model/model.ts';
import { CompileFolder, hasProgram, run } from '../abi/generated-headers.ts';
import { bells } from '../emit/cpp/bells.ts';
import { emitTarget } from './emit-target.ts';

/** What tries to leave a comment, a string or a name. */
const fragments = [
  '*/',
  '/*',
  '\\',
  '"',
  "'",
  '\n',
  '\r\n',
  '\u2028',
  '\u202e',
  '\0',
  '\n#error escaped\n',
  '\n} escaped!() {\n',
  '</summary>',
  '<!--',
  '&',
  '"#',
  '{name}',
  '{{x}}',
  '$&',
  '\ud800',
  'é',
  'word',
];

/** A small model of every kind of declaration, with a text wherever pages put text, names included. */
function poisoned(text: string): Model {
  const walk = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => walk(item, key));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, name)]));
    }
    if (typeof value !== 'string') return value;
    if (['summary', 'remarks', 'returns', 'text', 'description', 'module', 'entryPoint', 'page'].includes(key)) {
      return key === 'returns' && /^[A-Z]/.test(value) && !value.includes(' ') ? value : `${value}${text}`;
    }
    return key === 'name' && /^(?:Bell|m|ring|b)/i.test(value) ? `${value}${text}` : value;
  };
  return walk(bells, '') as Model;
}

const folder = new CompileFolder();
beforeAll(() => folder.writeAll(emitTarget('rust', poisoned(fragments.join(' ')), 'full').files));
afterAll(() => folder.remove());

describe('targets of templates with hostile pages', () => {
  it('keep text in comments and names to identifiers', () => {
    const parts = fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(parts, fc.constantFrom('rust', 'csharp'), (texts, target) => {
        const { files } = emitTarget(target, poisoned(texts.join('')), 'full');
        expect(files.length).toBeGreaterThan(1);
        for (const { path, text } of files) {
          expect(path).toMatch(/^(?:rust|csharp)\/\w+\.(?:rs|cs)$/);
          for (const line of text.split('\n')) {
            if (/^\s*\/\//.test(line)) continue;
            expect(line).not.toMatch(/escaped[!\n]|[^\t\n\x20-\x7e]/);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it.skipIf(!hasProgram('rustc'))('still compile', async () => {
    const args = ['--crate-type=lib', '--edition', '2021', '--emit=metadata', '--out-dir', folder.path];
    const { ok, output } = await run('rustc', [...args, `${folder.path}/rust/lib.rs`]);
    expect(output).not.toContain('error');
    expect(ok).toBe(true);
  });
});

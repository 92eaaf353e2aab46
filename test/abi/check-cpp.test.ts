import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CompileFolder, emitHeaders, factsModel, hasProgram, root, run } from './generated-headers.ts';

const checker = path.resolve(root, '..', 'shared', 'tools', 'check_cpp.py');
const folder = new CompileFolder();

/** Reads `methods:  2333 checked,  2333 exact` lines. */
function counts(output: string): Record<string, { checked: number; exact: number }> {
  const found: Record<string, { checked: number; exact: number }> = {};
  for (const match of output.matchAll(/^([A-Za-z]+):\s+(\d+) checked,\s+(\d+) exact/gm)) {
    found[match[1] as string] = { checked: Number(match[2]), exact: Number(match[3]) };
  }
  return found;
}

const available = existsSync(checker) && hasProgram('clang++') && hasProgram('python3');

describe.skipIf(!available)('the ABI oracle', () => {
  beforeAll(async () => folder.writeAll(emitHeaders(await factsModel())));
  afterAll(() => folder.remove());

  const targets = [
    ['x86_64-w64-mingw32', hasProgram('x86_64-w64-mingw32-g++')],
    ['i686-w64-mingw32', hasProgram('i686-w64-mingw32-g++')],
    ['x86_64-linux-gnu', true],
  ] as const;
  for (const [target, present] of targets) {
    it.skipIf(!present)(`finds every declaration exact for ${target}`, async () => {
      const args = [checker, `${folder.path}/cpp`, 'clr.h', '--target', target, '--expect-all', '--strict'];
      // IIDs by the compiler's own __uuidof everywhere, and by the trait.
      if (target.includes('linux')) args.push('--prelude', '');
      else args.push('--uuid-expr', 'clr::uuid_of<{}>()');
      const result = await run('python3', args);
      const found = counts(result.output);
      for (const kind of [
        'interfaces',
        'methods',
        'IIDs',
        'enums',
        'enumerators',
        'structs',
        'functions',
        'HRESULTs',
      ]) {
        expect(found[kind]?.exact, `${kind}\n${result.output}`).toBe(found[kind]?.checked);
      }
      expect(result.output).toContain('mismatches: 0');
      expect(result.ok).toBe(true);
    });
  }
});

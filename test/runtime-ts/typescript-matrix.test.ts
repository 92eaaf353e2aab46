import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './shapes/emit-shapes.ts';

/** Installs compilers, so that it runs where the runtime tests do; the runtime must be built. */
describe.skipIf(process.env.CLR_BINDGEN_TEST_RUNTIME !== '1')('the generated modules', () => {
  test('compile with the oldest supported TypeScript, with versions between, and with the newest', () => {
    const script = path.join(root, 'scripts', 'typescript-matrix.mjs');
    const output = execFileSync(process.execPath, [script], { encoding: 'utf8' });
    expect(output.trim().split('\n')).toEqual([
      expect.stringMatching(/^TypeScript 5\.0\.\d+: ok$/),
      expect.stringMatching(/^TypeScript 5\.4\.\d+: ok$/),
      expect.stringMatching(/^TypeScript 5\.9\.\d+: ok$/),
      expect.stringMatching(/^TypeScript \d+\.\d+\.\d+: ok$/),
    ]);
  }, 300_000);
});

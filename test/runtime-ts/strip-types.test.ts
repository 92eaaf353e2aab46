import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { root } from './shapes/emit-shapes.ts';

const stripsTypes = Boolean((process.features as { readonly typescript?: unknown }).typescript);

/** Node.js 22.18 and later run TypeScript by leaving its types out. The package must be built. */
describe.skipIf(!stripsTypes)('the generated modules as Node.js itself reads them', () => {
  test('are imported as they are', () => {
    const folder = path.join(root, 'generated', 'typescript');
    const files = readdirSync(folder).map((file) => pathToFileURL(path.join(folder, file)).href);
    const program = `for (const file of ${JSON.stringify(files)}) console.log(Object.keys(await import(file)).length > 0)`;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(output.trim().split('\n')).toEqual(files.map(() => 'true'));
  });
});

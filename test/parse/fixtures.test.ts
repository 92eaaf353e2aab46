import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sourceFile, viewOf } from './view.ts';

const folder = path.resolve(import.meta.dirname, '../fixtures/parse');

interface Case {
  /** Id of the page. */
  readonly id: string;
  /** Texts of INCLUDE targets by target. */
  readonly includes?: Record<string, string>;
}

// With UPDATE_FIXTURES=1 the expectations are written anew; read the difference before committing it.
for (const name of readdirSync(folder)) {
  test(name, () => {
    const file = (base: string): string => path.join(folder, name, base);
    const { id, includes } = JSON.parse(readFileSync(file('case.json'), 'utf8')) as Case;
    const actual = viewOf(sourceFile(readFileSync(file('input.md'), 'utf8'), id, includes));
    if (process.env.UPDATE_FIXTURES) writeFileSync(file('expected.json'), `${JSON.stringify(actual, undefined, 2)}\n`);
    expect(existsSync(file('expected.json'))).toBe(true);
    expect(actual).toEqual(JSON.parse(readFileSync(file('expected.json'), 'utf8')));
  });
}

test('front matter of a script is not run', () => {
  viewOf(sourceFile(readFileSync(path.join(folder, 'front-matter-script', 'input.md'), 'utf8')));
  expect(globalThis).not.toHaveProperty('frontMatterRan');
});

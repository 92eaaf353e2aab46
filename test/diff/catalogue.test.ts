import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { changeKinds, grades } from '../../src/diff/change.ts';

const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

it('docs/diff.md lists every kind of change under its grade, in the order of the catalogue', () => {
  const documented = new Map<string, string>();
  for (const grade of grades) {
    const section = text('docs/diff.md').split(`\n### \`${grade}\`\n`)[1]?.split(/\n##/)[0] ?? '';
    for (const [, kind] of section.matchAll(/^\| `([a-z-]+)` \| \S/gm)) documented.set(kind as string, grade);
  }
  expect([...documented]).toEqual(Object.entries(changeKinds).map(([kind, { grade }]) => [kind, grade]));
});

it('every kind is reported by the code', () => {
  const folder = new URL('../../src/diff/', import.meta.url);
  const code = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && name !== 'change.ts')
    .map((name) => text(`src/diff/${name}`))
    .join('\n');
  expect(Object.keys(changeKinds).filter((kind) => !code.includes(`'${kind}'`))).toEqual([]);
});

import { readdir } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { read, root } from './markdown.ts';

/** Packages that the sources import, by any means. */
async function importedPackages(): Promise<string[]> {
  const files = await readdir(path.join(root, 'src'), { recursive: true });
  const packages = new Set<string>();
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    for (const { fileName: specifier } of ts.preProcessFile(read(path.join('src', file))).importedFiles) {
      if (specifier.startsWith('.')) continue;
      if (specifier.startsWith('node:')) continue;
      packages.add(
        specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/'),
      );
    }
  }
  return [...packages].sort();
}

/** Packages that the first column of the table in docs/architecture.md gives a reason for. */
function explainedPackages(): string[] {
  const section = read('docs/architecture.md').split('## Dependencies\n')[1] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  return rows
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''))
    .sort();
}

describe('dependencies', async () => {
  const { dependencies, peerDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
  const declared = Object.keys({ ...dependencies, ...peerDependencies });
  // Types only: they come with the packages of the table.
  const imported = (await importedPackages()).filter((name) => name !== 'mdast');

  it('are declared', () => {
    expect(imported.filter((name) => !declared.includes(name))).toEqual([]);
  });

  it('are imported, each of them', () => {
    expect(declared.filter((name) => !imported.includes(name))).toEqual([]);
  });

  it('each have a reason in docs/architecture.md', () => {
    expect(explainedPackages()).toEqual(imported);
  });
});

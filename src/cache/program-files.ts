import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../read/package-root.ts';

/** Packages whose version may change what is generated. */
const packages = [
  'gray-matter',
  'handlebars',
  'mdast-util-gfm-table',
  'mdast-util-to-string',
  'micromark-extension-gfm-table',
  'remark-parse',
  'unified',
  'yaml',
];

/**
 * The files that the generator consists of, absolute: its modules, and the descriptions of the packages that it calls.
 * A version number would not do, as it stays the same while somebody works on the generator or patches it.
 */
export function programFiles(): readonly string[] {
  const code = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
  const modules = readdirSync(code, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.d)\.[jt]s$/.test(name) && !/^(?:runtime|typescript)[\\/]/.test(name))
    .sort()
    .map((name) => path.join(code, name));
  return [path.join(packageRoot, 'package.json'), ...modules, ...packages.flatMap(packageDescription)];
}

function packageDescription(name: string): readonly string[] {
  for (let folder = packageRoot; ; folder = path.dirname(folder)) {
    const file = path.join(folder, 'node_modules', name, 'package.json');
    if (existsSync(file)) return [file];
    if (folder === path.dirname(folder)) return [];
  }
}

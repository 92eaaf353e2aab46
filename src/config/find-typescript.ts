import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type TypeScript from 'typescript';

/** URL of the TypeScript compiler that a file's own project has, or that this package finds; undefined without one. */
export function findTypeScript(file: string): string | undefined {
  for (const from of [file, import.meta.url]) {
    try {
      return pathToFileURL(createRequire(from).resolve('typescript')).href;
    } catch {
      // Not installed there.
    }
  }
  return undefined;
}

/** The TypeScript compiler of a file's project, loaded; undefined without one. */
export async function loadTypeScript(file: string): Promise<typeof TypeScript | undefined> {
  const url = findTypeScript(file);
  return url === undefined ? undefined : ((await import(url)) as { default: typeof TypeScript }).default;
}

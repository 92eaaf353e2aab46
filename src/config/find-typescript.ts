import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type TypeScript from 'typescript';

/** The first version of `typescript` that cannot be called from JavaScript to transpile and parse. */
const firstNative = 7;

/**
 * URL of a module with the TypeScript compiler: the `typescript` that a file's own project has or that this package
 * finds, if it is one in JavaScript, else the one within `ts-morph`; undefined without any.
 */
export function findTypeScript(file: string): string | undefined {
  const places = [file, import.meta.url].map((from) => createRequire(from));
  for (const name of ['typescript', 'ts-morph']) {
    for (const require of places) {
      try {
        const { version } = require(`${name}/package.json`) as { version: string };
        if (name === 'typescript' && Number.parseInt(version, 10) >= firstNative) continue;
        return pathToFileURL(require.resolve(name)).href;
      } catch {
        // Not installed there.
      }
    }
  }
  return undefined;
}

/** Loads the compiler from a URL that `findTypeScript` gave. */
export async function importTypeScript(url: string): Promise<typeof TypeScript> {
  const { default: module } = (await import(url)) as { default: typeof TypeScript | { ts: typeof TypeScript } };
  return 'ts' in module ? module.ts : module;
}

/** The TypeScript compiler for a file, loaded; undefined without one. */
export async function loadTypeScript(file: string): Promise<typeof TypeScript | undefined> {
  const url = findTypeScript(file);
  return url === undefined ? undefined : importTypeScript(url);
}

import { readFile } from 'node:fs/promises';
import type { InitializeHook, LoadHook } from 'node:module';
import { fileURLToPath } from 'node:url';
import type TypeScript from 'typescript';
import { importTypeScript } from './find-typescript.ts';
import { transpile } from './transpile.ts';

let compiler: Promise<typeof TypeScript> | undefined;

/** Takes the URL of the TypeScript compiler; Node.js calls this in the thread of the hooks. */
export const initialize: InitializeHook<string> = (url) => {
  compiler = importTypeScript(url);
};

/** Loads modules in TypeScript, other than those of installed packages, without their types. */
export const load: LoadHook = async (url, context, nextLoad) => {
  const { protocol, pathname } = new URL(url);
  if (
    compiler === undefined ||
    protocol !== 'file:' ||
    !/\.m?ts$/.test(pathname) ||
    /\/node_modules\//.test(pathname)
  ) {
    return nextLoad(url, context);
  }
  const file = fileURLToPath(url);
  const source = transpile(await compiler, file, await readFile(file, 'utf8')).outputText;
  return { format: 'module', source, shortCircuit: true };
};

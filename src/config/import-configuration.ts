import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findTypeScript } from './find-typescript.ts';

/** A configuration in TypeScript that nothing at hand can run. */
export class NoTypeScriptError extends Error {
  override name = 'NoTypeScriptError';
}

/** How often each file was imported: a second import of the same URL would give what the first one did. */
const imported = new Map<string, number>();
let hooked = false;

/**
 * The default export of a configuration module, which may be in TypeScript. It runs as what it is: the user's own code.
 *
 * Node.js takes TypeScript by itself from version 22.18 on. Before that, and for a `.ts` that it would take for a
 * CommonJS module, the project's own `typescript` (below version 7, which is
 * no library) or `ts-morph` takes the types away.
 *
 * @param file Absolute path.
 * @throws NoTypeScriptError where there is neither; what the module throws.
 */
export async function importConfiguration(file: string): Promise<unknown> {
  if (/\.m?ts$/.test(file) && !hooked) {
    const compiler = findTypeScript(file);
    const isNative = takesTypeScript() && (file.endsWith('.mts') || !isInCommonJsPackage(file));
    if (compiler !== undefined && !isNative) {
      // From this folder also where this module is part of a bundle.
      register(new URL('../config/typescript-hooks.js', import.meta.url), { data: compiler });
      hooked = true;
    } else if (!takesTypeScript()) {
      const version = process.versions.node;
      throw new NoTypeScriptError(
        `Node.js ${version} does not run TypeScript, and no package \`typescript\` below version 7 is installed`,
      );
    }
  }
  return importDefault(file);
}

/** Whether modules in TypeScript were taken apart by this package, so that their lines may have moved. */
export function isTranspiled(file: string): boolean {
  return hooked && /\.m?ts$/.test(file);
}

/** Whether Node.js takes types away by itself. */
function takesTypeScript(): boolean {
  return Boolean((process.features as { readonly typescript?: unknown }).typescript);
}

function isInCommonJsPackage(file: string): boolean {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    try {
      const { type } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { type?: unknown };
      return type === 'commonjs';
    } catch {
      if (folder === path.dirname(folder)) return false;
    }
  }
}

async function importDefault(file: string): Promise<unknown> {
  const url = pathToFileURL(file);
  const times = imported.get(file) ?? 0;
  imported.set(file, times + 1);
  if (times > 0) url.search = `?again=${times}`;
  return ((await import(url.href)) as { default?: unknown }).default;
}

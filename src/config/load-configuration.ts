import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import { lilconfig } from 'lilconfig';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, Location, StageResult } from '../diagnostics/diagnostic.ts';
import { LineIndex } from '../diagnostics/line-index.ts';
import { displayPath } from '../read/display-path.ts';
import { systemReason } from '../read/system-reason.ts';
import type { ConfigurationSource } from './check-configuration.ts';
import type { Configuration } from './configuration.ts';
import { type JsonNode, JsonSyntaxError, parseJsonc } from './jsonc.ts';

/** Key of `package.json` that holds a configuration, and stem of the configuration files' names. */
const name = 'clr-bindgen';
const extensions = ['json', 'jsonc', 'mjs', 'ts', 'mts'];
const searchPlaces = [...extensions.map((extension) => `${name}.config.${extension}`), 'package.json'];

export interface LoadedConfiguration {
  readonly configuration: Configuration;
  /** The file it came from, absolute; absent where there is none. */
  readonly file?: string;
}

/**
 * Loads the configuration: the file that is named, or the first of `clr-bindgen.config.json`, `.jsonc`, `.mjs`, `.ts`,
 * `.mts` and the key `clr-bindgen` of `package.json`, in the working directory or a folder above it up to the project's own.
 *
 * No folder above the project is searched (the first with a `package.json` or `.git`; without one, the working
 * directory alone): a module found there would run as the user's own.
 *
 * CB101 for a named file that does not exist, CB110 for one that is not valid.
 */
export async function loadConfiguration(
  named: string | undefined,
  cwd: string,
): Promise<StageResult<LoadedConfiguration>> {
  const sources = new Map<string, JsonSource>();
  let current = named === undefined ? '' : path.resolve(cwd, named);
  const json = (file: string, text: string): unknown => {
    current = file;
    const source: JsonSource = { text };
    sources.set(file, source);
    source.node = parseJsonc(text);
    return source.node.value;
  };
  const module = async (file: string): Promise<unknown> => {
    current = file;
    return (await import('./import-configuration.ts')).importConfiguration(file);
  };
  const search = lilconfig(name, {
    searchPlaces,
    stopDir: projectFolder(cwd),
    loaders: { '.json': json, '.jsonc': json, '.mjs': module, '.js': module, '.ts': module, '.mts': module },
  });
  try {
    const found = named === undefined ? await search.search(cwd) : await search.load(current);
    if (found === null) return { value: { configuration: {} }, diagnostics: [] };
    // Most projects have none: what checks one is not loaded for them.
    const { checkConfiguration } = await import('./check-configuration.ts');
    const source = sources.get(found.filepath);
    const inPackage = path.basename(found.filepath) === 'package.json';
    const node = inPackage ? source?.node?.members?.get(name)?.node : source?.node;
    const file = { path: found.filepath, shown: displayPath(found.filepath, cwd) };
    let checked = checkConfiguration(found.config, {
      ...file,
      ...(source && node && { source: { text: source.text, node } }),
    });
    if (checked.diagnostics.length > 0 && source === undefined) {
      // Only what is wrong is worth the time to find its place in a module.
      const exported = await exportedSource(found.filepath);
      if (exported) checked = checkConfiguration(found.config, { ...file, source: exported });
    }
    return { value: { configuration: checked.value, file: found.filepath }, diagnostics: checked.diagnostics };
  } catch (error) {
    const shown = displayPath(current, cwd);
    return { value: { configuration: {} }, diagnostics: [await describe(error, current, shown, sources.get(current))] };
  }
}

interface JsonSource {
  readonly text: string;
  node?: JsonNode;
}

async function exportedSource(file: string): Promise<ConfigurationSource | undefined> {
  const { readExportedObject } = await import('./module-source.ts');
  const text = readFileSync(file, 'utf8');
  const node = await readExportedObject(file, text);
  return node && { text, node };
}

async function describe(
  error: unknown,
  file: string,
  shown: string,
  source: JsonSource | undefined,
): Promise<Diagnostic> {
  if (error instanceof JsonSyntaxError && source !== undefined) {
    const span = { start: error.offset, end: error.offset };
    return diagnostic('CB110', error.message, new LineIndex(source.text).location(shown, span));
  }
  if (error instanceof Error && (error as NodeJS.ErrnoException).path === file) {
    return diagnostic('CB101', `configuration \`${shown}\` cannot be read: ${systemReason(error)}`);
  }
  const message = `configuration \`${shown}\` failed: ${saidBy(error)}`;
  return diagnostic('CB110', message, await placeIn(file, shown, error), helpFor(error));
}

/** What was thrown, as text; a module may throw anything. */
function saidBy(thrown: unknown): string {
  const said = thrown instanceof Error ? thrown.message : thrown;
  return typeof said === 'string'
    ? said
    : inspect(said, { customInspect: false, breakLength: Number.POSITIVE_INFINITY });
}

/** Where a module fails. */
async function placeIn(file: string, shown: string, error: unknown): Promise<Location | undefined> {
  if (!/\.(?:mjs|js|m?ts)$/.test(file) || !existsSync(file)) return undefined;
  const { placeOfFailure } = await import('./module-source.ts');
  const text = readFileSync(file, 'utf8');
  const span = await placeOfFailure(file, text, error);
  return span && new LineIndex(text).location(shown, span);
}

function helpFor(error: unknown): { readonly help: string } | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'NoTypeScriptError') {
    const help =
      'use Node.js 22.18 or later, write it as clr-bindgen.config.mjs, or npm install --save-dev typescript@6';
    return { help };
  }
  // What Node.js says of a module in a package of the type `commonjs`.
  return /outside a module|Unexpected token 'export'/.test(error.message)
    ? { help: 'name it clr-bindgen.config.mts or .mjs, or set "type": "module" in package.json' }
    : undefined;
}

/** The nearest folder that holds a project; the working directory where there is none. */
function projectFolder(cwd: string): string {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'package.json')) || existsSync(path.join(folder, '.git'))) return folder;
    if (folder === path.dirname(folder)) return cwd;
  }
}

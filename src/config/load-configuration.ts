import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { lilconfig } from 'lilconfig';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { LineIndex } from '../diagnostics/line-index.ts';
import { displayPath } from '../read/display-path.ts';
import { systemReason } from '../read/system-reason.ts';
import { checkConfiguration } from './check-configuration.ts';
import type { Configuration } from './configuration.ts';
import { type JsonNode, JsonSyntaxError, parseJsonc } from './jsonc.ts';

/** Key of `package.json` that holds a configuration, and stem of the configuration files' names. */
const name = 'clr-bindgen';
const searchPlaces = [`${name}.config.json`, `${name}.config.jsonc`, `${name}.config.mjs`, 'package.json'];

export interface LoadedConfiguration {
  readonly configuration: Configuration;
  /** The file it came from, absolute; absent where there is none. */
  readonly file?: string;
}

/**
 * Loads the configuration: the file that is named, or the first of `clr-bindgen.config.json`, `.jsonc`, `.mjs` and the
 * key `clr-bindgen` of `package.json`, in the working directory or a folder above it up to the project's own.
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
    return ((await import(pathToFileURL(file).href)) as { default?: unknown }).default;
  };
  const search = lilconfig(name, {
    searchPlaces,
    stopDir: projectFolder(cwd),
    loaders: { '.json': json, '.jsonc': json, '.mjs': module, '.js': module },
  });
  try {
    const found = named === undefined ? await search.search(cwd) : await search.load(current);
    if (found === null) return { value: { configuration: {} }, diagnostics: [] };
    const source = sources.get(found.filepath);
    const inPackage = path.basename(found.filepath) === 'package.json';
    const node = inPackage ? source?.node?.members?.get(name)?.node : source?.node;
    const checked = checkConfiguration(found.config, {
      path: found.filepath,
      shown: displayPath(found.filepath, cwd),
      ...(source && node && { source: { text: source.text, node } }),
    });
    return { value: { configuration: checked.value, file: found.filepath }, diagnostics: checked.diagnostics };
  } catch (error) {
    return {
      value: { configuration: {} },
      diagnostics: [describe(error, displayPath(current, cwd), sources.get(current))],
    };
  }
}

interface JsonSource {
  readonly text: string;
  node?: JsonNode;
}

function describe(error: unknown, shown: string, source: JsonSource | undefined): Diagnostic {
  if (error instanceof JsonSyntaxError && source !== undefined) {
    const span = { start: error.offset, end: error.offset };
    return diagnostic('CB110', error.message, new LineIndex(source.text).location(shown, span));
  }
  if (error instanceof Error && (error as NodeJS.ErrnoException).syscall !== undefined) {
    return diagnostic('CB101', `configuration \`${shown}\` cannot be read: ${systemReason(error)}`);
  }
  return diagnostic(
    'CB110',
    `configuration \`${shown}\` failed: ${error instanceof Error ? error.message : String(error)}`,
  );
}

/** The nearest folder that holds a project; the working directory where there is none. */
function projectFolder(cwd: string): string {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'package.json')) || existsSync(path.join(folder, '.git'))) return folder;
    if (folder === path.dirname(folder)) return cwd;
  }
}

import path from 'node:path';
import * as v from 'valibot';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { LineIndex } from '../diagnostics/line-index.ts';
import { anchorPattern } from '../select/pattern.ts';
import type { Configuration } from './configuration.ts';
import { suggestion } from './did-you-mean.ts';
import type { JsonNode } from './jsonc.ts';
import { type ConfigurationInput, configurationSchema } from './schema.ts';

/** A configuration file: where it is, and its text and syntax tree unless it is a module. */
export interface ConfigurationFile {
  /** Absolute. */
  readonly path: string;
  /** As shown to a person. */
  readonly shown: string;
  readonly source?: { readonly text: string; readonly node: JsonNode };
}

/**
 * Checks the content of a configuration file and makes its paths absolute. Every wrong key is a CB110 at its place.
 *
 * @param content The configuration's value.
 */
export function checkConfiguration(content: unknown, file: ConfigurationFile): StageResult<Configuration> {
  // An array passes for an object without keys.
  const result = v.safeParse(configurationSchema, Array.isArray(content) ? undefined : content);
  if (!result.success) {
    const diagnostics = result.issues.map((issue) => describe(issue, file));
    return { value: {}, diagnostics: diagnostics.sort((a, b) => offset(a) - offset(b)) };
  }
  return { value: withAbsolutePaths(result.output, path.dirname(file.path)), diagnostics: [] };
}

function offset({ location }: Diagnostic): number {
  return location?.start.offset ?? 0;
}

function describe(issue: v.BaseIssue<unknown>, file: ConfigurationFile): Diagnostic {
  const keys = (issue.path ?? []).map(({ key }) => key as string | number);
  const key = String(keys[0] ?? '');
  const known = Object.keys(configurationSchema.entries);
  const message =
    keys.length === 0
      ? 'the configuration must be an object'
      : known.includes(key)
        ? `\`${keys.join('.')}\` ${issue.message}`
        : `unknown key \`${key}\`${suggestion(key, known)}`;
  if (file.source === undefined) return diagnostic('CB110', `${file.shown}: ${message}`);
  const { text, node } = file.source;
  return diagnostic('CB110', message, new LineIndex(text).location(file.shown, placeOf(node, keys)));
}

/** The key, or the list item, that a path of keys leads to; as far as it can be followed. */
function placeOf(node: JsonNode, keys: readonly (string | number)[]) {
  let place = node.span;
  let current: JsonNode | undefined = node;
  for (const key of keys) {
    const member: { keySpan: typeof place; node: JsonNode } | undefined = current?.members?.get(String(key));
    const item: JsonNode | undefined = member?.node ?? current?.items?.[Number(key)];
    if (item === undefined) break;
    place = member?.keySpan ?? item.span;
    current = item;
  }
  return place;
}

function withAbsolutePaths(input: ConfigurationInput, folder: string): Configuration {
  const { $schema: _, docs, base, out, select, templates, depfile, ...rest } = input;
  const absolute = (file: string) => path.resolve(folder, file);
  return {
    ...defined(rest),
    ...(docs !== undefined && { docs: (typeof docs === 'string' ? [docs] : docs).map(absolute) }),
    ...(base !== undefined && { base: base === 'embedded' ? base : absolute(base) }),
    ...(out !== undefined && { out: absolute(out) }),
    ...(select !== undefined && {
      select: (typeof select === 'string' ? [select] : select).map((pattern) => anchorPattern(pattern, folder)),
    }),
    ...(templates !== undefined && { templates: absolute(templates) }),
    ...(depfile !== undefined && { depfile: absolute(depfile) }),
  };
}

/** The object without the keys whose value is undefined. */
function defined<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

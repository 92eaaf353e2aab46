import path from 'node:path';
import * as v from 'valibot';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { LineIndex } from '../diagnostics/line-index.ts';
import { anchorPattern } from '../select/pattern.ts';
import type { Configuration, NamedOutput } from './configuration.ts';
import { suggestion } from './did-you-mean.ts';
import type { JsonNode } from './jsonc.ts';
import { configurationSchema } from './schema.ts';
import type { UserConfiguration, UserOutput } from './user-configuration.ts';

/** A configuration file: where it is, and its text and syntax tree if they are known. */
export interface ConfigurationFile {
  /** Absolute. */
  readonly path: string;
  /** As shown to a person. */
  readonly shown: string;
  readonly source?: ConfigurationSource;
}

/** A text, and where the configuration's keys stand in it. */
export interface ConfigurationSource {
  readonly text: string;
  readonly node: JsonNode;
}

/** Keys and indices that lead to a value. */
type Keys = readonly (string | number)[];

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
  const value = withAbsolutePaths(result.output, path.dirname(file.path));
  const diagnostics = clashes(value, file);
  return { value: diagnostics.length > 0 ? {} : value, diagnostics };
}

function offset({ location }: Diagnostic): number {
  return location?.start.offset ?? 0;
}

function describe(issue: v.BaseIssue<unknown>, file: ConfigurationFile): Diagnostic {
  const keys = (issue.path ?? []).map(({ key }) => key as string | number);
  if (keys.length === 0) return at(file, keys, 'the configuration must be an object');
  // What an object does not know must not be there at all; nothing else is expected never to be.
  if (issue.expected !== 'never') return at(file, keys, `\`${keys.join('.')}\` ${reason(issue, keys)}`);
  const key = String(keys.at(-1));
  const within = keys.length === 1 ? '' : ` in \`${keys.slice(0, -1).join('.')}\``;
  return at(file, keys, `unknown key \`${key}\`${within}${suggestion(key, knownKeys(keys.slice(0, -1)))}`);
}

/** A key that is missing is told as such, not as a value of the wrong kind. */
function reason({ message, input, kind }: v.BaseIssue<unknown>, keys: Keys): string {
  return kind === 'schema' && input === undefined && keys.length > 1 ? 'is missing' : message;
}

/** The keys that an object of the configuration may have. */
function knownKeys(place: Keys): readonly string[] {
  let schema: Schema | undefined = configurationSchema as unknown as Schema;
  for (const key of place) schema = typeof key === 'number' ? objectOf(schema)?.item : objectOf(schema)?.entries?.[key];
  return Object.keys(objectOf(schema)?.entries ?? {});
}

/** As much of valibot's schemas as leads to their keys. */
interface Schema {
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly item?: Schema;
  readonly wrapped?: Schema;
  readonly pipe?: readonly Schema[];
}

/** The schema of an object or a list within an optional one or a pipe. */
function objectOf(schema: Schema | undefined): Schema | undefined {
  if (schema === undefined) return undefined;
  if (schema.wrapped) return objectOf(schema.wrapped);
  return schema.pipe?.find(({ entries, item }) => entries ?? item) ?? schema;
}

function at(file: ConfigurationFile, keys: Keys, message: string): Diagnostic {
  if (file.source === undefined) return diagnostic('CB110', `${file.shown}: ${message}`);
  const { text, node } = file.source;
  return diagnostic('CB110', message, new LineIndex(text).location(file.shown, placeOf(node, keys)));
}

/** The key, or the list item, that a path of keys leads to; as far as it can be followed. */
function placeOf(node: JsonNode, keys: Keys) {
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

/** Outputs that would overwrite each other, or that one name stands for. */
function clashes(configuration: Configuration, file: ConfigurationFile): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const taken = new Map<string, number>();
  const take = (what: string, index: number, keys: Keys, message: (other: number) => string) => {
    const other = taken.get(what);
    if (other === undefined) taken.set(what, index);
    else diagnostics.push(at(file, keys, message(other)));
  };
  for (const [index, { name, out, depfile }] of (configuration.outputs ?? []).entries()) {
    const keys = ['outputs', index];
    const folder = out ?? configuration.out;
    take(`out ${folder}`, index, [...keys, 'out'], (other) =>
      out === undefined
        ? `\`outputs.${index}\` has no \`out\` of its own, so it would overwrite \`outputs.${other}\``
        : `\`outputs.${index}.out\` is the folder of \`outputs.${other}\`, too`,
    );
    if (name !== undefined) {
      take(`name ${name}`, index, [...keys, 'name'], (other) => `\`${name}\` is the name of \`outputs.${other}\`, too`);
    }
    if (depfile !== undefined) {
      take(`depfile ${depfile}`, index, [...keys, 'depfile'], (other) => {
        return `\`outputs.${index}.depfile\` is that of \`outputs.${other}\`, too; one beside \`outputs\` covers all`;
      });
    }
  }
  return diagnostics;
}

function withAbsolutePaths(input: UserConfiguration, folder: string): Configuration {
  const { $schema: _, outputs, ...rest } = input;
  return {
    ...outputWithAbsolutePaths(rest, folder),
    ...(outputs && { outputs: outputs.map((output) => outputWithAbsolutePaths(output, folder)) }),
  };
}

function outputWithAbsolutePaths<T extends UserOutput>(
  { docs, base, out, select, templates, depfile, ...rest }: T,
  folder: string,
): NamedOutput & Defined<Omit<T, keyof UserOutput>> {
  const absolute = (file: string) => path.resolve(folder, file);
  return {
    ...(defined(rest) as Defined<Omit<T, keyof UserOutput>>),
    ...(docs !== undefined && { docs: listOf(docs).map(absolute) }),
    ...(base !== undefined && { base: base === 'embedded' ? base : absolute(base) }),
    ...(out !== undefined && { out: absolute(out) }),
    ...(select !== undefined && {
      select: listOf(select).map((pattern) => anchorPattern(pattern, folder)),
    }),
    ...(templates !== undefined && { templates: absolute(templates) }),
    ...(depfile !== undefined && { depfile: absolute(depfile) }),
  };
}

function listOf(texts: string | readonly string[]): readonly string[] {
  return typeof texts === 'string' ? [texts] : texts;
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The object without the keys whose value is undefined. */
function defined<T extends object>(object: T): Defined<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Defined<T>;
}

import { createRequire } from 'node:module';
import type { Span } from '../diagnostics/line-index.ts';
import { frontMatterKeys, translationKeys } from './dialect.ts';
import type { Findings } from './findings.ts';
import type { PageFrontMatter } from './page.ts';
import { type FrontMatterData, readPlainFrontMatter } from './plain-front-matter.ts';

export interface FrontMatterResult {
  readonly frontMatter: PageFrontMatter;
  /** The keys say that the page was translated by a machine. */
  readonly translated: boolean;
  /** Offset at which the Markdown begins. */
  readonly end: number;
}

const nothing: PageFrontMatter = { apiNames: [], apiLocations: [] };
const opening = /^---([^\n]*)(?:\n|$)/;
/** More than the largest front matter of any page by a factor of ten; YAML beyond it is refused. */
const sizeLimit = 32 * 1024;

/**
 * Cuts the front matter off a page and reads the keys that the model needs. Nothing in it is ever executed: a language
 * other than YAML (`---js`) is reported and skipped, and YAML is read with limits - no aliases, no merge keys, no keys
 * twice, bounded size. Never throws.
 */
export function readFrontMatter(text: string, findings: Findings): FrontMatterResult {
  const open = opening.exec(text);
  const language = open?.[1]?.trim() ?? '';
  if (!open || language.startsWith('-')) {
    findings.report('CB203', 'The page has no front matter', { start: 0, end: 0 });
    return { frontMatter: nothing, translated: false, end: 0 };
  }
  const bodyStart = open[0].length;
  const close = closingLine(text, bodyStart);
  if (!close) {
    findings.report('CB204', 'The front matter has no closing --- line', { start: 0, end: bodyStart });
    return { frontMatter: nothing, translated: false, end: firstHeading(text, bodyStart) };
  }
  const result = (data: FrontMatterData | undefined): FrontMatterResult => ({
    frontMatter: data ? pageFrontMatter(data) : nothing,
    translated: data ? translationKeys.some((key) => data.has(key)) : false,
    end: close.end,
  });
  if (language !== '' && language !== 'yaml' && language !== 'yml') {
    const message = `Front matter in "${language.slice(0, 40)}" is not read; write it in YAML`;
    findings.report('CB202', message, { start: 0, end: 3 + (open[1] as string).trimEnd().length });
    return result(undefined);
  }
  const yaml = text.slice(bodyStart, close.start);
  return result(
    readPlainFrontMatter(yaml) ?? readYaml(text, close.end, { start: bodyStart, end: close.start }, findings),
  );
}

/** The line that closes the front matter: `---` at its start, then only blanks. */
function closingLine(text: string, from: number): Span | undefined {
  for (let at = from; at >= 0 && at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    if (text.startsWith('---', at) && text.slice(at + 3, end).trim() === '') {
      return { start: at, end: newline < 0 ? text.length : newline + 1 };
    }
    at = newline < 0 ? -1 : newline + 1;
  }
  return undefined;
}

/** Where to go on in a page whose front matter never ends: at its title. */
function firstHeading(text: string, from: number): number {
  const heading = text.indexOf('\n# ', Math.max(0, from - 1));
  return heading < 0 ? text.length : heading + 1;
}

/** Thrown through gray-matter by the one engine that is allowed to run. */
class YamlProblem extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

/** Loaded only for the rare page whose front matter is not plain: both packages together cost more than parsing 100 pages. */
const require = createRequire(import.meta.url);

function readYaml(text: string, end: number, body: Span, findings: Findings): FrontMatterData | undefined {
  if (body.end - body.start > sizeLimit) {
    findings.report('CB201', `Front matter is larger than ${sizeLimit / 1024} KiB and was not read`, body);
    return undefined;
  }
  try {
    const matter = require('gray-matter') as typeof import('gray-matter');
    const refuse = (): never => {
      throw new YamlProblem('Front matter in a language other than YAML', body);
    };
    // Options are always given: without them gray-matter caches its result by content, failures included.
    const engines = Object.fromEntries(
      ['js', 'javascript', 'json', 'coffee', 'coffeescript', 'cson', 'toml'].map((name) => [name, refuse]),
    );
    const yaml = (block: string): object => parseYaml(block, text, body);
    // YAML's library takes a carriage return for part of an alias.
    const source = text.slice(0, end).replaceAll('\r\n', '\n');
    const parsed = matter(source, { language: 'yaml', engines: { ...engines, yaml, yml: yaml } });
    return collect(parsed.data);
  } catch (error) {
    const problem =
      error instanceof YamlProblem
        ? error
        : new YamlProblem(error instanceof Error ? error.message : String(error), body);
    findings.report('CB201', `Front matter is not valid YAML: ${problem.message}`, problem.span);
    return undefined;
  }
}

function parseYaml(block: string, text: string, body: Span): object {
  const { parseDocument } = require('yaml') as typeof import('yaml');
  // gray-matter hands over the text between the delimiters with the line end before it.
  const shift = block.startsWith('\n') ? 1 : 0;
  const document = parseDocument(block, { merge: false, uniqueKeys: true, prettyErrors: false, logLevel: 'silent' });
  const error = document.errors[0];
  if (error) {
    const [start, end] = error.pos.map((offset) => offsetInPage(text, body, offset - shift));
    throw new YamlProblem(error.message, { start: start ?? body.start, end: end ?? body.end });
  }
  const data: unknown = document.toJS({ maxAliasCount: 0, mapAsMap: true });
  if (data === null) return {};
  if (!(data instanceof Map)) throw new YamlProblem('it is not a mapping', body);
  return { entries: data };
}

/** Where an offset into the front matter without carriage returns lies in the page. */
function offsetInPage(text: string, body: Span, offset: number): number {
  let at = body.start;
  for (let left = offset; left > 0 && at < body.end; at++) if (text[at] !== '\r') left--;
  return at;
}

/** Keeps keys with a scalar or a list of scalars; deeper values are no business of the model. */
function collect(data: object): FrontMatterData {
  const result = new Map<string, string | string[]>();
  const entries: unknown = 'entries' in data ? data.entries : undefined;
  if (!(entries instanceof Map)) return result;
  for (const [key, value] of entries as Map<unknown, unknown>) {
    if (typeof key !== 'string') continue;
    if (Array.isArray(value)) result.set(key, value.filter(isScalar).map(String));
    else if (isScalar(value)) result.set(key, String(value));
    else result.set(key, []);
  }
  return result;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function pageFrontMatter(data: FrontMatterData): PageFrontMatter {
  const apiType = list(data, frontMatterKeys.apiType)[0];
  const title = list(data, ['title'])[0];
  const description = list(data, ['description'])[0];
  return {
    apiNames: list(data, frontMatterKeys.apiNames),
    apiLocations: list(data, frontMatterKeys.apiLocations),
    ...(apiType !== undefined && { apiType }),
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
  };
}

/** The values of the first of the keys that is there. */
function list(data: FrontMatterData, keys: readonly string[]): readonly string[] {
  for (const key of keys) {
    const value = data.get(key);
    if (value !== undefined) return typeof value === 'string' ? [value] : value;
  }
  return [];
}

import { createRequire } from 'node:module';
import type { ParsedNode, YAMLMap } from 'yaml';
import type { Span } from '../diagnostics/line-index.ts';

const require = createRequire(import.meta.url);

/** The library, loaded when the first table is read: whoever imports this package for something else need not wait. */
function yaml(): typeof import('yaml') {
  return require('yaml');
}

/** An entry of a table of contents. */
export interface TocEntry {
  readonly name: string;
  /** What it leads to, as written: a page, a folder, another table of contents, an address. */
  readonly href?: string;
  /** It has entries of its own, or names its page by a `uid`. */
  readonly leads: boolean;
  /** The place of the address, else of the name. */
  readonly span: Span;
}

export interface TocEntries {
  readonly entries: readonly TocEntry[];
  /** What is wrong with the text as YAML: two keys of one name, for instance. */
  readonly errors: readonly { readonly message: string; readonly span: Span }[];
}

/** Tables of contents are no deeper; what lies below is not read. */
const maximumDepth = 50;

/** The entries of a `toc.yml`, in its order. */
export function tocEntries(text: string): TocEntries {
  const { parseDocument } = yaml();
  const found: Found = { entries: [], repeated: [] };
  let document: ReturnType<typeof parseDocument>;
  try {
    // The library holds each key of a mapping against all others, which takes minutes where there are many.
    document = parseDocument(text, { merge: false, prettyErrors: false, uniqueKeys: false });
  } catch {
    // Text that is nested deeper than the stack.
    return { entries: [], errors: [{ message: 'it is nested too deep', span: { start: 0, end: 0 } }] };
  }
  visit(document.contents, found, 0);
  const errors = document.errors.map(({ message, pos: [start, end] }) => ({ message, span: { start, end } }));
  return { entries: found.entries, errors: [...errors, ...found.repeated] };
}

/** What was met so far. */
interface Found {
  readonly entries: TocEntry[];
  readonly repeated: { readonly message: string; readonly span: Span }[];
}

function visit(node: unknown, found: Found, depth: number): void {
  if (depth > maximumDepth) return;
  const { isMap, isSeq } = yaml();
  if (isSeq(node)) for (const item of node.items) entryOf(item, found, depth);
  else if (isMap(node)) {
    repeatedKeys(node, found);
    // Newer tables have their entries below a key beside metadata.
    visit(node.get('items', true), found, depth + 1);
  }
}

/** Keys that a mapping has twice, which YAML forbids. */
function repeatedKeys(map: YAMLMap, { repeated }: Found): void {
  const { isScalar } = yaml();
  const keys = new Set<unknown>();
  for (const { key } of map.items) {
    if (!isScalar(key)) continue;
    const [start, end] = (key as ParsedNode).range;
    if (keys.has(key.value)) repeated.push({ message: 'Map keys must be unique', span: { start, end } });
    keys.add(key.value);
  }
}

function entryOf(node: unknown, found: Found, depth: number): void {
  if (!yaml().isMap(node)) return;
  repeatedKeys(node, found);
  const href = textOf(node, 'href') ?? textOf(node, 'topicHref') ?? textOf(node, 'tocHref');
  const name = textOf(node, 'name');
  const place = href ?? name;
  if (place) {
    found.entries.push({
      name: name?.text ?? '',
      ...(href && { href: href.text }),
      leads: node.has('items') || node.has('uid') || node.has('topicUid'),
      span: place.span,
    });
  }
  visit(node.get('items', true), found, depth + 1);
}

function textOf(map: YAMLMap, key: string): { readonly text: string; readonly span: Span } | undefined {
  const { isScalar } = yaml();
  // Of two keys of one name the later counts.
  const value = map.items.findLast((pair) => isScalar(pair.key) && pair.key.value === key)?.value;
  if (!isScalar(value) || typeof value.value !== 'string' || value.value.trim() === '') return undefined;
  const [start, end] = (value as ParsedNode).range;
  return { text: value.value.trim(), span: { start, end } };
}

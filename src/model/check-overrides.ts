import * as v from 'valibot';
import { parseType } from '../ctype/parse-type.ts';
import { printType } from '../ctype/print-type.ts';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { type OverrideKind, type Overrides, overrideKinds } from './overrides.ts';

/*
 * Corrections of what the docs state wrongly. Each file in metadata/overrides is `{ $schema, entries: [...] }`. Every
 * entry names the symbol, the page, what the docs say there (`says`), what is true (`is`), why, and the source. An
 * entry applies only while the docs still say what it quotes: when they are corrected, it is reported as stale.
 */

const about = {
  /** `Interface::Method`, or the name of a function, callback, enumeration or structure, as the docs spell it. */
  symbol: v.string(),
  /** Page id, below the docs root. */
  page: v.string(),
  reason: v.string(),
  /** Fact file and key, or public repository and file. */
  source: v.string(),
};

/** A type in the spelling of the model, so that targets can read it. */
const typeText = v.pipe(v.string(), v.check(isCanonicalType, 'not a type in the spelling of the model'));
const typedName = v.strictTuple([v.string(), v.string()]);
const correctedName = v.strictTuple([typeText, v.string()]);

const entrySchemas = {
  /** A parameter of another type, with a wrong name, too many (`is: null`), or left out (`says: null`). */
  params: v.object({
    ...about,
    /** Position in the docs' declaration, from 1; for a left-out one the position it takes. */
    parameter: v.number(),
    says: v.nullable(typedName),
    is: v.nullable(correctedName),
  }),
  /** Another result type. */
  returns: v.object({ ...about, says: v.string(), is: typeText }),
  /** The same ABI, but another C++ type on Windows, so that `override` would not match. */
  spelling: v.object({
    ...about,
    /** Position from 1, or 0 for the result. */
    parameter: v.number(),
    says: v.string(),
    is: typeText,
  }),
  /** Another direction than the attributes or the text say. */
  directions: v.object({
    ...about,
    /** Position in the docs' declaration, from 1. */
    parameter: v.number(),
    says: v.picklist(['in', 'out', 'inout']),
    is: v.picklist(['in', 'out', 'inout']),
  }),
  /** A field of another type or name, too many (`is: null`), or left out (`says: null`). */
  structs: v.object({
    ...about,
    /** Position from 1. */
    field: v.number(),
    says: v.nullable(typedName),
    is: v.nullable(correctedName),
  }),
  /** A member of another value (`[name, value]`), name, too many (`is: null`) or left out (`says: null`). */
  enums: v.object({
    ...about,
    says: v.nullable(v.strictTuple([v.string(), v.number()])),
    is: v.nullable(v.strictTuple([v.string(), v.number()])),
  }),
  /** A symbol that the docs call by another name. `symbol` is the docs' spelling. */
  names: v.object({ ...about, is: v.string() }),
  /** Another header than the docs' Header line. */
  headers: v.object({ ...about, says: v.string(), is: v.string() }),
  /** A typedef row that gives another type. */
  typedefs: v.object({ ...about, says: v.string(), is: typeText }),
  /** A name of a type that the docs misspell; holds in every declaration. */
  types: v.object({
    says: v.string(),
    is: v.string(),
    pages: v.array(v.string()),
    reason: v.string(),
    source: v.string(),
  }),
  /** A name of an HRESULT that the docs misspell; holds in every return value. `is: null`: it is no HRESULT. */
  hresults: v.object({
    says: v.string(),
    is: v.nullable(v.string()),
    pages: v.array(v.string()),
    reason: v.string(),
    source: v.string(),
  }),
} as const satisfies Readonly<Record<OverrideKind, v.GenericSchema>>;

/** An override, with what the page says, what is true, why, and the source. */
export type OverrideEntry<K extends OverrideKind> = v.InferOutput<(typeof entrySchemas)[K]>;

/**
 * Checks the parsed JSON of the override files by kind. An entry of the wrong form is left out and reported as CB503
 * with file and position.
 */
export function checkOverrides(files: ReadonlyMap<string, unknown>): StageResult<Overrides> {
  const diagnostics: Diagnostic[] = [];
  const overrides: Record<string, unknown[]> = {};
  for (const kind of overrideKinds) {
    const list: unknown[] = [];
    overrides[kind] = list;
    if (!files.has(kind)) continue;
    const file = `overrides/${kind}.json`;
    const envelope = v.safeParse(v.object({ entries: v.array(v.unknown()) }), files.get(kind));
    if (!envelope.success) {
      diagnostics.push(diagnostic('CB503', `${file}: must be an object with a list "entries"`));
      continue;
    }
    for (const [index, entry] of envelope.output.entries.entries()) {
      const result = v.safeParse(entrySchemas[kind], entry);
      if (result.success) list.push(result.output);
      else {
        const [issue] = result.issues;
        const where = v.getDotPath(issue) ?? '';
        diagnostics.push(diagnostic('CB503', `${file}#${index} ${where}: ${issue.message}`));
      }
    }
  }
  return { value: overrides as unknown as Overrides, diagnostics };
}

function isCanonicalType(text: string): boolean {
  try {
    return printType(parseType(text)) === text;
  } catch {
    return false;
  }
}

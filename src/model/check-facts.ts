import * as v from 'valibot';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { type FactKind, type Facts, factKinds } from './facts.ts';

/*
 * The shapes of the files in metadata/facts. Each file is `{ $schema, source, entries }`, one entity a line, so that
 * a change of one fact is a change of one line. The JSON Schemas in metadata/schema/facts say the same to editors.
 */

const typed = v.strictTuple([v.string(), v.string()]);
/** `[return type, [type, name]...]`, as the headers declare them. */
const signature = v.tupleWithRest([v.string()], typed);
const header = v.string();
const convention = v.picklist(['stdcall', 'cdecl', 'fastcall', 'thiscall']);
const guid = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/, 'not a GUID in lower case'));
const offset = v.nullable(v.number());
const direction = v.picklist(['in', 'out', 'inout']);

/** `[name, type, offset, size, bits?]`; offset and size are null for bit fields. */
const plainField = v.union([
  v.strictTuple([v.string(), v.string(), offset, offset]),
  v.strictTuple([v.string(), v.string(), offset, offset, v.number()]),
]);
interface NestedFactField {
  readonly name: string;
  readonly kind: 'struct' | 'union';
  readonly offset: number;
  readonly size: number;
  readonly fields: readonly (v.InferOutput<typeof plainField> | NestedFactField)[];
}
const nestedField: v.GenericSchema<NestedFactField> = v.object({
  name: v.string(),
  kind: v.picklist(['struct', 'union']),
  offset: v.number(),
  size: v.number(),
  fields: v.array(v.union([plainField, v.lazy(() => nestedField)])),
});
const functionShape = {
  header,
  convention,
  returns: v.string(),
  parameters: v.array(typed),
};

const entrySchemas = {
  iids: v.object({
    iid: v.exactOptional(guid),
    base: v.exactOptional(v.string()),
    header,
    class: v.exactOptional(v.boolean()),
  }),
  vtables: v.object({ first: v.number(), methods: v.array(v.string()) }),
  signatures: v.record(v.string(), signature),
  externals: v.object({
    iid: v.exactOptional(guid),
    base: v.exactOptional(v.string()),
    first: v.number(),
    methods: v.record(v.string(), signature),
  }),
  enums: v.object({
    header,
    scope: v.exactOptional(v.string()),
    size: v.picklist([1, 2, 4, 8]),
    flags: v.exactOptional(v.boolean()),
    members: v.record(v.string(), v.number()),
  }),
  structs: v.object({
    header,
    kind: v.picklist(['struct', 'union']),
    tag: v.exactOptional(v.string()),
    size: v.number(),
    size32: v.number(),
    pack: v.exactOptional(v.number()),
    fields: v.array(v.union([plainField, nestedField])),
  }),
  functions: v.object({
    ...functionShape,
    module: v.exactOptional(v.string()),
    entryPoint: v.exactOptional(v.string()),
  }),
  callbacks: v.object({
    header,
    form: v.picklist(['function', 'pointer']),
    convention,
    returns: v.string(),
    parameters: v.array(v.string()),
  }),
  typedefs: v.object({ type: v.string(), size: v.number(), header }),
  constants: v.object({ value: v.union([v.number(), v.string()]), type: v.exactOptional(v.string()), header }),
  guids: v.object({ guid, kind: v.picklist(['iid', 'libid', 'guid']), header }),
  clsids: v.object({ clsid: guid, header }),
  hresults: v.object({
    value: v.pipe(v.string(), v.regex(/^0x[0-9a-f]{8}$/, 'not eight hexadecimal digits after 0x')),
    /** Header of Windows that defines the name; without it, corerror.h does. */
    header: v.exactOptional(header),
  }),
  'hresult-descriptions': v.string(),
  'callback-interfaces': v.string(),
  /**
   * By function, callback or `Interface::Method`: directions of parameters that no page states and that the type alone
   * leaves open. For an array with the parameter that counts its elements: `["out", "bufLen"]`.
   */
  directions: v.record(v.string(), v.union([direction, v.strictTuple([direction, v.string()])])),
  /** By list of the model: what the docs document as of the snapshot that the facts were checked with. */
  'documented-names': v.array(v.string()),
  'platform-types': v.object({
    canonical: v.string(),
    cpp: v.exactOptional(v.string()),
    fields: v.exactOptional(v.array(v.object({ name: v.string(), type: v.string() }))),
    size: v.exactOptional(v.number()),
    size32: v.exactOptional(v.number()),
  }),
} as const satisfies Readonly<Record<FactKind, v.GenericSchema>>;

/** A fact of a kind. */
export type FactEntry<K extends FactKind> = v.InferOutput<(typeof entrySchemas)[K]>;

export type FactSignature = v.InferOutput<typeof signature>;
type PlainFactField = v.InferOutput<typeof plainField>;
export type FactField = PlainFactField | NestedFactField;

/**
 * Checks the parsed JSON of the fact files, by kind (`iids`, `vtables`, ...). An absent kind is empty.
 * An entry of the wrong shape is left out and reported as CB510 with file and key.
 */
export function checkFacts(files: ReadonlyMap<string, unknown>): StageResult<Facts> {
  const diagnostics: Diagnostic[] = [];
  const facts: Record<string, Record<string, unknown>> = {};
  for (const kind of factKinds) {
    const table: Record<string, unknown> = Object.create(null);
    facts[kind] = table;
    if (!files.has(kind)) continue;
    const file = `facts/${kind}.json`;
    const envelope = v.safeParse(v.object({ entries: v.record(v.string(), v.unknown()) }), files.get(kind));
    if (!envelope.success) {
      diagnostics.push(diagnostic('CB510', `${file}: must be an object with "entries"`));
      continue;
    }
    for (const [key, entry] of Object.entries(envelope.output.entries)) {
      const result = v.safeParse(entrySchemas[kind], entry);
      if (result.success) table[key] = result.output;
      else diagnostics.push(diagnostic('CB510', `${file}#${key}: ${describe(result.issues[0])}`));
    }
  }
  return { value: facts as unknown as Facts, diagnostics };
}

function describe(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return path ? `${path}: ${issue.message}` : issue.message;
}

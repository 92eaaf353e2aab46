import * as v from 'valibot';

const text = v.pipe(v.string('must be a text'), v.minLength(1, 'must not be empty'));
const texts = v.record(v.string(), text, 'must be an object of texts');

/** What a template is printed for, once each. */
const outputSubjects = ['model', 'header', 'interface', 'enum', 'struct', 'callback'] as const;

const output = v.strictObject({
  /** Path below the output folder; `{stem}`, `{header}` and `{name}` stand for those of the subject. */
  path: text,
  /** Name of the template: `rust/module`. */
  template: text,
  for: v.picklist(outputSubjects, `must be one of ${outputSubjects.join(', ')}`),
});

const comments = v.strictObject(
  {
    /** Lines before and after the text; left out where there is no text. */
    open: v.optional(v.array(v.string())),
    close: v.optional(v.array(v.string())),
    /** What stands before each line. */
    line: v.optional(v.string()),
    /** Texts that stand for single characters: `{"<": "&lt;"}`. */
    escape: v.optional(v.record(v.string(), v.string())),
  },
  'must be an object',
);

const names = v.strictObject(
  {
    /** Words that no declaration may have for a name. */
    keywords: v.array(text, 'must be a list of texts'),
    /** What the templates call parameters of their own, where a language lets none hide a type of its name. */
    locals: v.optional(v.array(text, 'must be a list of texts')),
    /** What becomes of such a word: `{name}_`, `@{name}`. */
    escape: v.pipe(text, v.includes('{name}', 'must contain {name}')),
  },
  'must be an object',
);

const canonical = [
  ...['void', 'i8', 'u8', 'i16', 'u16', 'i32', 'u32', 'i64', 'u64', 'iptr', 'uptr', 'f32', 'f64', 'bool32', 'bool8'],
  ...['wchar', 'char', 'pointer', 'constPointer', 'enum', 'struct', 'interface', 'callback', 'opaque'],
] as const;

const types = v.strictObject(
  {
    ...v.entriesFromList(canonical, text),
    /** A pointer to an interface, where it is something else than a pointer to `interface`. */
    interfacePointer: v.optional(text),
    /** A field that is an array: `[{of}; {length}]`; without it a field's type is that of its elements. */
    array: v.optional(text),
  },
  'must be an object',
);

/** A target: what it writes, by which templates, and how it names and types things. */
export const targetSchema = v.strictObject({
  $schema: v.optional(v.string()),
  description: text,
  outputs: v.pipe(v.array(output, 'must be a list'), v.minLength(1, 'must not be empty')),
  comments,
  names,
  /** Text of each canonical type; `{name}`, `{to}`, `{of}`, `{length}` stand for the parts. */
  types,
  /** Types of the Windows headers that keep a name of their own: `{"HRESULT": "HRESULT"}`. */
  named: v.optional(texts),
  /** `named`: a typedef of the API keeps its name; `resolved`: the type it stands for is written. */
  typedefs: v.picklist(['named', 'resolved'], 'must be named or resolved'),
  conventions: v.strictObject({ stdcall: text, cdecl: text, fastcall: text, thiscall: text }, 'must be an object'),
});

/** The content of a `target.json`. */
export type TargetDescription = v.InferOutput<typeof targetSchema>;

import * as v from 'valibot';

const text = v.pipe(v.string('must be a text'), v.minLength(1, 'must not be empty'));
const texts = v.union([text, v.array(text)], 'must be a text or a list of texts');
const reporters = ['pretty', 'json', 'github', 'sarif', 'msvc'] as const;
const flag = v.exactOptional(v.boolean('must be true or false'));

/** A finding of `generate lint` that is accepted. The reason is required, but its lack is a diagnostic of its own. */
const suppression = v.strictObject(
  {
    code: text,
    page: v.exactOptional(text),
    reason: v.exactOptional(v.string('must be a text')),
  },
  'must be an object',
);

const isNoList = v.check((value) => !Array.isArray(value), 'must be an object');

/** What makes one output folder. */
const generation = {
  docs: v.optional(texts),
  base: v.optional(text),
  out: v.optional(text),
  select: v.optional(texts),
  targets: v.optional(v.pipe(v.array(text, 'must be a list of texts'), v.minLength(1, 'must not be empty'))),
  comments: v.optional(v.picklist(['none', 'link', 'summary', 'full'], 'must be none, link, summary or full')),
  templates: v.optional(text),
  cpp: v.optional(
    v.pipe(
      v.unknown(),
      isNoList,
      v.strictObject({ definitions: flag, implementations: flag, c: flag }, 'must be an object'),
    ),
  ),
  depfile: v.optional(text),
};

/** One of several outputs: what it does not say is as the configuration says. */
const output = v.pipe(
  v.unknown(),
  isNoList,
  v.strictObject({ name: v.exactOptional(text), ...generation }, 'must be an object'),
);

/** What a configuration file may hold; paths are relative to that file. */
export const configurationSchema = v.strictObject({
  $schema: v.optional(v.string()),
  ...generation,
  outputs: v.optional(v.pipe(v.array(output, 'must be a list'), v.minLength(1, 'must not be empty'))),
  strict: v.optional(v.boolean('must be true or false')),
  reporter: v.optional(v.picklist(reporters, `must be ${reporters.slice(0, -1).join(', ')} or ${reporters.at(-1)}`)),
  cache: v.optional(v.boolean('must be true or false')),
  lint: v.optional(
    v.pipe(
      v.unknown(),
      isNoList,
      v.strictObject(
        {
          ignore: v.exactOptional(v.array(v.pipe(v.unknown(), isNoList, suppression), 'must be a list')),
        },
        'must be an object',
      ),
    ),
  ),
});

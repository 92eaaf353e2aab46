// Mutations of Handlebars templates: tags that are broken, that ask for what no view has, and that never end.
const pick = (list, random) => list[Math.floor(random() * list.length)];
const tag = /\{\{\{?[^{}]*\}?\}\}/g;

/** Each nested in the one before, over the longest lists that a view has. */
const nested = (block, levels) => `${`{{#${block}}}`.repeat(levels)}x${`{{/${block.split(' ')[0]}}}`.repeat(levels)}`;

/** Pieces to put into a template called `name`. */
const pieces = (name) => [
  ...[
    '{{',
    '}}',
    '{{{',
    '}}}',
    '{{}}',
    '{{/each}}',
    '{{#each}}',
    '{{#if name}}',
    '{{else}}',
    '{{^}}',
    '{{!--',
    '{{!',
    '\\{{x',
  ],
  ...[
    '{{nowhere}}',
    '{{this}}',
    '{{.}}',
    '{{../name}}',
    '{{../../../../..}}',
    '{{@root}}',
    '{{@root.generator}}',
    '{{@index}}',
  ],
  ...['{{constructor}}', '{{constructor.constructor}}', '{{__proto__}}', '{{name.length}}', '{{[0]}}', '{{toString}}'],
  ...['{{lookup this "constructor"}}', '{{lookup this "__proto__"}}', '{{lookup (lookup this "constructor") "name"}}'],
  ...['{{#with (lookup this "constructor")}}{{name}}{{/with}}', '{{#with "s" as |s|}}{{s.sub.constructor}}{{/with}}'],
  ...[
    '{{log "x"}}',
    '{{helperMissing}}',
    '{{blockHelperMissing this}}',
    '{{nowhere "x" y=1}}',
    '{{#nowhere}}x{{/nowhere}}',
  ],
  ...[
    '{{hex}}',
    '{{hex this 8}}',
    '{{hex name "x"}}',
    '{{hex 1 1e9}}',
    '{{hex 1 999999999999}}',
    '{{hex -1 8}}',
    '{{join}}',
  ],
  ...[
    '{{join this}}',
    '{{join headers this}}',
    '{{comment}}',
    '{{comment this}}',
    '{{comment headers "*/"}}',
    '{{comment "x"}}',
  ],
  ...[
    '{{> nowhere}}',
    '{{> (lookup this "name")}}',
    '{{> @partial-block}}',
    '{{* decorator}}',
    '{{#> nowhere}}x{{/nowhere}}',
  ],
  ...[
    '{{#*inline "own"}}{{> own}}{{/inline}}{{> own}}',
    '{{#*inline "x"}}y{{/inline}}{{> x}}',
    '{{#each this as |a b|}}{{b}}{{/each}}',
  ],
  ...[
    '{{"x"}}',
    '{{1}}',
    '{{true}}',
    '{{undefined}}',
    '{{null}}',
    '{{#if}}x{{/if}}',
    '{{#unless}}x{{/unless}}',
    '{{#each 5}}x{{/each}}',
  ],
  `{{> ${name}}}`,
  `{{> ${name}}}{{> ${name}}}`,
  `{{#> ${name}}}{{> @partial-block}}{{/${name}}}`,
  `{{> ${name} this}}`,
  nested('if 1', 30),
  nested('if 1', 3000),
  nested('with this', 200),
  nested('each this', 12),
  nested('each @root', 12),
  nested('each ../this', 40),
  nested('each @root.declarations', 9),
  nested('each @root.headers', 9),
  '{{('.repeat(500),
  `{{${'../'.repeat(2000)}x}}`,
  `{{hex ${'(hex '.repeat(800)}1${')'.repeat(800)}}}`,
];

const replaceAt = (text, start, end, piece) => text.slice(0, start) + piece + text.slice(end);

const changes = {
  insert: (text, random, name) => {
    const at = Math.floor(random() * (text.length + 1));
    return replaceAt(text, at, at, pick(pieces(name), random));
  },
  atTag: (text, random, name) => {
    const found = [...text.matchAll(tag)];
    if (found.length === 0) return text;
    const { index, 0: whole } = pick(found, random);
    return replaceAt(text, index, index + (random() < 0.5 ? whole.length : 0), pick(pieces(name), random));
  },
  dropTag: (text, random) => {
    const found = [...text.matchAll(tag)];
    if (found.length === 0) return text;
    const { index, 0: whole } = pick(found, random);
    return replaceAt(text, index, index + whole.length, '');
  },
  field: (text, random) => {
    const words = [...text.matchAll(/[A-Za-z]\w*/g)];
    if (words.length === 0) return text;
    const [{ index, 0: word }, other] = [pick(words, random), pick(words, random)[0]];
    return replaceAt(text, index, index + word.length, other);
  },
  drop: (text, random) => {
    const at = Math.floor(random() * text.length);
    return replaceAt(text, at, at + 1 + Math.floor(random() * 12), '');
  },
  cut: (text, random) => text.slice(0, Math.floor(random() * text.length)),
  double: (text) => text + text,
  nothing: () => '',
  lines: (text) => text.replaceAll('\n', '\r\n'),
};

/**
 * The text of a template after one to three mutations.
 *
 * @param {string} original
 * @param {string} name Its name in the set, for those that call themselves.
 * @param {() => number} random
 */
export function mutateTemplate(original, name, random) {
  let text = original;
  const count = 1 + Math.floor(random() * random() * 3);
  for (let change = 0; change < count; change++) text = pick(Object.values(changes), random)(text, random, name);
  return text;
}

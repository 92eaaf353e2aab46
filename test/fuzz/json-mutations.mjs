// Mutations of JSON: of its values, so that it stays a document of its kind, and now and then of its text.
import { declarationWords, escapes, names } from './words.mjs';

const pick = (list, random) => list[Math.floor(random() * list.length)];
const isObject = (value) => typeof value === 'object' && value !== null;

/** A generator of numbers from 0 to 1 that a seed decides (mulberry32). */
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const deep = (levels) => {
  let value = 'x';
  for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { a: value };
  return value;
};

/** Values that no one expects. */
const values = [
  ...[null, true, false, 0, -1, 1, 1.5, -0.5, 65, 1e9, 2 ** 31, 2 ** 32, 2 ** 53, 1e308, -1e308],
  ...['', ' ', 'x', '0', '-1', 'null', '[]', '__proto__', 'constructor', 'toString', 'hasOwnProperty'],
  ...['../../evil', '/evil', 'C:\\evil', 'a/../../b', 'CON', 'x'.repeat(5000), '*'.repeat(500), '['.repeat(500)],
  ...['*/ #error', '\n', '\u2028', '\0', '\u202e', '\ud800', '{{x}}', 'é'],
  ...[[], {}, [[]], [null], { a: 1 }, deep(40), deep(2000), Array(500).fill('x')],
];

/** A place in a document, chosen by going down at random: the list or object, and the key in it. */
function place(root, random) {
  let owner = root;
  for (;;) {
    const keys = Object.keys(owner);
    if (keys.length === 0) return undefined;
    const key = pick(keys, random);
    const inner = owner[key];
    if (!isObject(inner) || Object.keys(inner).length === 0 || random() < 0.15) return { owner, key };
    owner = inner;
  }
}

/** Sets also `__proto__` as a key of its own. */
function put(owner, key, value) {
  Object.defineProperty(owner, key, { value, writable: true, enumerable: true, configurable: true });
}

function remove(owner, key) {
  if (Array.isArray(owner)) owner.splice(Number(key), 1);
  else delete owner[key];
}

const text = (random) => pick(pick([names, escapes, declarationWords], random), random);

/** Each changes a place of a document. */
const changes = {
  replace: ({ owner, key }, random) => put(owner, key, structuredClone(pick(values, random))),
  text: ({ owner, key }, random) => put(owner, key, text(random)),
  spoil: ({ owner, key }, random) => {
    if (typeof owner[key] === 'number')
      put(owner, key, owner[key] * pick([-1, 0.5, 3, 1e10], random) + pick([0, 1], random));
    else if (typeof owner[key] === 'string') {
      const at = Math.floor(random() * (owner[key].length + 1));
      put(owner, key, owner[key].slice(0, at) + text(random) + owner[key].slice(at + Math.floor(random() * 3)));
    }
  },
  drop: ({ owner, key }) => remove(owner, key),
  rename: ({ owner, key }, random) => {
    const value = owner[key];
    if (Array.isArray(owner)) return;
    delete owner[key];
    put(owner, text(random), value);
  },
  copy: ({ owner, key }, random, root) => {
    const other = place(root, random);
    if (other) put(other.owner, other.key, structuredClone(owner[key]));
  },
  swap: ({ owner, key }, random, root) => {
    const other = place(root, random);
    if (!other) return;
    const first = structuredClone(owner[key]);
    put(owner, key, structuredClone(other.owner[other.key]));
    put(other.owner, other.key, first);
  },
  double: ({ owner, key }, random) => {
    const value = structuredClone(owner[key]);
    if (Array.isArray(owner)) owner.splice(Number(key), 0, value);
    else put(owner, `${key}${pick(['', '_', '2'], random)}`, value);
  },
  repeat: ({ owner, key }, random) => {
    if (Array.isArray(owner[key]))
      put(
        owner,
        key,
        Array(1 + Math.floor(random() * 20))
          .fill(owner[key])
          .flat(),
      );
  },
  wrap: ({ owner, key }, random) => put(owner, key, random() < 0.5 ? [owner[key]] : { [text(random)]: owner[key] }),
};

/** Each changes the text of a document. */
const textChanges = {
  cut: (document, random) => document.slice(0, Math.floor(random() * document.length)),
  insert: (document, random) => {
    const at = Math.floor(random() * document.length);
    return document.slice(0, at) + pick(escapes, random) + document.slice(at);
  },
  drop: (document, random) => {
    const at = Math.floor(random() * document.length);
    return document.slice(0, at) + document.slice(at + 1 + Math.floor(random() * 20));
  },
  deep: (document, random) => `${pick(['[', '{"a":'], random).repeat(20_000)}${document}`,
  nothing: () => '',
  mark: (document) => `\ufeff${document}`,
  lines: (document) => document.replaceAll('\n', '\r\n'),
};

/**
 * The text of a JSON document after one to four mutations.
 *
 * @param {string} original
 * @param {() => number} random
 */
export function mutateJson(original, random) {
  if (random() < 0.08) return pick(Object.values(textChanges), random)(original, random);
  try {
    return mutateDocument(JSON.parse(original), random);
  } catch (error) {
    // Nested too deeply to be copied or printed by the platform.
    if (error instanceof RangeError) return textChanges.deep(original, random);
    throw error;
  }
}

function mutateDocument(document, random) {
  const root = { document };
  const count = 1 + Math.floor(random() * random() * 4);
  for (let change = 0; change < count; change++) {
    // The document itself is seldom of interest.
    const from = isObject(root.document) && random() < 0.98 ? root.document : root;
    const chosen = place(from, random);
    if (chosen) pick(Object.values(changes), random)(chosen, random, from);
  }
  return JSON.stringify(root.document, null, 1) ?? '';
}

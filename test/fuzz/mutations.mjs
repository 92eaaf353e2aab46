// Mutations of pages. A mutation is plain data (a kind, three numbers from 0 to 1, a piece of another page), so that a
// failure can be written down, repeated, and made smaller by leaving mutations out.
import fc from 'fast-check';
import { declarationWords, escapes, lines as lineWords, matter, names } from './words.mjs';

const token = /\w+|[^\w\s]/g;

/** @typedef {{ kind: string, a: number, b: number, c: number }} Mutation */

const at = (length, fraction) => Math.min(length, Math.floor(fraction * (length + 1)));
const pick = (list, fraction) => list[Math.min(list.length - 1, Math.floor(fraction * list.length))];
const splice = (text, start, end, piece) => text.slice(0, start) + piece + text.slice(end);

/** Start and end of each line's text, without line ends. */
function linesOf(text) {
  const found = [];
  for (const match of text.matchAll(/[^\n]*(?:\n|$)/g)) {
    if (match.index >= text.length && found.length > 0) break;
    found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}

function wordsIn(text, from = 0) {
  return [...text.matchAll(token)].map((match) => ({
    start: from + match.index,
    end: from + match.index + match[0].length,
    text: match[0],
  }));
}

/** The stretch of the syntax block; the whole page where there is none. */
function syntaxOf(text) {
  const block = /```[^\n]*\n([\s\S]*?)```/.exec(text);
  if (!block) return { start: 0, end: text.length };
  const start = block.index + block[0].indexOf('\n') + 1;
  return { start, end: start + block[1].length };
}

function inSyntax(change) {
  return (text, mutation, donor) => {
    const { start, end } = syntaxOf(text);
    const words = wordsIn(text.slice(start, end), start);
    return words.length === 0 ? text : change(text, words, mutation, donor);
  };
}

function inLines(change, wanted = () => true) {
  return (text, mutation, donor) => {
    const all = linesOf(text).filter(({ start, end }) => wanted(text.slice(start, end)));
    return all.length === 0 ? text : change(text, pick(all, mutation.a), mutation, { all, donor });
  };
}

const isRow = (line) => line.trimStart().startsWith('|');
const tableLines = (change) => inLines(change, isRow);

function frontMatterOf(text) {
  const match = /^---\n([\s\S]*?\n)---/.exec(text);
  return match ? { start: 4, end: 4 + match[1].length } : undefined;
}

const inMatter = (change) => (text, mutation) => {
  const matterSpan = frontMatterOf(text);
  if (!matterSpan) return `---\n${pick(matter, mutation.b)}\n---\n${text}`;
  const lines = linesOf(text.slice(matterSpan.start, matterSpan.end));
  const line = pick(lines, mutation.a);
  return change(text, { start: line.start + matterSpan.start, end: line.end + matterSpan.start }, mutation);
};

const renamed = (text, from, to) => (from ? text.split(from).join(to) : text);

/** The words of the H1: `IHostTask::Alert Method` gives `IHostTask` and `Alert`. */
function titleNames(text) {
  const title = /^# +(.*)/m.exec(text)?.[1] ?? '';
  return title.match(/\w+/g)?.filter((word) => word.length > 2) ?? [];
}

const declared = (text) => {
  const { start, end } = syntaxOf(text);
  return wordsIn(text.slice(start, end)).filter(({ text: word }) => /^[A-Za-z_]/.test(word));
};

/** Each kind changes a text; `donor` is another page, `donor` in the third parameter. */
const kinds = {
  // Characters
  insertEscape: (text, { a, b }) => splice(text, at(text.length, a), at(text.length, a), pick(escapes, b)),
  dropCharacters: (text, { a, b }) => splice(text, at(text.length, a), at(text.length, a) + at(40, b), ''),
  repeatCharacter: (text, { a, b }) => {
    const place = at(text.length, a);
    return splice(text, place, place, (text[place] ?? '*').repeat(at(3000, b * b * b)));
  },
  truncate: (text, { a }) => text.slice(0, at(text.length, a)),
  // Lines
  dropLine: inLines((text, line) => splice(text, line.start, line.end, '')),
  doubleLine: inLines((text, line) => splice(text, line.end, line.end, text.slice(line.start, line.end))),
  swapLines: inLines((text, line, { b }, { all }) => {
    const other = pick(all, b);
    const [first, second] = line.start < other.start ? [line, other] : [other, line];
    if (first.start === second.start) return text;
    const middle = text.slice(first.end, second.start);
    const head = text.slice(0, first.start);
    return `${head}${text.slice(second.start, second.end)}${middle}${text.slice(first.start, first.end)}${text.slice(second.end)}`;
  }),
  joinLines: inLines((text, line) => splice(text, line.end - 1, line.end, '')),
  repeatLine: inLines((text, line, { b }) =>
    splice(text, line.end, line.end, text.slice(line.start, line.end).repeat(at(400, b * b * b))),
  ),
  insertLine: inLines((text, line, { b }) => splice(text, line.start, line.start, `${pick(lineWords, b)}\n`)),
  replaceLine: inLines((text, line, { b }) => splice(text, line.start, line.end, `${pick(lineWords, b)}\n`)),
  indentLine: inLines((text, line, { b }) => splice(text, line.start, line.start, ' '.repeat(at(9, b)))),
  alienLines: inLines((text, line, { b, c }, { donor }) => {
    const others = linesOf(donor);
    const from = at(others.length - 1, b);
    const taken = others.slice(from, from + 1 + at(8, c));
    return splice(text, line.start, line.start, taken.map(({ start, end }) => donor.slice(start, end)).join(''));
  }),
  lineEnds: (text, { a }) => text.replaceAll('\n', a < 0.5 ? '\r\n' : '\r'),
  // Tokens of the syntax block
  dropToken: inSyntax((text, words, { a }) => splice(text, pick(words, a).start, pick(words, a).end, '')),
  doubleToken: inSyntax((text, words, { a }) =>
    splice(text, pick(words, a).end, pick(words, a).end, ` ${pick(words, a).text}`),
  ),
  swapTokens: inSyntax((text, words, { a, b }) => {
    const [first, second] = [pick(words, a), pick(words, b)].sort((one, other) => one.start - other.start);
    if (first.start === second.start) return text;
    return splice(splice(text, second.start, second.end, first.text), first.start, first.end, second.text);
  }),
  replaceToken: inSyntax((text, words, { a, b }) =>
    splice(text, pick(words, a).start, pick(words, a).end, pick(declarationWords, b)),
  ),
  insertToken: inSyntax((text, words, { a, b }) =>
    splice(text, pick(words, a).start, pick(words, a).start, `${pick(declarationWords, b)} `),
  ),
  alienToken: inSyntax((text, words, { a, b }, donor) => {
    const others = declared(donor);
    return others.length === 0 ? text : splice(text, pick(words, a).start, pick(words, a).end, pick(others, b).text);
  }),
  repeatToken: inSyntax((text, words, { a, b }) =>
    splice(text, pick(words, a).end, pick(words, a).end, ` ${pick(words, a).text}`.repeat(at(300, b * b * b))),
  ),
  nameToken: inSyntax((text, words, { a, b }) => {
    const identifiers = words.filter((word) => /^[A-Za-z_]/.test(word.text));
    const word = identifiers.length === 0 ? words[0] : pick(identifiers, a);
    return splice(text, word.start, word.end, pick(names, b));
  }),
  // Names all over the page
  rename: (text, { a, b }) => renamed(text, pick(titleNames(text), a), pick(names, b)),
  renameDeclared: (text, { a, b }) => {
    const words = declared(text);
    return words.length === 0 ? text : renamed(text, pick(words, a).text, pick(names, b));
  },
  renameAlien: (text, { a, b }, donor) => {
    const others = [...titleNames(donor), ...declared(donor).map((word) => word.text)];
    return others.length === 0 ? text : renamed(text, pick(titleNames(text), a), pick(others, b));
  },
  alienSyntax: (text, _, donor) => {
    const own = syntaxOf(text);
    const other = syntaxOf(donor);
    return splice(text, own.start, own.end, donor.slice(other.start, other.end));
  },
  alienTitle: (text, _, donor) => text.replace(/^# .*/m, () => /^# .*/m.exec(donor)?.[0] ?? '# '),
  header: (text, { a }) =>
    text.replace(/^( *\*\*Header:?\*\*:? *).*/m, (_, start) => `${start}${pick(names, a)}${a < 0.8 ? '.h' : ''}`),
  // Tables
  insertBar: tableLines((text, line, { b }) => {
    const place = line.start + at(line.end - line.start - 1, b);
    return splice(text, place, place, '|');
  }),
  dropBar: tableLines((text, line, { b }) => {
    const bars = [...text.slice(line.start, line.end).matchAll(/\|/g)];
    const bar = line.start + pick(bars, b).index;
    return splice(text, bar, bar + 1, '');
  }),
  replaceCell: tableLines((text, line, { b, c }) => {
    const cells = text.slice(line.start, line.end).split('|');
    cells[at(cells.length - 1, b)] = c < 0.5 ? pick(escapes, c * 2) : pick(names, c * 2 - 1);
    return splice(text, line.start, line.end, cells.join('|'));
  }),
  manyColumns: tableLines((text, line, { b }) =>
    splice(text, line.end - 1, line.end - 1, text.slice(line.start, line.end - 1).repeat(at(300, b * b * b))),
  ),
  // Front matter
  dropMatter: inMatter((text, line) => splice(text, line.start, line.end, '')),
  doubleMatter: inMatter((text, line) => splice(text, line.end, line.end, text.slice(line.start, line.end))),
  insertMatter: inMatter((text, line, { b }) => splice(text, line.start, line.start, `${pick(matter, b)}\n`)),
  replaceMatter: inMatter((text, line, { b }) => splice(text, line.start, line.end, `${pick(matter, b)}\n`)),
  matterValue: inMatter((text, line, { b }) =>
    splice(text, line.start, line.end, `${text.slice(line.start, line.end - 1)}${pick(escapes, b)}\n`),
  ),
  matterLanguage: (text, { a }) => text.replace(/^---/, pick(['---js', '---json', '--- ', '----', '', '+++'], a)),
  // Sections
  dropHeading: inLines(
    (text, line) => splice(text, line.start, line.end, ''),
    (line) => line.startsWith('#'),
  ),
  otherHeading: inLines(
    (text, line, { b }) =>
      splice(
        text,
        line.start,
        line.end,
        `${pick(
          lineWords.filter((word) => word.startsWith('#')),
          b,
        )}\n`,
      ),
    (line) => line.startsWith('#'),
  ),
};

/** Changes of the bytes of a page, after those of its text. */
const byteKinds = {
  flipBit: (bytes, { a, b }) => {
    const copy = Buffer.from(bytes);
    const place = at(copy.length - 1, a);
    if (copy.length > 0) copy[place] ^= 1 << at(7, b);
    return copy;
  },
  insertBytes: (bytes, { a, b, c }) => {
    const place = at(bytes.length, a);
    const noise = Buffer.from(Array.from({ length: 1 + at(6, b) }, (_, i) => Math.floor(c * 256 * (i + 1) * 7) & 255));
    return Buffer.concat([bytes.subarray(0, place), noise, bytes.subarray(place)]);
  },
  dropBytes: (bytes, { a, b }) =>
    Buffer.concat([bytes.subarray(0, at(bytes.length, a)), bytes.subarray(at(bytes.length, a) + at(9, b))]),
  encoding: (bytes, { a }) => {
    if (a < 0.4) return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
    const wide = Buffer.from(`\ufeff${bytes.toString('utf8')}`, 'utf16le');
    return a < 0.6 ? wide : a < 0.8 ? wide.swap16() : Buffer.from(bytes.toString('utf8'), 'latin1');
  },
};

const weights = { alienSyntax: 3, replaceToken: 3, nameToken: 3, rename: 3, renameDeclared: 3, alienToken: 3 };
const allKinds = [
  ...Object.keys(kinds).flatMap((kind) => Array(weights[kind] ?? 1).fill(kind)),
  ...Object.keys(byteKinds),
];

const fraction = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const mutation = fc.record({ kind: fc.constantFrom(...allKinds), a: fraction, b: fraction, c: fraction });

/** From one to six mutations, mostly few: a page with many is seldom accepted. */
export const mutations = fc.array(mutation, { minLength: 1, maxLength: 6, size: 'max' });

/**
 * The bytes of a page after mutations.
 *
 * @param {string} text
 * @param {readonly Mutation[]} changes
 * @param {string} donor Text of another page, from which pieces are taken.
 */
export function mutate(text, changes, donor) {
  let changed = text;
  for (const change of changes) {
    const apply = kinds[change.kind];
    // A page beyond the size limit is not read at all, and of no interest here.
    if (apply) changed = apply(changed, change, donor).slice(0, 400_000);
  }
  let bytes = Buffer.from(changed, 'utf8');
  for (const change of changes) bytes = byteKinds[change.kind]?.(bytes, change) ?? bytes;
  return bytes;
}

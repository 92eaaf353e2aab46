/*
 * Finds names as people type them: letters in order, preferably at the starts of words and next to each other
 * (`revleave` for `ReverseLeaveRuntime`).
 */

const startBonus = 8;
const nextBonus = 6;
const gapCost = 1;

/** A name made ready: lower case, and where its words start (humps, after `_`, after `::`). */
export function prepare(name) {
  const starts = [];
  for (let at = 0; at < name.length; at++) {
    const before = name[at - 1] ?? '';
    const here = name[at];
    const next = name[at + 1] ?? '';
    const upper = /[A-Z]/.test(here);
    starts.push(
      at === 0 ||
        /[^A-Za-z0-9]/.test(before) ||
        (upper && (/[a-z0-9]/.test(before) || /[a-z]/.test(next))) ||
        (/[0-9]/.test(here) && /[^0-9]/.test(before)),
    );
  }
  return { name, lower: name.toLowerCase(), starts };
}

/**
 * How well a pattern in lower case matches a prepared name: a score, higher is better, and the places of its letters;
 * null where the name lacks a letter.
 */
export function match(pattern, { lower, starts }) {
  const length = pattern.length;
  const width = lower.length;
  if (length === 0 || length > width || !isSubsequence(pattern, lower)) return null;
  const came = new Int16Array(length * width).fill(-1);
  let scores = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < length; i++) {
    const row = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
    let best = Number.NEGATIVE_INFINITY;
    let bestAt = -1;
    for (let at = i; at < width; at++) {
      // The best place for the letter before that leaves a gap.
      if (at >= 2 && scores[at - 2] > best) [best, bestAt] = [scores[at - 2], at - 2];
      if (lower[at] !== pattern[i]) continue;
      const own = 1 + (starts[at] ? startBonus : 0);
      if (i === 0) {
        row[at] = own - Math.min(at, 8) / 4;
        continue;
      }
      const next = at >= 1 ? scores[at - 1] + nextBonus : Number.NEGATIVE_INFINITY;
      const gap = best - gapCost;
      row[at] = own + Math.max(next, gap);
      came[i * width + at] = next >= gap ? at - 1 : bestAt;
    }
    scores = row;
  }
  let end = -1;
  for (let at = 0; at < width; at++) if (end < 0 || scores[at] > scores[end]) end = at;
  const places = [];
  for (let i = length - 1, at = end; i >= 0; i--) {
    places.unshift(at);
    at = came[i * width + at];
  }
  const whole = length === width ? 40 : lower.startsWith(pattern) ? 12 : 0;
  return { score: scores[end] + whole - width / 16, places };
}

function isSubsequence(pattern, lower) {
  let at = -1;
  for (const letter of pattern) {
    at = lower.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}

/**
 * The best entries of an index for what was typed, the best first.
 *
 * @param index Entries `{ short, full, weight, value? }`: prepared names without and with their owner, what the kind
 *   of API counts for, and the number of an HRESULT.
 */
export function search(index, typed, limit) {
  const pattern = typed
    .trim()
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/(?<=\w)(?:\.|->|#)(?=\w)/, '::');
  if (pattern === '') return [];
  const value = numberOf(pattern);
  const found = [];
  for (const entry of index) {
    if (value !== null && entry.value === value) {
      found.push({ entry, score: 1000, places: [] });
      continue;
    }
    const short = match(pattern, entry.short);
    const full = entry.full === entry.short ? null : match(pattern, entry.full);
    const offset = entry.full.name.length - entry.short.name.length;
    if (short !== null && (full === null || short.score >= full.score - 4)) {
      found.push({ entry, score: short.score + entry.weight, places: short.places.map((at) => at + offset) });
    } else if (full !== null) found.push({ entry, score: full.score - 4 + entry.weight, places: full.places });
  }
  found.sort((a, b) => b.score - a.score || (a.entry.full.name < b.entry.full.name ? -1 : 1));
  // What matches by scattered letters is noise where something matches by words.
  const least = (found[0]?.score ?? 0) / 2;
  return found.filter(({ score }) => score >= least).slice(0, limit);
}

/** The unsigned value of a number that may be an HRESULT: `0x80131022`, `-2146234334`; else null. */
function numberOf(pattern) {
  if (!/^(?:0x[0-9a-f]{1,8}|-?\d{5,10})$/.test(pattern)) return null;
  return Number(pattern) >>> 0;
}

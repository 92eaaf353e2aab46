import type { Cursor } from './cursor.ts';

/** Keywords that a declaration starts with. */
const keywords = ['typedef', 'enum', 'struct', 'union', 'interface', 'coclass', 'class', 'dispinterface'] as const;

export type Keyword = (typeof keywords)[number];

/** Makes sure that a word which stands for a keyword is spelt as one; reports `Typedef`, `typdef`, `interfce`. */
export function keywordAt(cursor: Cursor): Keyword | undefined {
  const word = cursor.peek();
  if (word.kind !== 'word') return undefined;
  const exact = keywords.find((keyword) => keyword === word.text);
  if (exact) return exact;
  if (!cursor.isWord(1)) return undefined;
  const lower = word.text.toLowerCase();
  const body = cursor.is('{', 2) || (cursor.is(':', 2) && cursor.isWord(3));
  const head = /^(enum|struct|union|interface)$/.test(cursor.peek(1).text);
  const meant = keywords.find(
    (keyword) => keyword === lower || ((keyword === 'typedef' ? head : body) && oneSlip(lower, keyword)),
  );
  if (!meant) return undefined;
  cursor.reportWrong('CB310', `'${word.text}' is no keyword; '${meant}' is meant`, word, meant);
  return meant;
}

/** Whether one letter added, left out, changed or swapped with its neighbour makes one word of the other. */
export function oneSlip(word: string, other: string): boolean {
  if (Math.abs(word.length - other.length) > 1 || word.length < 4) return false;
  let from = 0;
  while (from < word.length && word[from] === other[from]) from++;
  const rest = (text: string, skip: number) => text.slice(from + skip);
  return (
    rest(word, 1) === rest(other, 1) ||
    rest(word, 1) === rest(other, 0) ||
    rest(word, 0) === rest(other, 1) ||
    (word[from] === other[from + 1] && word[from + 1] === other[from] && rest(word, 2) === rest(other, 2))
  );
}

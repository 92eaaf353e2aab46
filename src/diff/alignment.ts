/** How the items of two ordered lists (parameters, fields) correspond. Indexes count from 0. */
export interface Alignment {
  /** Old and new index, in new order. */
  readonly pairs: readonly { readonly old: number; readonly new: number }[];
  readonly removed: readonly number[];
  readonly added: readonly number[];
  /** Items that are there under the same name stand in another order. */
  readonly reordered: boolean;
}

/**
 * Aligns two lists whose items have names. A name that occurs more than once stands for its first item; the others
 * count as nameless, as does the empty name.
 *
 * Items pair by name; what is left pairs by place: in a stretch between the same two paired neighbours that is equally
 * long on both sides, one by one. Where the paired names changed their order there are no such stretches, and only
 * items at the same index pair.
 */
export function align(old: readonly string[], next: readonly string[]): Alignment {
  const partner = new Map<number, number>();
  const indexes = firstIndexes(old);
  for (const [name, index] of firstIndexes(next)) {
    const found = indexes.get(name);
    if (found !== undefined) partner.set(index, found);
  }
  const named = [...partner];
  const reordered = named.some(([, index], at) => at > 0 && index < (named[at - 1] as [number, number])[1]);
  const taken = new Set(partner.values());
  if (reordered) {
    next.forEach((_, index) => {
      if (!partner.has(index) && index < old.length && !taken.has(index)) partner.set(index, index);
    });
  } else {
    let afterOld = 0;
    let afterNew = 0;
    for (const [newIndex, oldIndex] of [...named, [next.length, old.length] as const]) {
      const length = newIndex - afterNew;
      if (length === oldIndex - afterOld) {
        for (let at = 0; at < length; at++) partner.set(afterNew + at, afterOld + at);
      }
      afterOld = oldIndex + 1;
      afterNew = newIndex + 1;
    }
  }
  const paired = new Set(partner.values());
  return {
    pairs: [...partner].sort(([a], [b]) => a - b).map(([newIndex, oldIndex]) => ({ old: oldIndex, new: newIndex })),
    removed: [...old.keys()].filter((index) => !paired.has(index)),
    added: [...next.keys()].filter((index) => !partner.has(index)),
    reordered,
  };
}

function firstIndexes(names: readonly string[]): ReadonlyMap<string, number> {
  const indexes = new Map<string, number>();
  names.forEach((name, index) => {
    if (name !== '' && !indexes.has(name)) indexes.set(name, index);
  });
  return indexes;
}

/**
 * The positions of a longest increasing subsequence: of a list of old places in new order, the items that stayed while
 * the others moved.
 */
export function stayed(places: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const before: number[] = [];
  places.forEach((place, at) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[tails[middle] as number] as number) < place) low = middle + 1;
      else high = middle;
    }
    before[at] = low > 0 ? (tails[low - 1] as number) : -1;
    tails[low] = at;
  });
  const kept = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] as number) kept.add(at);
  return kept;
}

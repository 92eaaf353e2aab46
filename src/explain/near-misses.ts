import { editDistance } from '../config/did-you-mean.ts';
import type { Api } from './find-api.ts';

const maximalSuggestions = 5;

/** Names of APIs that may be meant by a name that none has: near ones by edit distance, then those that contain it. */
export function nearMisses(apis: readonly Api[], written: string): readonly string[] {
  const wanted = written.toLowerCase();
  const last = lastPart(wanted);
  const limit = Math.max(1, Math.floor(last.length / 3));
  const scored: { readonly name: string; readonly score: number }[] = [];
  for (const { name, method, member } of apis) {
    const whole = name.toLowerCase();
    // Whoever writes the owner means it, whoever does not means the last part.
    const compared = wanted.includes('::') || !(method || member) ? whole : lastPart(whole);
    const sameLength = Math.abs(compared.length - wanted.length) <= limit;
    const distance = sameLength ? editDistance(wanted, compared) : Number.POSITIVE_INFINITY;
    if (distance <= limit) scored.push({ name, score: distance });
    else if (last.length >= 4 && lastPart(whole).includes(last)) {
      scored.push({ name, score: limit + 1 + (lastPart(whole).length - last.length) / 100 });
    }
  }
  scored.sort((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1));
  return [...new Set(scored.map(({ name }) => name))].slice(0, maximalSuggestions);
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}

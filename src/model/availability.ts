import type { Availability } from './model.ts';

/**
 * Reads a versions text: `Available since 2.0`, `Available since .NET Core 3.0`, `4.5, 4, 3.5 SP1` (the lowest
 * counts), `Available since 4.6, .NET Native only`. Localised texts keep their numbers, which is all that is read.
 */
export function readAvailability(text: string): Availability {
  let known = read.get(text);
  if (!known) {
    known = versionsIn(text);
    if (read.size >= readLimit) read.clear();
    read.set(text, known);
  }
  return known;
}

/** The docs have a few dozen versions texts in thousands of pages. */
const read = new Map<string, Availability>();
const readLimit = 256;

function versionsIn(text: string): Availability {
  const source = text.replace(/\s+/g, ' ').trim();
  const lowest: { core?: string; framework?: string } = {};
  let product: 'core' | 'framework' = 'framework';
  for (const [token, name] of source.matchAll(/\.NET (Core|Framework)|\.NET(?= \d)|(?<![\w.])\d+(?:\.\d+){0,3}/g)) {
    if (token.startsWith('.NET')) {
      product = name === 'Framework' ? 'framework' : 'core';
      continue;
    }
    // A year ("November 2013 update to 4.5.1") is no version.
    if (versionKey(token) >= versionKey('100')) continue;
    const known = lowest[product];
    if (known === undefined || versionKey(token) < versionKey(known)) lowest[product] = token;
  }
  return { text: source, ...lowest };
}

/** A number that orders versions of up to three parts below 100 each. */
function versionKey(version: string): number {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return major * 1e6 + minor * 1e3 + patch;
}

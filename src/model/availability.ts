import type { Availability } from './model.ts';

/**
 * Reads a versions text: `Available since 2.0`, `Available since .NET Core 3.0`, `4.5, 4, 3.5 SP1` (the lowest
 * counts), `Available since 4.6, .NET Native only`. Localised texts keep their numbers, which is all that is read.
 */
export function readAvailability(text: string): Availability {
  const core: number[] = [];
  const framework: number[] = [];
  const source = text.replace(/\s+/g, ' ').trim();
  const clause = /(\.NET Core|\.NET Framework|\.NET(?= \d))?[^\d]*?(?<![\w.])(\d+(?:\.\d+){0,3})/g;
  let isCore = false;
  const texts = new Map<number, string>();
  for (const match of source.matchAll(clause)) {
    if (match[1] !== undefined) isCore = match[1] !== '.NET Framework';
    const version = match[2] as string;
    const key = versionKey(version);
    // Years ("November 2013 update to 4.5.1") are no versions.
    if (key >= 100 * 1e6) continue;
    texts.set(key, version);
    (isCore ? core : framework).push(key);
  }
  const lowest = (keys: number[]) => (keys.length ? texts.get(Math.min(...keys)) : undefined);
  const lowestFramework = lowest(framework);
  const lowestCore = lowest(core);
  return {
    text: source,
    ...(lowestFramework !== undefined && { framework: lowestFramework }),
    ...(lowestCore !== undefined && { core: lowestCore }),
  };
}

/** A number that orders versions of up to three parts below 100 each. */
function versionKey(version: string): number {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return major * 1e6 + minor * 1e3 + patch;
}

import { readFileSync } from 'node:fs';

interface Known {
  readonly names: ReadonlyMap<number, readonly string[]>;
  readonly descriptions: ReadonlyMap<string, string>;
}

let known: Known | undefined;

/**
 * All names of an HRESULT, unsigned. The table is the package's own list of HRESULTs and is read when the first call
 * fails, not before; in a bundle without it nothing has a name beyond what the docs of a method list.
 */
export function hresultNames(value: number): readonly string[] {
  return table().names.get(value >>> 0) ?? [];
}

/** What an HRESULT means in general. */
export function hresultDescription(name: string): string | undefined {
  return table().descriptions.get(name);
}

function table(): Known {
  known ??= read();
  return known;
}

function read(): Known {
  const names = new Map<number, string[]>();
  const descriptions = new Map<string, string>();
  try {
    const file = new URL('../../metadata/facts/hresults.json', import.meta.url);
    const { entries } = JSON.parse(readFileSync(file, 'utf8')) as {
      entries: Record<string, { value: string | number; description?: string }>;
    };
    for (const [name, { value, description }] of Object.entries(entries)) {
      const list = names.get(Number(value)) ?? [];
      // COM's own names before those that other headers give the same value: E_NOINTERFACE, not COR_E_INVALIDCAST.
      if (/^[ES]_/.test(name)) list.unshift(name);
      else list.push(name);
      names.set(Number(value), list);
      if (description !== undefined) descriptions.set(name, description);
    }
  } catch {
    // Without the list an HRESULT is its number; an error must not hide behind another one.
  }
  return { names, descriptions };
}

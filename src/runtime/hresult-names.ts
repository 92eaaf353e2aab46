import { fileSystem } from './node-builtins.ts';

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
    const values = readFacts<{ readonly value: string | number }>('hresults');
    for (const [name, { value }] of Object.entries(values)) {
      const list = names.get(Number(value)) ?? [];
      // COM's own names before those that other headers give the same value: E_NOINTERFACE, not COR_E_INVALIDCAST.
      if (/^[ES]_/.test(name)) list.unshift(name);
      else list.push(name);
      names.set(Number(value), list);
    }
    for (const [name, text] of Object.entries(readFacts<string>('hresult-descriptions'))) descriptions.set(name, text);
  } catch {
    // Without the lists an HRESULT is its number; an error must not hide behind another one.
  }
  return { names, descriptions };
}

/** The entries of a file of the package's facts, by name. */
function readFacts<T>(kind: string): Readonly<Record<string, T>> {
  const file = new URL(`../../metadata/facts/${kind}.json`, import.meta.url);
  return (JSON.parse(fileSystem().readFileSync(file, 'utf8')) as { entries: Record<string, T> }).entries;
}

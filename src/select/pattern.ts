import { type GlobStep, matchSteps } from './glob-steps.ts';

/**
 * What a host asks for: `IHostTaskManager` by name, `ICLRRuntimeHost*` by glob, `header:mscoree.h` or `area:profiling`
 * by what the docs say of an API, `used:src/*.cpp` by what the host's own sources name.
 */
export interface Pattern {
  /** As written. */
  readonly text: string;
  readonly kind: 'name' | 'header' | 'area' | 'used';
  /** What stands behind the kind. */
  readonly value: string;
}

/** Reads a pattern; text without a known kind before a colon is a name or a glob of names. */
export function parsePattern(text: string): Pattern {
  const [, kind, value] = /^(header|area|used):(.*)$/s.exec(text) ?? [];
  if (kind === undefined || value === undefined) return { text, kind: 'name', value: text };
  return { text, kind: kind as Pattern['kind'], value };
}

/** Whether a text holds `*` or `?`. */
export function isGlob(text: string): boolean {
  return /[*?]/.test(text);
}

/** The test of a glob: `*` is any number of characters, `?` is one, everything else is itself in any case. */
export function globTest(glob: string): (text: string) => boolean {
  const steps = glob
    .toLowerCase()
    .split('')
    .map((unit): GlobStep => {
      if (unit === '*') return { kind: 'many', slash: true };
      return unit === '?' ? { kind: 'one', slash: true } : { kind: 'unit', unit };
    });
  return (text) => matchSteps(steps, text.toLowerCase());
}

/**
 * The patterns in the arguments of an option: separated by commas, but not inside of braces, which globs of files have.
 */
export function splitPatterns(argument: string): readonly string[] {
  const patterns: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= argument.length; at++) {
    const c = argument[at];
    if (c === '{') depth += 1;
    else if (c === '}') depth = Math.max(0, depth - 1);
    else if (at === argument.length || (c === ',' && depth === 0)) {
      patterns.push(argument.slice(start, at).trim());
      start = at + 1;
    }
  }
  return patterns;
}

/** A pattern as it reads from any working directory: the glob of `used:` below a folder, all others as they are. */
export function anchorPattern(pattern: string, folder: string): string {
  const { kind, value } = parsePattern(pattern);
  if (kind !== 'used' || /^(?:[\\/]|[A-Za-z]:)/.test(value)) return pattern;
  return `used:${folder.replaceAll('\\', '/').replace(/[()[\]{}!*+?@|]/g, '\\$&')}/${value}`;
}

/** The folder in which a `used:` pattern looks, as written: its glob up to the first part that is one. */
export function usedFolder(pattern: string): string | undefined {
  const { kind, value } = parsePattern(pattern);
  if (kind !== 'used') return undefined;
  const parts = value.split('/');
  const first = parts.findIndex((part) => /(?<!\\)[*?[\]{}()!+@]/.test(part));
  const folder = (first === -1 ? parts.slice(0, -1) : parts.slice(0, first)).join('/');
  return (folder === '' ? (value.startsWith('/') ? '/' : '.') : folder).replace(/\\(.)/g, '$1');
}

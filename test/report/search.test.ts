import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { siteModules } from '../../src/report/site-files.ts';

interface Prepared {
  readonly name: string;
  readonly lower: string;
  readonly starts: readonly boolean[];
}
interface Entry {
  readonly short: Prepared;
  readonly full: Prepared;
  readonly weight: number;
  readonly value?: number;
}
interface SearchModule {
  prepare(name: string): Prepared;
  match(pattern: string, name: Prepared): { readonly score: number; readonly places: readonly number[] } | null;
  search(index: readonly Entry[], typed: string, limit: number): readonly { readonly entry: Entry }[];
}

const folder = path.resolve(import.meta.dirname, '../../templates/report');
const { match, prepare, search } = (await import(path.join(folder, 'search.js'))) as SearchModule;

function entry(name: string, weight = 0, value?: number): Entry {
  const full = prepare(name);
  const at = name.lastIndexOf(':');
  return { short: at < 0 ? full : prepare(name.slice(at + 1)), full, weight, ...(value !== undefined && { value }) };
}

const index = [
  entry('IHostTaskManager', 3),
  entry('IHostTaskManager::ReverseLeaveRuntime', 2),
  entry('IHostTaskManager::LeaveRuntime', 2),
  entry('IHostTaskManager::ReverseEnterRuntime', 2),
  entry('ICorDebugEval::CreateValue', 2),
  entry('HOST_E_TIMEOUT', 0, 0x80131024),
  entry('COR_PRF_MONITOR::COR_PRF_MONITOR_NONE', -2),
];

function best(typed: string): string | undefined {
  return search(index, typed, 5)[0]?.entry.full.name;
}

describe('the search', () => {
  it.each([
    ['revleave', 'IHostTaskManager::ReverseLeaveRuntime'],
    ['rlr', 'IHostTaskManager::ReverseLeaveRuntime'],
    ['leaverun', 'IHostTaskManager::LeaveRuntime'],
    ['htm', 'IHostTaskManager'],
    ['ihosttaskmanager.leave', 'IHostTaskManager::LeaveRuntime'],
    ['IHostTaskManager::rev ent', 'IHostTaskManager::ReverseEnterRuntime'],
    ['hetimeout', 'HOST_E_TIMEOUT'],
    ['0x80131024', 'HOST_E_TIMEOUT'],
    ['-2146234332', 'HOST_E_TIMEOUT'],
    ['prfmonone', 'COR_PRF_MONITOR::COR_PRF_MONITOR_NONE'],
  ])('finds by %s', (typed, name) => {
    expect(best(typed)).toBe(name);
  });

  it('finds nothing for what nothing has, and for nothing', () => {
    expect(best('xyzzy')).toBeUndefined();
    expect(best('   ')).toBeUndefined();
  });

  it('matches a name exactly where the letters occur in it in order, and tells where', () => {
    const names = fc.stringMatching(/^[A-Za-z0-9_:]{1,30}$/);
    fc.assert(
      fc.property(names, fc.stringMatching(/^[a-z0-9_:]{1,6}$/), (name, pattern) => {
        const found = match(pattern, prepare(name));
        const inOrder = new RegExp([...pattern].join('.*'), 's').test(name.toLowerCase());
        expect(found !== null).toBe(inOrder);
        if (found === null) return;
        expect(found.places.map((at) => name[at]?.toLowerCase()).join('')).toBe(pattern);
        expect([...found.places].sort((a, b) => a - b)).toEqual(found.places);
      }),
    );
  });
});

describe('the modules of the site', () => {
  it('are all in the program, in an order in which each finds what it imports', () => {
    expect([...siteModules].sort()).toEqual(
      readdirSync(folder)
        .filter((name) => name.endsWith('.js'))
        .sort(),
    );
    for (const [at, name] of siteModules.entries()) {
      const text = readFileSync(path.join(folder, name), 'utf8');
      for (const [, imported] of text.matchAll(/from '\.\/([\w.]+)'/g)) {
        expect(siteModules.slice(0, at), `${name} imports ${imported}`).toContain(imported);
      }
    }
  });

  it('share no name, as they share a scope', () => {
    const names = siteModules.flatMap((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      return [...text.matchAll(/^(?:export )?(?:function|const|let|class) (\w+)/gm)].map(([, declared]) => declared);
    });
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('make no HTML of text', () => {
    for (const name of siteModules) {
      const text = readFileSync(path.join(folder, name), 'utf8');
      expect(text, name).not.toMatch(
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser/,
      );
    }
  });
});

import { describe, expect, it } from 'vitest';
import { globTest } from '../../src/select/pattern.ts';

describe('globs of names', () => {
  it.each([
    ['ICLRRuntimeHost*', 'ICLRRuntimeHost', true],
    ['ICLRRuntimeHost*', 'iclrruntimehost2', true],
    ['ICLRRuntimeHost?', 'ICLRRuntimeHost', false],
    ['ICLRRuntimeHost?', 'ICLRRuntimeHost2', true],
    ['*Callback**', 'ICorDebugManagedCallback2', true],
    ['*callback', 'ICorDebugManagedCallback2', false],
    ['a.c', 'abc', false],
    ['*', '', true],
    ['a/*', 'a/b/c', true],
  ])('%s and %s: %s', (glob, name, matches) => {
    expect(globTest(glob)(name)).toBe(matches);
  });

  it('take no time that grows with the ways in which many stars could match', () => {
    expect(globTest(`${'*a'.repeat(40)}b`)('a'.repeat(200))).toBe(false);
    expect(globTest(`${'*a?'.repeat(40)}*`)('ab'.repeat(100))).toBe(true);
  });
});

import { describe, expect, test } from 'vitest';
import { readHeaders } from '../../src/parse/requirements.ts';
import { resolveLink } from '../../src/parse/rows.ts';

describe('header lines', () => {
  test.each([
    ['CorDebug.idl, CorDebug.h', ['cordebug.h', 'cordebug.idl'], false],
    ['CorProf.idl, CorDebug.idl', ['corprof.idl', 'cordebug.idl'], false],
    ['CorDebug.idl. CorDebug,h', ['cordebug.h', 'cordebug.idl'], true],
    ['None', [], false],
    ['Not Available', [], false],
    ['WMINet_Utils.def', ['wminet_utils.def'], false],
    ['a.h and b.h', ['a.h', 'b.h'], false],
    ['see the SDK', [], true],
    ['a.h (in the SDK)', ['a.h'], true],
  ])('%s', (text, headers, malformed) => {
    expect(readHeaders(text)).toEqual({ headers, malformed });
  });
});

describe('links', () => {
  test.each([
    ['hosting/a.md', 'b.md', 'hosting/b.md'],
    ['hosting/a.md', './b.md', 'hosting/b.md'],
    ['hosting/a.md', '../debugging/b.md', 'debugging/b.md'],
    ['a.md', './hosting/b.md', 'hosting/b.md'],
    ['hosting/a.md', '../../../../docs/framework/unmanaged-api/debugging/b.md', 'debugging/b.md'],
    [
      'framework/unmanaged-api/hosting/a.md',
      '../../../docs/framework/unmanaged-api/x/b.md',
      'framework/unmanaged-api/x/b.md',
    ],
    ['hosting/a.md', '../../get-started/b.md', undefined],
    ['hosting/a.md', 'https://example.org/b.md', undefined],
    ['hosting/a.md', '/dotnet/b.md', undefined],
  ])('%s -> %s', (id, address, target) => {
    expect(resolveLink(id, address)).toBe(target);
  });
});

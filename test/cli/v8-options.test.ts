import { spawnSync } from 'node:child_process';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { delayOptimization, limitHeapGrowth } from '../../src/cli/v8-options.ts';
import { ensureBuilt, main } from '../support/built-cli.ts';

const { setFlagsFromString } = vi.hoisted(() => ({ setFlagsFromString: vi.fn() }));
vi.mock('node:v8', () => ({ setFlagsFromString }));

beforeEach(() => setFlagsFromString.mockClear());

describe('the options that are set for V8', () => {
  it('are options of this V8: it says nothing of them', () => {
    ensureBuilt();
    const { status, stderr } = spawnSync(process.execPath, [main, '--version'], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it.each([delayOptimization, limitHeapGrowth])(
    'are set for a Node.js that they were tried with, and for no other: %o',
    (set) => {
      set('99.0.0');
      expect(setFlagsFromString).not.toHaveBeenCalled();
      set('20.19.0');
      expect(setFlagsFromString).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^--[\w-]+=\d+$/));
    },
  );
});

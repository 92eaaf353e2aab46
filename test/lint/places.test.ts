import { describe, expect, it } from 'vitest';
import type { Overrides } from '../../src/model/overrides.ts';
import { changed, shown } from './docs.ts';

const queue = 'iqueue-interface.md';
const pop = 'iqueue-pop-method.md';
const getId = 'iqueue-getid-method.md';
const flags = 'queue-flags-enumeration.md';

describe('a finding points to what is wrong', () => {
  it('the header, not the section that names it', () => {
    const pages = changed(queue, [' **Header:** Queue.h', ' **Platforms:** All.\n\n **Header:** Other.h, Other.idl']);
    expect(shown(pages, 'CB872')).toEqual([
      'CB872 IQueue is declared by queue.h, not by other.h, other.idl @20 Other.h, Other.idl',
    ]);
  });

  it('the parameter or field with the unknown type, not the declaration', () => {
    expect(shown(changed('queue-info-structure.md', ['DWORD count', 'QUEUE_COUNT count']), 'CB401')).toEqual([
      'CB401 QUEUE_INFO: QUEUE_COUNT is defined neither in the docs nor in the facts @14 count',
    ]);
    const copied = changed(getId, ['DWORD *pdwId', 'DWORD *pdwId, [in] QUEUE_HINT hint']);
    expect(shown(copied, 'CB401')).toEqual([
      'CB401 IQueue::GetID: QUEUE_HINT is defined neither in the docs nor in the facts @12 [in] QUEUE_HINT hint',
    ]);
  });

  it('the API name that is one too many', () => {
    const names = (...list: string[]) =>
      changed(pop, ['  - "IQueue.Pop"\n', list.map((one) => `  - "${one}"\n`).join('')]);
    const says = 'CB827 the page of IQueue::Pop has 2 API names:';
    expect(shown(names('IQueue.Pop', 'Pop'), 'CB827')).toEqual([`${says} IQueue.Pop, Pop @5 Pop`]);
    expect(shown(names('Pop', 'IQueue.Pop'), 'CB827')).toEqual([`${says} Pop, IQueue.Pop @4 Pop`]);
    expect(shown(names('IQueue.Pop', 'IQueue.Pop'), 'CB827')).toEqual([`${says} IQueue.Pop, IQueue.Pop @5 IQueue.Pop`]);
  });

  it('an API name of another page once', () => {
    const pages = changed(pop, ['  - "IQueue.Pop"\n', '  - "IQueue.Pop"\n  - "IQueue.Push"\n']);
    expect(shown(pages, 'CB827 CB828')).toEqual([
      'CB828 api_name IQueue.Push is that of another page, not of IQueue::Pop @5 IQueue.Push',
    ]);
  });

  it('the title where the front matter has the true name', () => {
    expect(shown(changed(pop, ['# IQueue::Pop', '# Iqueue::Pop']), 'CB825')).toEqual([
      'CB825 the title says Iqueue::Pop, api_name IQueue.Pop @6 Iqueue::Pop Method',
    ]);
    const is: Overrides['names'] = [
      { symbol: 'CloseQueue', page: 'openqueue-function.md', is: 'OpenQueue', reason: 'a slip', source: 'test' },
    ];
    expect(shown(changed('openqueue-function.md', ['# OpenQueue', '# CloseQueue']), 'CB825 CB833', is)).toEqual([
      'CB825 the title says CloseQueue, api_name OpenQueue @6 CloseQueue Function',
      'CB833 the front matter is titled "OpenQueue Function", the page "CloseQueue Function" @6 CloseQueue Function',
    ]);
  });

  it('the tag that is that of another type', () => {
    const pages = changed(flags, ['typedef enum QUEUE_FLAGS', 'typedef enum _QUEUE_INFO']);
    expect(shown(pages, 'CB322')).toEqual(["CB322 The tag '_QUEUE_INFO' is not that of 'QUEUE_FLAGS' @12 _QUEUE_INFO"]);
  });

  it('the title whose case the declaration and the header have otherwise', () => {
    const pages = changed(getId, ['# IQueue::GetID', '# IQueue::GetId']);
    expect(shown(pages, 'CB321 CB871')).toEqual([
      'CB871 the header calls IQueue::GetId IQueue::GetID @6 IQueue::GetId Method',
    ]);
  });
});

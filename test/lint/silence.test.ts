import { describe, expect, it } from 'vitest';
import type { Overrides } from '../../src/model/overrides.ts';
import { type Change, changed, flawless, shown } from './docs.ts';

const queue = 'iqueue-interface.md';
const pop = 'iqueue-pop-method.md';
const getId = 'iqueue-getid-method.md';
const flags = 'queue-flags-enumeration.md';

describe('what is right, or told better, is not reported', () => {
  it('members in the order of the alphabet, or in groups', () => {
    const row = (name: string) => `|\`${name}\`|Text.|\n`;
    const table = /\|`QF_NONE`[\s\S]*?Shared\.\|\n/;
    const declared = 'QF_NONE = 0,\n    QF_SHARED = 8,\n    QF_LOCKED = 4';
    const declaration: Change = [/QF_NONE = 0,[^}]*QF_SHARED = 8/, declared];
    const sorted = changed(flags, declaration, [table, row('QF_LOCKED') + row('QF_NONE') + row('QF_SHARED')]);
    expect(shown(sorted, 'CB810')).toEqual([]);
    const next = '\n### More\n\n|Member|Description|\n|---|---|\n';
    const groups = changed(flags, [table, row('QF_SHARED') + next + row('QF_NONE') + row('QF_LOCKED')]);
    expect(shown(groups, 'CB808 CB810')).toEqual([]);
    const odd = changed(flags, [table, row('QF_LOCKED') + next + row('QF_SHARED') + row('QF_NONE')]);
    expect(shown(odd, 'CB810')).toEqual([
      'CB810 the table of QUEUE_FLAGS has QF_NONE after QF_SHARED, the declaration before it @30 QF_NONE',
    ]);
  });

  it('a spelling of a library that the front matter of many pages has', () => {
    const page = (library: string) =>
      `---\napi_location: \n  - "queue.dll"\n---\n# About queues\n\n## Requirements\n **Library:** ${library}\n`;
    const pages: Record<string, string> = { ...flawless, 'odd-overview.md': page('queue.dll') };
    for (let at = 0; at < 12; at++) pages[`page${at}-overview.md`] = page('Queue.dll');
    expect(shown(pages, 'CB830')).toEqual([]);
    const others = Object.entries(pages).map(([id, text]) => [id, text.replace('"queue.dll"', '"QUEUE.DLL"')]);
    expect(shown(Object.fromEntries(others), 'CB830')).toEqual([
      'CB830 queue.dll is spelt Queue.dll on 12 other pages @8 queue.dll',
    ]);
  });

  it('a method that a page documents under another name', () => {
    const { [pop]: page = '', ...others } = flawless;
    const table = (flawless[queue] as string).replace('[Pop](iqueue-pop-method.md)', '[Take](iqueue-take-method.md)');
    const pages = {
      ...others,
      [queue]: table,
      'iqueue-take-method.md': page.replaceAll('IQueue::Pop', 'IQueue::Take'),
    };
    const is: Overrides['names'] = [
      { symbol: 'IQueue::Take', page: 'iqueue-take-method.md', is: 'Pop', reason: 'a slip', source: 'test' },
    ];
    expect(shown(pages, 'CB814 CB851', is)).toEqual([
      'CB814 Take is none of the methods of IQueue; Pop is meant @14 Take',
    ]);
  });

  it('a type that is undefined where the header has another one', () => {
    const pages = changed(pop, ['IUnknown **ppItem', 'IUnknwon **ppItem']);
    expect(shown(pages, 'CB401 CB842')).toEqual([
      'CB842 IQueue::Pop: ppItem is IUnknown ** in the header, not IUnknwon ** @12 [out] IUnknwon **ppItem',
    ]);
  });

  it('a property that the docs of managed code describe', () => {
    const reference = '<xref:System.Queue.GetID%2A>';
    const { [getId]: _, ...pages } = changed(queue, ['[GetID](iqueue-getid-method.md)', reference]);
    expect(shown(pages, 'CB812')).toEqual([]);
  });

  it('a title for search engines on a page about no API', () => {
    const text = '---\ntitle: "Queues - how to use them"\n---\n# About queues\nText.\n';
    expect(shown({ ...flawless, 'about-queues.md': text }, 'CB833')).toEqual([]);
  });

  it('and of a direction that became a link is said what became of it', () => {
    const pages = changed(pop, ['[out] The item.', '[out](/cpp/atl/iunknown) that is taken.']);
    expect(shown(pages, 'CB805')).toEqual([
      'CB805 IQueue::Pop declares directions, and in its text [out] is a link @16 ppItem',
    ]);
  });
});

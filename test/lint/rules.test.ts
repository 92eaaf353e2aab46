import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/diagnostics/catalogue.ts';
import { lintCodes } from '../../src/diagnostics/codes/lint.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { Overrides } from '../../src/model/overrides.ts';
import { flawless, lintPages } from './docs.ts';

/** A change of the flawless pages, and what finds it. */
interface Case {
  readonly code: keyof typeof lintCodes;
  readonly page: string;
  /** Text that is replaced, and by what. */
  readonly change: readonly [string, string];
  /** What the message holds. */
  readonly says: string;
  /** The text that the finding points to, in the changed page. */
  readonly at?: string;
  readonly fixed?: boolean;
}

const push = 'iqueue-push-method.md';
const pop = 'iqueue-pop-method.md';
const queue = 'iqueue-interface.md';
const flags = 'queue-flags-enumeration.md';
const info = 'queue-info-structure.md';
const open = 'openqueue-function.md';

const parametersOfPush = '## Parameters  \n `pbItem`  \n [in] The item.\n\n `cbItem`  \n [in] Its size.\n';

const cases: readonly Case[] = [
  {
    code: 'CB801',
    page: push,
    change: [parametersOfPush, ''],
    says: 'none of its parameters (pbItem, cbItem)',
    at: 'Push',
  },
  { code: 'CB802', page: push, change: ['\n\n `cbItem`  \n [in] Its size.', ''], says: 'cbItem', at: 'cbItem' },
  {
    code: 'CB803',
    page: push,
    change: ['`pbItem`', '`PbItem`'],
    says: 'declared as pbItem',
    at: 'PbItem',
    fixed: true,
  },
  {
    code: 'CB804',
    page: push,
    change: [parametersOfPush, '## Parameters  \n `cbItem`  \n [in] Its size.\n\n `pbItem`  \n [in] The item.\n'],
    says: 'pbItem out of order',
    at: 'pbItem',
  },
  {
    code: 'CB805',
    page: push,
    change: [' [in] Its size.', ' Its size.'],
    says: 'declares cbItem [in]',
    at: 'cbItem',
    fixed: true,
  },
  {
    code: 'CB805',
    page: push,
    change: ['[in] ULONG cbItem', 'ULONG cbItem'],
    says: 'states [in]',
    at: 'cbItem',
    fixed: true,
  },
  {
    code: 'CB805',
    page: pop,
    change: ['[out] The item', 'The item'],
    says: 'IQueue::Pop declares directions, and its texts state none',
    at: 'ppItem',
  },
  {
    code: 'CB805',
    page: open,
    change: ['([in] LPCWSTR szName, [in] DWORD dwFlags)', '(LPCWSTR szName, DWORD dwFlags)'],
    says: 'the texts of OpenQueue state directions, and it declares none',
    at: 'szName',
  },
  { code: 'CB806', page: push, change: ['HRESULT Push', 'BOOLEAN Push'], says: 'returns BOOLEAN', at: 'S_OK' },
  {
    code: 'CB807',
    page: push,
    change: ['|E_FAIL|', '|E_NO_INTERFACE|'],
    says: 'did you mean E_NOINTERFACE?',
    at: 'E_NO_INTERFACE',
  },
  { code: 'CB808', page: flags, change: ['|`QF_LOCKED`|Locked.|\n', ''], says: 'QF_LOCKED', at: 'QF_LOCKED' },
  {
    code: 'CB809',
    page: flags,
    change: ['|`QF_LOCKED`', '|`QF_SHUT`|Shut.|\n|`QF_LOCKED`'],
    says: 'no QF_SHUT',
    at: 'QF_SHUT',
  },
  {
    code: 'CB810',
    page: flags,
    change: ['|`QF_LOCKED`|Locked.|\n|`QF_SHARED`|Shared.|', '|`QF_SHARED`|Shared.|\n|`QF_LOCKED`|Locked.|'],
    says: 'QF_LOCKED after QF_SHARED',
    at: 'QF_LOCKED',
  },
  { code: 'CB811', page: info, change: ['|`count`', '|`Count`'], says: 'declared as count', at: 'Count', fixed: true },
  {
    code: 'CB812',
    page: queue,
    change: ['|[Pop](iqueue-pop-method.md)', '|`IQueue::Peek`|Looks.|\n|[Pop](iqueue-pop-method.md)'],
    says: 'Peek',
    at: 'Peek',
  },
  { code: 'CB813', page: queue, change: ['|[Pop](iqueue-pop-method.md)|Takes.|\n', ''], says: 'does not list Pop' },
  {
    code: 'CB814',
    page: queue,
    change: ['|[Pop](iqueue-pop-method.md)', '|`IQueue::Peek`|Looks.|\n|[Pop](iqueue-pop-method.md)'],
    says: 'Peek is none',
    at: 'Peek',
  },
  { code: 'CB815', page: queue, change: ['[Push]', '[PUSH]'], says: 'spelt Push', at: 'PUSH', fixed: true },
  {
    code: 'CB816',
    page: pop,
    change: ['## Syntax  \n\n```cpp\nHRESULT Pop([out] IUnknown **ppItem);\n```\n', ''],
    says: 'IQueue::Pop',
  },
  {
    code: 'CB817',
    page: open,
    change: [' [in] How.', ' [in] How.\n\n|Name|Value|Text|\n|---|---|---|\n|`OPEN_SHARED`|0x10|Shared.|'],
    says: 'OPEN_SHARED',
    at: 'OPEN_SHARED',
  },
  {
    code: 'CB807',
    page: pop,
    change: ['Does something.', 'It fails with HRST_E_EMPTY or TEST_E_FULL, not with HRESULT_FROM_WIN32(X_E_ODD).'],
    says: 'did you mean TEST_E_FALL?',
    at: 'TEST_E_FULL',
  },
  {
    code: 'CB818',
    page: info,
    change: ['\n## Members  \n\n|Member|Description|\n|---|---|\n|`pItem`|The item.|\n|`count`|How many.|\n', ''],
    says: 'none of its members (pItem, count)',
    at: 'QUEUE_INFO',
  },
  {
    code: 'CB819',
    page: queue,
    change: ['[Pop](iqueue-pop-method.md)', '`Pop`'],
    says: 'Pop has a page',
    at: 'Pop',
  },
  {
    code: 'CB820',
    page: 'iqueue2-interface.md',
    change: ['A subclass', 'Like [that](iqueue-peek-method.md), a subclass'],
    says: 'iqueue-peek-method.md',
    at: 'iqueue-peek-method.md',
  },
  {
    code: 'CB821',
    page: 'iqueue2-interface.md',
    change: ['(iqueue-', '(IQueue-'],
    says: 'iqueue-interface.md',
    at: 'IQueue-interface.md',
    fixed: true,
  },
  {
    code: 'CB823',
    page: 'iqueue2-interface.md',
    change: ['(iqueue-interface.md)', '(iqueue-interface.md#method)'],
    says: '`iqueue-interface.md` has no anchor `#method`',
    at: 'method',
  },
  {
    code: 'CB823',
    page: pop,
    change: ['Does something.', 'See [what it needs](#Requirements).'],
    says: 'of this page is spelt `#requirements`',
    at: 'Requirements',
    fixed: true,
  },
  {
    code: 'CB824',
    page: pop,
    change: ['**Header:** Queue.h', '**Header:** Queue.h\n\n **Versions:** [!INCLUDE[net_45](../net-20.md)]'],
    says: 'label says net_45, and the text is that of net-20.md',
    at: 'net_45',
  },
  { code: 'CB825', page: pop, change: ['"IQueue.Pop"', '"IQueue.Take"'], says: 'IQueue.Take', at: 'IQueue.Take' },
  { code: 'CB826', page: pop, change: ['api_name: \n  - "IQueue.Pop"\n', ''], says: 'IQueue::Pop' },
  { code: 'CB827', page: pop, change: ['  - "IQueue.Pop"\n', '  - "IQueue.Pop"\n  - "Pop"\n'], says: '2 API names' },
  { code: 'CB828', page: pop, change: ['"IQueue.Pop"', '"IQueue.Push"'], says: 'IQueue.Push', at: 'IQueue.Push' },
  {
    code: 'CB831',
    page: pop,
    change: ['api_name:', 'api_location: \n  - "queue.k"\napi_name:'],
    says: 'did you mean queue.h?',
    at: 'queue.k',
    fixed: true,
  },
  {
    code: 'CB833',
    page: pop,
    change: ['title: "IQueue::Pop Method"', 'title: "IQueue::Take Method"'],
    says: 'IQueue::Take Method',
    at: 'IQueue::Take Method',
  },
  {
    code: 'CB834',
    page: push,
    change: ['It is the 3rd slot of the virtual method table.\n', ''],
    says: 'the section Remarks is empty',
    at: 'Remarks',
  },
  {
    code: 'CB836',
    page: flags,
    change: ['|`QF_SHARED`|', '|`QF_NONE`|Nothing.|\n|`QF_SHARED`|'],
    says: 'QF_NONE is described a second time',
    at: 'QF_NONE',
  },
  {
    code: 'CB836',
    page: queue,
    change: ['|[Pop](iqueue-pop-method.md)|', '|[Push](iqueue-push-method.md)|Adds.|\n|[Pop](iqueue-pop-method.md)|'],
    says: 'Push is described a second time',
    at: 'Push',
  },
  {
    code: 'CB837',
    page: push,
    change: [' `pbItem`  \n [in] The item.', ' `pbItem`'],
    says: 'IQueue::Push says nothing of pbItem',
    at: 'pbItem',
  },
  { code: 'CB837', page: info, change: ['|How many.|', '||'], says: 'QUEUE_INFO says nothing of count', at: 'count' },
  {
    code: 'CB841',
    page: open,
    change: [', [in] DWORD dwFlags', ''],
    says: '1 (szName) in the declaration, 2 (szName, dwFlags)',
  },
  {
    code: 'CB842',
    page: pop,
    change: ['IUnknown **ppItem', 'IUnknown *ppItem'],
    says: 'ppItem is IUnknown ** in the header',
    at: '[out] IUnknown *ppItem',
  },
  { code: 'CB843', page: push, change: ['const BYTE', 'BYTE'], says: 'const BYTE *', at: '[in] BYTE *pbItem' },
  { code: 'CB844', page: open, change: ['DWORD dwFlags', 'DWORD dwMode'], says: 'calls the parameter dwMode dwFlags' },
  {
    code: 'CB845',
    page: open,
    change: ['HRESULT OpenQueue', 'DWORD OpenQueue'],
    says: 'the return type is HRESULT',
    at: 'DWORD',
  },
  { code: 'CB846', page: open, change: ['DWORD dwFlags', 'uint dwFlags'], says: 'which is C#' },
  {
    code: 'CB847',
    page: pop,
    change: ['HRESULT Pop(', 'HRESULT GetID('],
    says: 'copied from IQueue::GetID',
    at: 'GetID',
    fixed: true,
  },
  {
    code: 'CB852',
    page: push,
    change: ['3rd slot', '4th slot'],
    says: 'in slot 3',
    at: '4th slot of the virtual method table',
  },
  { code: 'CB853', page: 'iqueue2-interface.md', change: ['[IQueue]', '[IScheduler]'], says: 'not from IScheduler' },
  {
    code: 'CB854',
    page: queue,
    change: ['Does something.', 'Its identifier is 3f9e5b10-0a1b-4c2d-8e3f-2a4b6c8d0e1f.'],
    says: '1f9e5b10',
    at: '3f9e5b10-0a1b-4c2d-8e3f-2a4b6c8d0e1f',
  },
  {
    code: 'CB861',
    page: flags,
    change: ['QF_LOCKED = 4', 'QF_LOCKED = 2'],
    says: '0x4 in the header, not 0x2',
    at: 'QF_LOCKED',
  },
  {
    code: 'CB862',
    page: flags,
    change: ['QF_LOCKED = 4,', 'QF_LOCKED = 4,\n    QF_OLD = 6,'],
    says: 'no QF_OLD',
    at: 'QF_OLD',
  },
  { code: 'CB863', page: flags, change: [',\n    QF_SHARED = 8', ''], says: 'QF_SHARED', at: 'QUEUE_FLAGS' },
  { code: 'CB864', page: info, change: ['IUnknown *pItem', 'DWORD pItem'], says: 'pItem is IUnknown *', at: 'pItem' },
  {
    code: 'CB864',
    page: info,
    change: ['\n    DWORD count;', ''],
    says: '1 (pItem) in the declaration, 2 (pItem, count)',
  },
  { code: 'CB865', page: info, change: ['DWORD count', 'DWORD cItems'], says: 'cItems count', at: 'cItems' },
  {
    code: 'CB867',
    page: open,
    change: [' [in] How.', ' [in] How.\n\n|Name|Value|Text|\n|---|---|---|\n|`QF_SHARED`|0x10|Shared.|'],
    says: 'QF_SHARED is 0x8 in the header, not 0x10',
    at: 'QF_SHARED',
  },
  {
    code: 'CB871',
    page: 'iqueue-getid-method.md',
    change: ['# IQueue::GetID', '# IQueue::GetId'],
    says: 'IQueue::GetID',
  },
  { code: 'CB872', page: queue, change: ['Queue.h', 'Other.h'], says: 'declared by queue.h, not by other.h' },
];

function withChange({ page, change }: Case): Record<string, string> {
  const { [page]: text = '', ...others } = flawless;
  expect(text.includes(change[0]), `${page} has ${change[0]}`).toBe(true);
  // A function: what is put there may hold patterns of `replace`.
  return { ...others, [page]: text.replace(change[0], () => change[1]) };
}

function ofRules(found: readonly Diagnostic[]): Diagnostic[] {
  return found.filter(({ code }) => code.startsWith('CB8'));
}

describe('the rules', () => {
  it('find nothing in pages without a fault', () => {
    expect(lintPages(flawless).map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });

  it.each(cases)('find $code on $page: $says', (one) => {
    const pages = withChange(one);
    const found = ofRules(lintPages(pages)).filter(
      ({ code, message }) => code === one.code && message.includes(one.says),
    );
    expect(found.map(({ location }) => location?.file)).toEqual([one.page]);
    const [{ location, fixes, severity } = {} as Diagnostic] = found;
    expect(severity).toBe(catalogue[one.code].severity);
    const text = pages[location?.file ?? ''] ?? '';
    const shown = text.slice(location?.start.offset, location?.end.offset);
    if (one.at !== undefined) expect(shown).toContain(one.at);
    expect(fixes !== undefined).toBe(one.fixed === true);
    if (!fixes) return;
    // The cure leaves no finding of the code.
    const [{ start, end, replacement } = { start: 0, end: 0, replacement: '' }] = fixes;
    const cured = { ...pages, [location?.file ?? '']: text.slice(0, start) + replacement + text.slice(end) };
    expect(ofRules(lintPages(cured)).filter(({ code }) => code === one.code)).toEqual([]);
  });

  it('have a case for each code that one page can show', () => {
    const shown = new Set(cases.map(({ code }) => code));
    // These take files of other kinds (CB838, CB839), two pages, a majority of them (CB829, CB830, CB835), an extract, a list of typedefs, two headers, functions without one, a configuration.
    const elsewhere = [
      'CB822',
      'CB829',
      'CB830',
      'CB835',
      'CB838',
      'CB839',
      'CB848',
      'CB851',
      'CB866',
      'CB873',
      'CB891',
      'CB892',
    ];
    expect(Object.keys(lintCodes).filter((code) => !shown.has(code as Case['code']))).toEqual(elsewhere);
  });

  it('take methods that are listed under Members for listed', () => {
    const text = (flawless[queue] as string).replace('## Methods', '## Members');
    expect(ofRules(lintPages({ ...flawless, [queue]: text }))).toEqual([]);
  });

  it('hold the case of a method without a page against the header', () => {
    const { 'iqueue-getid-method.md': _, ...pages } = flawless;
    const table = (flawless[queue] as string).replace('[GetID](iqueue-getid-method.md)', '`IQueue::GetId`');
    const found = ofRules(lintPages({ ...pages, [queue]: table }));
    expect(found.map(({ code, message }) => `${code} ${message}`).sort()).toEqual([
      'CB812 IQueue lists methods that have no page: GetId',
      'CB871 the header calls IQueue::GetId IQueue::GetID',
    ]);
  });

  it('name the methods of the vtable that nothing documents', () => {
    const { [pop]: _, ...pages } = flawless;
    const table = (flawless[queue] as string).replace('|[Pop](iqueue-pop-method.md)|Takes.|\n', '');
    const found = ofRules(lintPages({ ...pages, [queue]: table }));
    expect(found.map(({ code, message }) => [code, message])).toEqual([
      ['CB851', '1 of the 3 methods of IQueue is not documented: Pop'],
    ]);
  });

  it('take a folder for an extract where most links lead nowhere', () => {
    const found = ofRules(
      lintPages({ [push]: `${flawless[push]}\n[A](a.md) [B](b.md) [A](a.md) [C](../other/c.md)\n` }),
    );
    expect(
      found.filter(({ code }) => code === 'CB820' || code === 'CB822').map(({ code, message }) => [code, message]),
    ).toEqual([['CB822', '3 links lead to pages of this folder that are not here; links to it are not checked']]);
  });

  it('tell an unusual spelling from the usual one by the majority of pages', () => {
    const pages: Record<string, string> = { ...flawless };
    for (let at = 0; at < 12; at++)
      pages[`page${at}-overview.md`] = `# Page ${at}\n\n## Requirements\n **Header:** Queue.h\n`;
    pages['odd-overview.md'] = '# Odd\n\n## Requirements\n **Header:** QUEUE.H\n';
    const found = ofRules(lintPages(pages)).filter(({ code }) => code === 'CB830');
    expect(found.map(({ location, fixes }) => [location?.file, fixes?.[0]?.replacement])).toEqual([
      ['odd-overview.md', 'Queue.h'],
    ]);
  });

  it('tell a header as location from the usual library by the majority of pages', () => {
    const at = (name: string, file: string) => `---\napi_location: \n  - "${file}"\n---\n# ${name} Overview\nText.\n`;
    const pages: Record<string, string> = { ...flawless };
    for (let n = 0; n < 12; n++) pages[`page${n}-overview.md`] = at(`Page ${n}`, 'queue.dll');
    const located = (docs: Record<string, string>) => ofRules(lintPages(docs)).filter(({ code }) => code === 'CB829');
    const found = located({ ...pages, 'odd-overview.md': at('Odd', 'queue.idl') });
    expect(found.map(({ location, message }) => [location?.file, location?.start.line, message])).toEqual([
      ['odd-overview.md', 3, 'queue.idl is no library; api_location names what exports the API'],
    ]);
    const headers = Object.entries(pages).map(([id, text]) => [id, text.replace('queue.dll', 'queue.idl')]);
    expect(located(Object.fromEntries(headers))).toEqual([]);
  });

  it('tell an unusual level of a section from the usual one by the majority of pages', () => {
    const pages: Record<string, string> = { ...flawless };
    for (let at = 0; at < 12; at++) {
      pages[`take${at}-function.md`] =
        `# Take${at} Function\n\n## Syntax\n\`\`\`cpp\nvoid Take${at}(int n);\n\`\`\`\n\n## Parameters\n \`n\`  \n How many.\n`;
    }
    const odd = (pages['take3-function.md'] as string).replace('## Parameters', '#### Parameters');
    const levels = (docs: Record<string, string>) => ofRules(lintPages(docs)).filter(({ code }) => code === 'CB835');
    const [found, ...others] = levels({ ...pages, 'take3-function.md': odd });
    expect(others).toEqual([]);
    expect(found?.message).toBe('Parameters is a heading of level 4; most pages have it at level 2');
    const [{ start, end, replacement } = { start: 0, end: 0, replacement: '' }] = found?.fixes ?? [];
    expect(odd.slice(0, start) + replacement + odd.slice(end)).toBe(pages['take3-function.md']);
    // Where that is how the docs are written, it is no error.
    const old = Object.entries(pages).map(([id, text]) => [id, text.replace('## Parameters', '#### Parameters')]);
    expect(levels(Object.fromEntries(old))).toEqual([]);
  });

  it('take a section for empty only without parts of its own', () => {
    const text = `${flawless[push]}\n## Examples\n\n### Short\nPush(p, 1);\n\n## See also\n`;
    const found = ofRules(lintPages({ ...flawless, [push]: text }));
    expect(found.map(({ message }) => message)).toEqual(['the section See also is empty']);
    const overview = '# Queue Overview\nAbout queues.\n\n## In This Section\n\n## Queue functions\nNone.\n';
    expect(ofRules(lintPages({ ...flawless, 'queue-overview.md': overview }))).toEqual([]);
  });

  it('name the constant whose beginning a table leaves out', () => {
    const table = '|Name|Value|Text|\n|---|---|---|\n|`OPEN_QUICKLY`|0x10|Soon.|\n|`QUEUE_OPEN_SLOWLY`|2|Late.|';
    const text = (flawless[open] as string).replace(' [in] How.', ` [in] How.\n\n${table}`);
    const found = ofRules(lintPages({ ...flawless, [open]: text }));
    expect(found.map(({ code, help }) => [code, help])).toEqual([['CB817', 'the header has QUEUE_OPEN_QUICKLY']]);
  });

  it('say of what is undefined no second time that it cannot be declared', () => {
    const text = (flawless[pop] as string).replace('IUnknown **ppItem', 'IUnknown **ppItem, [in] QUEUE_THING thing');
    const codes = lintPages({ ...flawless, [pop]: text }).map(({ code }) => code);
    expect(codes).toContain('CB401');
    expect(codes).not.toContain('CB425');
  });

  it('hold typedefs against the facts', () => {
    const table = '|Data type|Definition|Defined in|Description|\n|---|---|---|---|\n';
    const page = `# Common Data Types\n\n${table}|QUEUEID|\`typedef DWORD QUEUEID;\`|queue.h|A number.|\n`;
    const found = ofRules(lintPages({ ...flawless, 'common-data-types.md': page }));
    expect(found.map(({ code, message }) => [code, message])).toEqual([['CB866', 'QUEUEID is UINT_PTR, not DWORD']]);
  });

  it('know a page that is about another API of its name', () => {
    const names: Overrides['names'] = [
      { symbol: 'QUEUE_FLAGS', page: flags, is: 'QUEUE_FLAGS_other', reason: 'two headers declare it', source: 'test' },
    ];
    const found = ofRules(lintPages(flawless, { names }));
    expect(found.map(({ code, message }) => [code, message])).toEqual([
      ['CB873', 'queue.h declares another QUEUE_FLAGS than this page'],
    ]);
  });

  it('leave names alone that a machine has translated', () => {
    const text = (flawless[queue] as string)
      .replace('---\n', '---\nms.translationtype: MT\nms.openlocfilehash: x\n')
      .replace('|[Pop](iqueue-pop-method.md)|', '|Вытолкнуть|');
    const found = ofRules(lintPages({ ...flawless, [queue]: text }));
    expect(found.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });

  it('leave what a machine has made of numbers and names in translated pages', () => {
    const translated = (id: string, ...changes: readonly (readonly [string | RegExp, string])[]) =>
      changes.reduce(
        (text, [from, to]) => text.replace(from, to),
        (flawless[id] as string).replace('---\n', '---\nms.translationtype: MT\nms.openlocfilehash: x\n'),
      );
    const pages = {
      ...flawless,
      // Names that became words, once all and once some; results and numbers taken apart.
      [push]: translated(push, [/`pbItem`|`cbItem`/g, 'слово'], ['|S_OK|', '|HRESULT_FROM_WIN32(ОШИБКА)|']),
      [open]: translated(
        open,
        ['`dwFlags`', 'слово'],
        [' [in] How.', ' Как.\n\n|A|B|C|\n|-|-|-|\n|`QF_NONE`|0 x 9|.|'],
      ),
      [flags]: translated(flags, ['|`QF_LOCKED`|', '|КуФ|']),
      [info]: translated(info, [/\|`\w+`\|[^|]*\|\n?/g, '']),
    };
    expect(ofRules(lintPages(pages)).map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });

  it('take methods of which none is described for a list of links', () => {
    const text = (flawless[queue] as string).replace(/\.md\)\|[^|]+\|/g, '.md)||');
    expect(ofRules(lintPages({ ...flawless, [queue]: text }))).toEqual([]);
  });

  it('read cells of bilingual pages', () => {
    const both = (translated: string, original: string) =>
      `<span data-ttu-id="1">${translated}</span><span class="sxs-lookup"><span data-stu-id="1">${original}</span></span>`;
    const text = (flawless[queue] as string)
      .replace('---\n', '---\nms.translationtype: MT\nms.openlocfilehash: x\n')
      .replace('[Pop]', `[${both('Метод Pop', 'Pop Method')}]`)
      .replace('[Push](iqueue-push-method.md)', both('Добавить', 'Push'));
    const found = ofRules(lintPages({ ...flawless, [queue]: text }));
    expect(found.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'CB819 Push has a page, and is listed without a link to it',
    ]);
  });

  it('leave words of translated pages alone', () => {
    const text = (flawless[push] as string)
      .replace('---\n', '---\nms.translationtype: MT\nms.openlocfilehash: x\n')
      .replaceAll('[in] The item', 'окне Элемент')
      .replaceAll('[in] Its size', 'окне Размер')
      .replace('title: "IQueue::Push Method"', 'title: "Метод IQueue::Push"')
      .replace('# IQueue::Push Method', '# <a name="iqueuepush-method"></a>Метод IQueue::Push');
    expect(ofRules(lintPages({ ...flawless, [push]: text }))).toEqual([]);
  });
});

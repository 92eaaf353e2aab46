import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { lintTrees } from '../../src/lint/lint.ts';
import { checkFacts } from '../../src/model/check-facts.ts';
import type { Facts } from '../../src/model/facts.ts';
import { noOverrides, type Overrides } from '../../src/model/overrides.ts';
import type { SourceFile, SourceTree } from '../../src/read/source-file.ts';
import { repository } from '../support/built-cli.ts';

const platformTypes = JSON.parse(readFileSync(path.join(repository, 'metadata/facts/platform-types.json'), 'utf8'));

/** Facts of a small API of this test's own: two interfaces, a function, an enumeration, a structure. */
const queueFacts: Facts = (() => {
  const entries = (of: object) => ({ entries: of });
  const { value, diagnostics } = checkFacts(
    new Map<string, unknown>([
      ['platform-types', platformTypes],
      [
        'iids',
        entries({
          IQueue: { iid: '1f9e5b10-0a1b-4c2d-8e3f-2a4b6c8d0e1f', base: 'IUnknown', header: 'queue.h' },
          IQueue2: { iid: '2f9e5b10-0a1b-4c2d-8e3f-2a4b6c8d0e1f', base: 'IQueue', header: 'queue.h' },
        }),
      ],
      [
        'vtables',
        entries({ IQueue: { first: 3, methods: ['Push', 'Pop', 'GetID'] }, IQueue2: { first: 6, methods: [] } }),
      ],
      [
        'signatures',
        entries({
          IQueue: {
            Push: ['HRESULT', ['const BYTE *', 'pbItem'], ['ULONG', 'cbItem']],
            Pop: ['HRESULT', ['IUnknown **', 'ppItem']],
            GetID: ['HRESULT', ['DWORD *', 'pdwId']],
          },
          IQueue2: {},
        }),
      ],
      [
        'functions',
        entries({
          OpenQueue: {
            header: 'queue.h',
            convention: 'stdcall',
            returns: 'HRESULT',
            parameters: [
              ['LPCWSTR', 'szName'],
              ['DWORD', 'dwFlags'],
            ],
          },
          CloseQueue: { header: 'queue.h', convention: 'stdcall', returns: 'DWORD', parameters: [] },
        }),
      ],
      [
        'enums',
        entries({ QUEUE_FLAGS: { header: 'queue.h', size: 4, members: { QF_NONE: 0, QF_LOCKED: 4, QF_SHARED: 8 } } }),
      ],
      [
        'structs',
        entries({
          QUEUE_INFO: {
            header: 'queue.h',
            kind: 'struct',
            size: 16,
            size32: 8,
            fields: [
              ['pItem', 'IUnknown *', 0, 8],
              ['count', 'DWORD', 8, 4],
            ],
          },
        }),
      ],
      [
        'constants',
        entries({
          QUEUE_OPEN_QUICKLY: { value: 16, header: 'queue.h' },
          QUEUE_OPEN_SLOWLY: { value: 2, header: 'queue.h' },
        }),
      ],
      ['typedefs', entries({ QUEUEID: { type: 'UINT_PTR', size: 8, header: 'queue.h' } })],
      [
        'hresults',
        entries({
          S_OK: { value: '0x00000000' },
          E_FAIL: { value: '0x80004005' },
          E_NOINTERFACE: { value: '0x80004002' },
          TEST_E_FALL: { value: '0x80131900' },
        }),
      ],
    ]),
  );
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  return value;
})();

/** A docs folder of the given pages, by id. */
export function docsOf(pages: Readonly<Record<string, string>>): SourceTree {
  const files = Object.entries(pages).map(
    ([id, text]): SourceFile => ({ path: id, id, text, hash: id, includes: new Map() }),
  );
  return { root: '.', origin: 'docs', files };
}

/** Lints pages with the facts of the small API. */
export function lintPages(
  pages: Readonly<Record<string, string>>,
  overrides: Partial<Overrides> = {},
): readonly Diagnostic[] {
  return lintTrees([docsOf(pages)], queueFacts, { ...noOverrides(), ...overrides });
}

/** What a page holds; everything that is left out is as it should be. */
interface PageParts {
  readonly head?: string;
  readonly title: string;
  readonly syntax?: string;
  readonly parameters?: string;
  readonly returns?: string;
  readonly members?: string;
  readonly methods?: string;
  readonly header?: string;
  readonly summary?: string;
  readonly remarks?: string;
}

/** A page in the form of the docs. */
function pageOf(parts: PageParts): string {
  const name = parts.title.replace(/ \w+$/, '').replace('::', '.');
  const section = (heading: string, text: string | undefined) =>
    text === undefined ? '' : `\n## ${heading}  \n${text}\n`;
  const head = parts.head ?? `title: "${parts.title}"\napi_name: \n  - "${name}"\n`;
  return [
    `---\n${head}---\n# ${parts.title}\n${parts.summary ?? 'Does something.'}\n`,
    section('Syntax', parts.syntax && `\n\`\`\`cpp\n${parts.syntax}\n\`\`\``),
    section('Parameters', parts.parameters),
    section('Return Value', parts.returns),
    section('Methods', parts.methods && `\n|Method|Description|\n|---|---|\n${parts.methods}`),
    section('Members', parts.members && `\n|Member|Description|\n|---|---|\n${parts.members}`),
    section('Remarks', parts.remarks),
    section('Requirements', ` **Header:** ${parts.header ?? 'Queue.h'}`),
  ].join('');
}

/** Pages of the small API without a fault. */
export const flawless: Readonly<Record<string, string>> = {
  'iqueue-interface.md': pageOf({
    title: 'IQueue Interface',
    methods:
      '|[GetID](iqueue-getid-method.md)|The number.|\n|[Pop](iqueue-pop-method.md)|Takes.|\n|[Push](iqueue-push-method.md)|Puts.|',
  }),
  'iqueue-push-method.md': pageOf({
    title: 'IQueue::Push Method',
    syntax: 'HRESULT Push(\n    [in] const BYTE *pbItem,\n    [in] ULONG cbItem);',
    parameters: ' `pbItem`  \n [in] The item.\n\n `cbItem`  \n [in] Its size.',
    returns: '\n|HRESULT|Description|\n|---|---|\n|S_OK|Done.|\n|E_FAIL|Not done.|',
    remarks: 'It is the 3rd slot of the virtual method table.',
  }),
  'iqueue-pop-method.md': pageOf({
    title: 'IQueue::Pop Method',
    syntax: 'HRESULT Pop([out] IUnknown **ppItem);',
    parameters: ' `ppItem`  \n [out] The item.',
  }),
  'iqueue-getid-method.md': pageOf({
    title: 'IQueue::GetID Method',
    syntax: 'HRESULT GetID([out] DWORD *pdwId);',
    parameters: ' `pdwId`  \n [out] The number.',
  }),
  'iqueue2-interface.md': pageOf({
    title: 'IQueue2 Interface',
    summary: 'A subclass of [IQueue](iqueue-interface.md).',
  }),
  'openqueue-function.md': pageOf({
    title: 'OpenQueue Function',
    syntax: 'HRESULT OpenQueue([in] LPCWSTR szName, [in] DWORD dwFlags);',
    parameters: ' `szName`  \n [in] The name.\n\n `dwFlags`  \n [in] How.',
  }),
  'queue-flags-enumeration.md': pageOf({
    title: 'QUEUE_FLAGS Enumeration',
    syntax: 'typedef enum QUEUE_FLAGS {\n    QF_NONE = 0,\n    QF_LOCKED = 4,\n    QF_SHARED = 8\n} QUEUE_FLAGS;',
    members: '|`QF_NONE`|None.|\n|`QF_LOCKED`|Locked.|\n|`QF_SHARED`|Shared.|',
  }),
  'queue-info-structure.md': pageOf({
    title: 'QUEUE_INFO Structure',
    syntax: 'typedef struct QUEUE_INFO {\n    IUnknown *pItem;\n    DWORD count;\n} QUEUE_INFO;',
    members: '|`pItem`|The item.|\n|`count`|How many.|',
  }),
};

/** A replacement in a page. */
export type Change = readonly [string | RegExp, string];

/** The flawless pages with changes of one of them. */
export function changed(page: string, ...changes: readonly Change[]): Record<string, string> {
  const text = changes.reduce((text, [from, to]) => text.replace(from, () => to), flawless[page] as string);
  return { ...flawless, [page]: text };
}

/** What findings say, and the text that each points to with the number of its line. */
export function shown(pages: Record<string, string>, codes: string, names: Overrides['names'] = []): string[] {
  return lintPages(pages, { names })
    .filter(({ code }) => codes.split(' ').includes(code))
    .map(({ code, message, location }) => {
      const text = pages[location?.file ?? '']?.slice(location?.start.offset, location?.end.offset);
      return `${code} ${message} @${location?.start.line} ${text}`;
    });
}

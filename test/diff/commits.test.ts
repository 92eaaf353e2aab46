import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import { listFindings } from '../../src/diff/report/report.ts';
import { enumPage, interfacePage, methodPage, page, table } from './pages.ts';
import { type Files, Repository } from './repository.ts';

const docs = 'docs/framework/unmanaged-api';

/** A kind of commit that the docs' history has, in small, and what the diff names. */
interface Case {
  readonly name: string;
  readonly old: Files;
  readonly new: Files;
  /** `kind api` of each change. */
  readonly changes: readonly string[];
  /** `gone` or `new`, and the code, of the findings that only one side has. */
  readonly findings?: readonly string[];
}

const monitor = (members: readonly (readonly [string, string])[]) => ({
  'profiling/my-high-monitor-enumeration.md': enumPage('MY_HIGH_MONITOR', members),
});

const getRuntime = (parameters: string) => ({
  'hosting/imyhost-interface.md': interfacePage('IMyHost', ['GetRuntime']),
  'hosting/imyhost-getruntime-method.md': methodPage('IMyHost', 'GetRuntime', [parameters, '[in] REFIID riid']).replace(
    '` \n',
    '`\n',
  ),
});

const cacheFlags = (separator: string) => ({
  'fusion/my-cache-flags-enumeration.md': enumPage('MY_CACHE_FLAGS', [], {
    declaration: `typedef enum {\n    MY_CACHE_ZAP = 0x01,\n    MY_CACHE_GAC = 0x02${separator}\n    MY_CACHE_ROOT = 0x04\n} MY_CACHE_FLAGS;`,
  }),
});

const version = (typedef: string, indent: string) => ({
  'debugging/my-debugging-version-structure.md': page({
    title: 'MY_DEBUGGING_VERSION Structure',
    declaration: `${typedef} struct _MY_DEBUGGING_VERSION\n{\n${indent}WORD wStructVersion;\n${indent}WORD wMajor;\n} MY_DEBUGGING_VERSION;`,
    sections: table('Members', [
      ['`wStructVersion`', 'The version of the structure.'],
      ['`wMajor`', 'The first number.'],
    ]),
  }),
});

const policyRows: readonly (readonly [string, string])[] = [
  ['`MY_POLICY_HIGH`', 'High.'],
  ['`MY_POLICY_LOW`', 'Low.'],
];
const policy = (rows: typeof policyRows) => ({
  'hosting/my-policy-flags-enumeration.md': enumPage(
    'MY_POLICY_FLAGS',
    [
      ['MY_POLICY_HIGH', '0x1'],
      ['MY_POLICY_LOW', '0x2'],
    ],
    { sections: table('Members', rows) },
  ),
});

/** Pages of every kind, for changes of the dialect that touch them all. */
const every: Files = {
  'profiling/imyinfo-interface.md': interfacePage('IMyInfo', ['GetName', 'SetName']),
  'profiling/imyinfo-getname-method.md': methodPage('IMyInfo', 'GetName', [
    '[in] ULONG cchName',
    '[out] WCHAR szName[]',
  ]),
  'profiling/imyinfo-setname-method.md': methodPage('IMyInfo', 'SetName', ['[in] LPCWSTR szName']),
  'profiling/my-flags-enumeration.md': enumPage('MY_FLAGS', [
    ['MY_NONE', '0'],
    ['MY_ALL', '0xff'],
  ]),
  ...version('typedef', '    '),
};
const swept = (change: (text: string) => string): Files =>
  Object.fromEntries(Object.entries(every).map(([name, text]) => [name, change(text)]));

const typedefs = (rows: readonly string[]) => ({
  'common-data-types-unmanaged-api-reference.md': page({
    title: 'Common Data Types (Unmanaged API Reference)',
    sections: `## Types\n\n|Data type|Definition|Defined in|Description|\n|-|-|-|-|\n${rows
      .map((row) => `|\`${row}\`|\`typedef UINT_PTR ${row};\`|corprof.h|A number.|`)
      .join('\n')}\n`,
  }),
});

const included = (token: string) => ({
  ...every,
  'profiling/imyinfo-setname-method.md': methodPage('IMyInfo', 'SetName', ['[in] LPCWSTR szName'], { versions: token }),
});

const cases: readonly Case[] = [
  {
    name: 'adds enumerators and corrects a value',
    old: monitor([
      ['MY_HIGH_NONE', '0x00000000'],
      ['MY_HIGH_REQUIRE_IMAGE', '0x00000000'],
    ]),
    new: monitor([
      ['MY_HIGH_NONE', '0x00000000'],
      ['MY_HIGH_ADD_REFERENCES', '0x00000001'],
      ['MY_HIGH_BASIC_GC', '0x00000010'],
      ['MY_HIGH_REQUIRE_IMAGE', '0x80000000'],
    ]),
    changes: [
      'enumerator-value MY_HIGH_MONITOR::MY_HIGH_REQUIRE_IMAGE',
      'enumerator-added MY_HIGH_MONITOR::MY_HIGH_ADD_REFERENCES',
      'enumerator-added MY_HIGH_MONITOR::MY_HIGH_BASIC_GC',
    ],
  },
  {
    name: 'adds pages',
    old: monitor([['MY_HIGH_NONE', '0']]),
    new: { ...monitor([['MY_HIGH_NONE', '0']]), ...every },
    changes: ['api-added IMyInfo', 'api-added MY_DEBUGGING_VERSION', 'api-added MY_FLAGS'],
    findings: ['new CB406'],
  },
  {
    name: 'closes the bracket of a direction',
    old: getRuntime('[in, LPCWSTR pwzVersion'),
    new: getRuntime('[in] LPCWSTR pwzVersion'),
    changes: [],
    findings: ['gone CB309'],
  },
  {
    name: 'adds a missing comma to an enumeration',
    old: cacheFlags(''),
    new: cacheFlags(','),
    changes: [],
    findings: ['gone CB303'],
  },
  {
    name: 'corrects a keyword and the indentation',
    old: version('Typedef', '\t'),
    new: version('typedef', '    '),
    changes: [],
    findings: ['gone CB310'],
  },
  {
    name: 'removes a repeated row of a table',
    old: policy([...policyRows, policyRows[1] as never]),
    new: policy(policyRows),
    changes: [],
  },
  {
    name: 'changes the level of headings everywhere',
    old: swept((text) => text.replaceAll('## Parameters', '#### Parameters').replaceAll('## Members', '### Members')),
    new: every,
    changes: [],
  },
  {
    name: 'adds the language to every fence and escapes underlines in titles',
    old: swept((text) => text.replaceAll('```cpp', '```')),
    new: swept((text) => text.replace(/^# .*$/m, (title) => title.replaceAll('_', '\\_'))),
    changes: [],
  },
  {
    name: 'changes the keys of the front matter everywhere',
    old: swept((text) =>
      text
        .replaceAll('api_name', 'api.name')
        .replaceAll('api_location', 'api.location')
        .replaceAll('api_type', 'api.type'),
    ),
    new: every,
    changes: [],
  },
  {
    name: 'adds rows to the table of typedefs',
    old: typedefs(['MyAppID']),
    new: typedefs(['MyAppID', 'MyModuleID', 'MyThreadID']),
    changes: ['api-added MyModuleID', 'api-added MyThreadID'],
  },
  {
    name: 'names other versions by an INCLUDE token',
    old: included('[!INCLUDE[old](../../../../includes/net-old.md)]'),
    new: included('[!INCLUDE[new](../../../../includes/net-new.md)]'),
    changes: ['availability IMyInfo::SetName'],
  },
  {
    name: 'changes the text of the file that a page includes',
    old: { ...included('[!INCLUDE[old](../../../../includes/net-old.md)]') },
    new: {
      ...included('[!INCLUDE[old](../../../../includes/net-old.md)]'),
      '../../../includes/net-old.md': 'Available since 1.1\n',
    },
    changes: ['availability IMyInfo::SetName'],
  },
  {
    name: 'adds an interface with its method',
    old: every,
    new: {
      ...every,
      'debugging/imyprocess4-interface.md': interfacePage('IMyProcess4', ['Filter']),
      'debugging/imyprocess4-filter-method.md': methodPage('IMyProcess4', 'Filter', ['[in] const BYTE pRecord[]']),
    },
    changes: ['api-added IMyProcess4'],
    findings: ['new CB406'],
  },
  {
    name: 'closes an INCLUDE token',
    old: included('[!INCLUDE[old](../../../../includes/net-old.md)'),
    new: included('[!INCLUDE[old](../../../../includes/net-old.md)]'),
    changes: [],
    findings: ['gone CB214'],
  },
  {
    name: 'rewrites prose and links',
    old: swept((text) =>
      text.replace('What ', 'This is what ').replaceAll('A value.', 'A value, see [other](other.md).'),
    ),
    new: swept((text) => text.replaceAll('A value.', 'A value, see [other](../elsewhere/other.md).')),
    changes: [
      'summary IMyInfo',
      'summary IMyInfo::GetName',
      'summary IMyInfo::SetName',
      'summary MY_DEBUGGING_VERSION',
      'summary MY_FLAGS',
    ],
  },
  {
    name: 'corrects the type of a parameter and drops a method',
    old: every,
    new: {
      ...every,
      'profiling/imyinfo-interface.md': interfacePage('IMyInfo', ['GetName']),
      'profiling/imyinfo-setname-method.md': undefined as never,
      'profiling/imyinfo-getname-method.md': methodPage('IMyInfo', 'GetName', [
        '[in] ULONG64 cchName',
        '[out] WCHAR szName[]',
      ]),
    },
    changes: ['method-removed IMyInfo::SetName', 'parameter-type IMyInfo::GetName(cchName)'],
  },
];

const shared: Files = {
  'includes/net-old.md': 'Available since 2.0\n',
  'includes/net-new.md': 'Available since 4.7.2\n',
};

function inDocs(files: Files): Files {
  const placed = Object.entries(files).flatMap(([name, text]) =>
    text === undefined ? [] : [[name.startsWith('../../../') ? name.slice(9) : `${docs}/${name}`, text] as const],
  );
  return { ...shared, ...Object.fromEntries(placed) };
}

describe('diff of two revisions', () => {
  let repository: Repository;
  beforeAll(() => {
    repository = new Repository();
    cases.forEach((one, index) => {
      repository.commit(`old-${index}`, inDocs(one.old));
      repository.commit(`new-${index}`, inDocs(one.new));
    });
    // Nothing may be read from the work tree.
    repository.commit('empty', {});
  });
  afterAll(() => repository.remove());

  it.each(cases.map((one, index) => [one.name, index, one] as const))(
    '%s',
    async (_, index, { changes, findings = [] }) => {
      const result = await diff({ cwd: repository.folder, git: `old-${index}..new-${index}`, docs });
      expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(result.outcome).toBe('done');
      expect(result.changes.map(({ kind, api }) => `${kind} ${api}`)).toEqual(changes);
      expect(listFindings(result).map(({ became, finding }) => `${became} ${finding.code}`)).toEqual(findings);
    },
  );
});

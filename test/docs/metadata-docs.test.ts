import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { printType } from '../../src/ctype/print-type.ts';
import type { Page } from '../../src/parse/page.ts';
import { parsePage } from '../../src/parse/parse-page.ts';
import { readMetadata } from '../../src/read/metadata.ts';
import { readTree } from '../../src/read/read-tree.ts';
import { HResultError } from '../../src/runtime/errors.ts';
import { root } from './markdown.ts';

const family = [
  'IHostTaskManager',
  'IHostTask',
  'ICLRTask',
  'ICLRTask2',
  'ICLRTaskManager',
  'IHostSyncManager',
  'ICLRSyncManager',
  'IHostCrst',
  'IHostAutoEvent',
  'IHostManualEvent',
  'IHostSemaphore',
  'IHostControl',
  'ICLRControl',
  'ICLRPolicyManager',
  'IHostPolicyManager',
];

const { facts } = (await readMetadata(path.join(root, 'metadata'))).value;
const methods = family.flatMap((owner) =>
  Object.keys(facts.signatures[owner] ?? {}).map((name) => [owner, name] as const),
);

/** A type without the blanks that spellings differ in; REFIID is what headers make it for C++. */
const bare = (type: string) => type.replace('REFIID', 'const IID &').replace(/\s+/g, '');

describe('the pages of metadata/docs', () => {
  const pages = new Map<string, Page>();
  const findings: string[] = [];

  beforeAll(() => {
    const tree = readTree(path.join(root, 'metadata', 'docs'), { origin: 'own', cwd: root });
    const parsed = tree.value.files.map(parsePage);
    for (const { value } of parsed)
      pages.set(value.owner === undefined ? value.name : `${value.owner}::${value.name}`, value);
    const diagnostics = [...tree.diagnostics, ...parsed.flatMap((result) => result.diagnostics)];
    findings.push(
      ...diagnostics.map(
        ({ code, location, message }) => `${location?.file}:${location?.start.line}: ${code} ${message}`,
      ),
    );
  });

  it('parse without a finding', () => {
    expect(findings).toEqual([]);
  });

  it('cover each interface of the hosting task family', () => {
    expect(family.filter((name) => pages.get(name)?.kind !== 'interface')).toEqual([]);
  });

  it.each(family)('list the methods of %s in vtable order, each with a page', (name) => {
    const rows = pages.get(name)?.methods.map((row) => row.name);
    expect(rows).toEqual(facts.vtables[name]?.methods);
  });

  it.each(methods)('declare %s::%s as the facts do, and describe every parameter and its direction', (owner, name) => {
    const page = pages.get(`${owner}::${name}`);
    const declaration = page?.syntax?.declaration;
    expect(declaration?.kind).toBe('function');
    if (page === undefined || declaration?.kind !== 'function') return;
    const [returns = '', ...parameters] = facts.signatures[owner]?.[name] ?? [''];
    expect(bare(printType(declaration.returns))).toBe(bare(returns));
    expect(declaration.parameters.map((one) => [bare(printType(one.type)), one.name])).toEqual(
      parameters.map(([type, parameter]) => [bare(type), parameter]),
    );
    expect(page.parameters.map((one) => one.name)).toEqual(parameters.map(([, parameter]) => parameter));
    for (const parameter of page.parameters) {
      expect(parameter.direction).toBeDefined();
      expect(parameter.text.length).toBeGreaterThan(15);
    }
    expect(page.summary?.text.length).toBeGreaterThan(20);
    expect(page.requirements.headers).toEqual(['mscoree.h']);
  });

  it('name only HRESULTs whose value is known', () => {
    const names = [...pages.values()].flatMap((page) => page.returnValue?.hresults.map((row) => row.name) ?? []);
    expect(names.length).toBeGreaterThan(300);
    expect([...new Set(names)].filter((name) => !(name in facts.hresults))).toEqual([]);
  });

  it('document the seven results of ReverseLeaveRuntime', () => {
    const rows = pages.get('IHostTaskManager::ReverseLeaveRuntime')?.returnValue?.hresults;
    expect(rows?.map((row) => row.name)).toEqual([
      'S_OK',
      'HOST_E_CLRNOTAVAILABLE',
      'HOST_E_TIMEOUT',
      'HOST_E_NOT_OWNER',
      'HOST_E_ABANDONED',
      'E_FAIL',
      'E_OUTOFMEMORY',
    ]);
    expect(new Set(rows?.map((row) => row.text)).size).toBe(7);
  });
});

describe('the descriptions of HRESULTs', () => {
  const file = path.join(root, 'metadata', 'facts', 'hresult-descriptions.json');
  const { entries } = JSON.parse(readFileSync(file, 'utf8')) as { entries: Record<string, string> };

  it('are single, finished, distinct sentences', () => {
    const texts = Object.values(entries);
    expect(texts.filter((text) => !/^[A-Z].{10,230}\.$/.test(text))).toEqual([]);
    expect(texts.length).toBe(new Set(texts).size);
  });

  it('reach the errors of the TypeScript runtime', () => {
    expect(new HResultError(0x80131023).meaning).toBe(entries.HOST_E_CLRNOTAVAILABLE);
  });

  it('cover the families that a host, a profiler or a debugger meets', () => {
    const named = (prefix: string) => Object.keys(facts.hresults).filter((name) => name.startsWith(prefix));
    for (const prefix of ['HOST_E_', 'CORPROF_E_', 'CORDBG_', 'FUSION_E_', 'CLR_E_', 'META_E_', 'CLDB_E_']) {
      expect(named(prefix).filter((name) => !(name in entries))).toEqual([]);
    }
  });
});

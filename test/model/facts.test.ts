import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parseType } from '../../src/ctype/parse-type.ts';
import { printType } from '../../src/ctype/print-type.ts';
import { buildModel } from '../../src/model/build-model.ts';
import { certainDirection } from '../../src/model/certain-direction.ts';
import { checkFacts } from '../../src/model/check-facts.ts';
import { checkOverrides } from '../../src/model/check-overrides.ts';
import { factKinds } from '../../src/model/facts.ts';
import { typesOf } from '../../src/model/facts-scope.ts';
import type { Signature } from '../../src/model/model.ts';
import { noOverrides, overrideKinds } from '../../src/model/overrides.ts';
import { createTypeTable } from '../../src/model/type-table.ts';
import { sizeOf } from './layout.ts';
import { loadMetadata, metadataFolder } from './metadata.ts';

const { facts, overrides } = await loadMetadata();
const { value: model, diagnostics } = buildModel({ trees: [], facts, overrides, comments: 'none' });

const json = (file: string): unknown => JSON.parse(readFileSync(path.join(metadataFolder, file), 'utf8'));

describe('metadata files', () => {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTuples: false });
  const files = ['facts', 'overrides'].flatMap((folder) =>
    readdirSync(path.join(metadataFolder, folder))
      .filter((name) => name.endsWith('.json'))
      .map((name) => `${folder}/${name}`),
  );

  it.each(files)('%s is valid against its schema', (file) => {
    const content = json(file) as { $schema: string };
    expect(content.$schema).toBe(`../schema/${file.replace('.json', '.schema.json')}`);
    const validate = ajv.compile(json(path.join(path.dirname(file), content.$schema)) as object);
    validate(content);
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each(files)('%s holds one entry a line, in order', (file) => {
    const text = readFileSync(path.join(metadataFolder, file), 'utf8');
    expect(text.endsWith('}\n')).toBe(true);
    if (file.startsWith('facts/') && !file.includes('documented-names')) {
      const keys = Object.keys((json(file) as { entries: object }).entries);
      const lower = (name: string) => name.toLowerCase();
      expect(keys).toEqual(
        [...keys].sort((a, b) => (lower(a) < lower(b) ? -1 : lower(a) > lower(b) ? 1 : a < b ? -1 : 1)),
      );
    }
  });

  it('are all known to the loader', () => {
    expect(files.map((file) => file.replace(/^.*\/|\.json$/g, '')).sort()).toEqual(
      [...factKinds, ...overrideKinds].sort(),
    );
  });
});

describe('facts', () => {
  it('give the whole model without pages', () => {
    const counts = Object.fromEntries(
      Object.entries(model).flatMap(([list, entities]) => (Array.isArray(entities) ? [[list, entities.length]] : [])),
    );
    expect(counts).toEqual({
      // 430 of the API and 18 of the Windows headers.
      interfaces: 448,
      enums: 240,
      structs: 143,
      functions: 176,
      callbacks: 42,
      typedefs: 94,
      constants: 194,
      guids: 149,
      coclasses: 0,
      hresults: 1402,
      markers: 0,
    });
    expect(diagnostics).toEqual([]);
  });

  it('have a signature for every slot and no other', () => {
    for (const [name, { methods }] of Object.entries(facts.vtables)) {
      expect([name, Object.keys(facts.signatures[name] ?? {}).sort()]).toEqual([name, [...methods].sort()]);
    }
  });

  it('have the IIDs, bases and slots that clients depend on', () => {
    const find = (name: string) => model.interfaces.find((entity) => entity.name === name);
    expect(find('IUnknown')).toMatchObject({ firstSlot: 0, header: 'clr_platform.h' });
    expect(find('ICLRRuntimeHost')).toMatchObject({ iid: '90f1a06c-7712-4762-86b5-7a5eba6bdb02', base: 'IUnknown' });
    const slot = (owner: string, method: string) => find(owner)?.methods.find(({ name }) => name === method)?.slot;
    expect(slot('ICLRRuntimeHost', 'GetCurrentAppDomainId')).toBe(9);
    expect(slot('IHostTaskManager', 'ReverseLeaveRuntime')).toBe(12);
    expect(slot('ICorProfilerCallback2', 'ThreadNameChanged')).toBe(72);
    expect(find('ICorDebugAppDomain')?.base).toBe('ICorDebugController');
    expect(find('ICeeFileGen')).toMatchObject({ firstSlot: 0, plainClass: true });
  });

  it('state directions of parameters that exist, where their types leave them open', () => {
    const signatures = new Map<string, Signature>([
      ...model.interfaces.flatMap((owner) =>
        owner.methods.map((method) => [`${owner.name}::${method.name}`, method] as const),
      ),
      ...[...model.functions, ...model.callbacks].map((entity) => [entity.name, entity] as const),
    ]);
    const isInterface = (name: string) => facts.iids[name] !== undefined || facts.externals[name] !== undefined;
    const wrong = Object.entries(facts.directions).flatMap(([symbol, stated]) =>
      Object.entries(stated).flatMap(([name, said]) => {
        const [direction, count] = Array.isArray(said) ? said : [said];
        const parameters = signatures.get(symbol)?.parameters ?? [];
        const parameter = parameters.find((other) => other.name === name);
        if (!parameter || parameter.direction !== direction) return [`${symbol} ${name}: no such parameter`];
        if (count !== undefined)
          return parameters.some((other) => other.name === count) ? [] : [`${symbol} ${name}: nothing counts it`];
        return certainDirection(parameter.type, facts, isInterface) === direction ? [`${symbol} ${name}: certain`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('count the elements of arrays that native code fills', () => {
    const find = (owner: string, method: string) =>
      model.interfaces
        .find(({ name }) => name === owner)
        ?.methods.find(({ name }) => name === method)
        ?.parameters.map(({ direction, sizeIs = [] }) => [direction, ...sizeIs].join(' '));
    expect(find('ICLRRuntimeHost2', 'CreateDelegate')).toEqual(['in', 'in', 'in', 'in', 'out']);
    expect(find('ICLRRuntimeHost2', 'ExecuteAssembly')).toEqual(['in', 'in', 'in', 'in argc', 'out']);
    expect(find('ISOSDacInterface', 'GetAppDomainList')).toEqual(['in', 'out count', 'out']);
    expect(find('IXCLRDataAppDomain', 'GetName')).toEqual(['in', 'out', 'out bufLen']);
  });

  it('describe structures whose fields add up to the measured sizes', () => {
    const table = createTypeTable(model, facts['platform-types']);
    const unlike = Object.entries(facts.structs).flatMap(([name, fact]) => {
      const size = [sizeOf(model, facts, table, name, 8), sizeOf(model, facts, table, name, 4)];
      return size[0] === fact.size && size[1] === fact.size32 ? [] : [[name, size, [fact.size, fact.size32]]];
    });
    expect(unlike).toEqual([]);
  });

  it('spell every type as the model does', () => {
    const types = new Set([
      ...typesOf(model),
      ...Object.values(facts['platform-types']).flatMap(({ fields = [] }) => fields.map(({ type }) => type)),
    ]);
    types.delete('');
    expect(types.size).toBeGreaterThan(500);
    expect([...types].filter((type) => printType(parseType(type)) !== type)).toEqual([]);
  });

  it('name no C header noise', () => {
    expect(model.constants.filter(({ name }) => /^(U?INT\d*|PTRDIFF|WCHAR|SIG_ATOMIC|OPTQR)/.test(name))).toEqual([]);
  });
});

describe('checking', () => {
  it('names file and key of a wrong fact and leaves it out', () => {
    const { value, diagnostics } = checkFacts(
      new Map<string, unknown>([
        ['iids', { entries: { IGood: { header: 'a.h' }, IBad: { iid: '{0}', header: 'a.h' } } }],
        ['vtables', []],
      ]),
    );
    expect(Object.keys(value.iids)).toEqual(['IGood']);
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'CB510 facts/iids.json#IBad: iid: not a GUID in lower case',
      'CB510 facts/vtables.json: must be an object with "entries"',
    ]);
  });

  it('keeps names like those of Object.prototype out of the tables', () => {
    const { value } = checkFacts(new Map());
    expect(value.iids.constructor).toBeUndefined();
    expect(value.hresults.toString).toBeUndefined();
  });

  it('refuses an override whose truth is no type', () => {
    const entry = { symbol: 'A', page: 'a.md', reason: 'x', source: 'y', says: 'int', is: 'BYTE*' };
    const { value, diagnostics } = checkOverrides(
      new Map([['returns', { entries: [entry, { ...entry, is: 'BYTE *' }] }]]),
    );
    expect(value.returns.map(({ is }) => is)).toEqual(['BYTE *']);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'overrides/returns.json#0 is: not a type in the spelling of the model',
    ]);
  });

  it('names file and position of a wrong override', () => {
    const { value, diagnostics } = checkOverrides(
      new Map<string, unknown>([['names', { entries: [{ symbol: 'A' }] }]]),
    );
    expect(value).toEqual(noOverrides());
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      expect.stringMatching(/^CB503 overrides\/names\.json#0 page: /),
    ]);
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { buildModel } from '../../src/model/build-model.ts';
import { contradictions } from '../../src/model/contradictions.ts';
import { joinHeaders, splitByHeader } from '../../src/model/header-parts.ts';
import { modelFromJson, modelLists, modelToJson } from '../../src/model/json.ts';
import type { Entity, Model } from '../../src/model/model.ts';
import { type OverrideKind, type Overrides, overrideKinds } from '../../src/model/overrides.ts';
import { createTypeTable } from '../../src/model/type-table.ts';
import type { Page } from '../../src/parse/page.ts';
import type { Metadata } from '../../src/read/metadata.ts';
import { corpusFolder, hasCorpus, readPages, translatedFolder } from './corpus.ts';
import { loadMetadata, metadataFolder, repository } from './metadata.ts';

/** Reviewed counts; written anew with UPDATE_BASELINE=1, to be read before it is committed. */
const baselineFile = path.join(repository, 'test/model/corpus-baseline.json');

describe.skipIf(!hasCorpus)('the reference of 2019', () => {
  let metadata: Metadata;
  let pages: Page[];
  let model: Model;
  let diagnostics: readonly Diagnostic[];
  const build = (options: { pages?: readonly Page[]; overrides?: Overrides } = {}) =>
    buildModel({
      trees: [{ origin: 'docs', pages: options.pages ?? pages }],
      facts: metadata.facts,
      overrides: options.overrides ?? metadata.overrides,
      comments: 'none',
    });

  beforeAll(async () => {
    metadata = await loadMetadata();
    pages = await readPages(corpusFolder);
    ({ value: model, diagnostics } = build());
  });

  it('gives the entities and findings of the baseline', () => {
    const actual = {
      pages: countBy(pages, (page) => page.kind),
      documented: Object.fromEntries(
        modelLists.map((list) => [
          list,
          (model[list] as readonly Entity[]).filter((entity) => entity.documented).length,
        ]),
      ),
      methods: {
        withPage: model.interfaces.flatMap((entity) => entity.methods).filter((method) => method.page !== undefined)
          .length,
        documented: model.interfaces.flatMap((entity) => entity.methods).filter((method) => method.documented).length,
        all: model.interfaces.flatMap((entity) => entity.methods).length,
      },
      vtableUnknown: model.interfaces.filter((entity) => entity.vtable === 'unknown').map((entity) => entity.name),
      undocumentedMembers: model.enums
        .filter((entity) => entity.documented)
        .flatMap((entity) => entity.members.filter((member) => !member.documented)).length,
      findings: countBy(diagnostics, (finding) => finding.code),
    };
    if (process.env.UPDATE_BASELINE) writeFileSync(baselineFile, `${JSON.stringify(actual, null, 2)}\n`);
    expect(actual).toEqual(JSON.parse(readFileSync(baselineFile, 'utf8')));
  });

  it('agrees with the facts in every documented signature, structure, enumeration and header', () => {
    const open = contradictions(model, metadata.facts).filter(
      ({ grade, what }) => grade !== 'name' || what === 'header',
    );
    expect(open).toEqual([]);
  });

  it('needs every override', () => {
    const wrongs = ({ value, diagnostics: found }: ReturnType<typeof build>): number =>
      contradictions(value, metadata.facts).length + found.filter(({ code }) => code === 'CB425').length;
    const unneeded: string[] = [];
    for (const kind of overrideKinds) {
      for (const entry of metadata.overrides[kind]) {
        const files = 'pages' in entry ? entry.pages : [entry.page];
        const some = pages.filter((page) => files.includes(page.id));
        const without = { ...metadata.overrides, [kind]: withoutEntry(metadata.overrides, kind, entry) };
        const corrected = build({ pages: some });
        const uncorrected = build({ pages: some, overrides: without });
        if (some.length < files.length || modelToJson(corrected.value) === modelToJson(uncorrected.value)) {
          unneeded.push(`${kind} ${JSON.stringify(entry)}`);
          continue;
        }
        // What concerns types, values and layout must show as a difference from the facts, which know no directions, or
        // as a declaration that is refused.
        if (!['names', 'types', 'hresults', 'structs', 'enums', 'typedefs', 'directions'].includes(kind)) {
          if (wrongs(uncorrected) <= wrongs(corrected)) unneeded.push(`${kind} ${JSON.stringify(entry)}`);
        }
      }
    }
    expect(unneeded).toEqual([]);
    expect(diagnostics.filter(({ code }) => code === 'CB501')).toEqual([]);
  });

  it('places every finding of a page on that page', () => {
    const placed = diagnostics.filter(({ code }) => code.startsWith('CB4'));
    expect(placed.filter(({ location }) => !location?.file.endsWith('.md')).map(({ message }) => message)).toEqual([]);
  });

  it('is the same model for shuffled pages', () => {
    const text = modelToJson(model);
    for (const seed of [1, 2]) expect(modelToJson(build({ pages: shuffled(pages, seed) }).value) === text).toBe(true);
  });

  it('survives JSON, and the split by header', () => {
    const text = modelToJson(model);
    const read = modelFromJson(text, 'model.json');
    expect(read.diagnostics).toEqual([]);
    expect(read.value && modelToJson(read.value) === text).toBe(true);
    const parts = [...splitByHeader(model).values()].reverse();
    const joined = joinHeaders(parts.map((part) => modelFromJson(modelToJson(part), 'part').value as Model));
    expect(modelToJson(joined) === text).toBe(true);
  });

  it('is valid against the schema of the model', () => {
    const ajv = new Ajv2020({ allowUnionTypes: true, strictTuples: false });
    const schema = JSON.parse(readFileSync(path.join(metadataFolder, 'schema/model.schema.json'), 'utf8'));
    const validate = ajv.compile(schema);
    validate(JSON.parse(modelToJson(model)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('holds no prose without being asked for it, and all of it when asked', () => {
    expect(modelToJson(model)).not.toMatch(/"(text|summary|remarks)":(?!"(Available|\d|[A-Z]))/);
    const full = buildModel({
      trees: [{ origin: 'docs', pages }],
      facts: metadata.facts,
      overrides: metadata.overrides,
      comments: 'full',
    }).value;
    const reverse = method(full, 'IHostTaskManager', 'ReverseLeaveRuntime');
    expect(reverse?.docs?.origin).toBe('docs');
    expect(reverse?.docs?.summary).toMatch(/common language runtime/i);
    expect(reverse?.hresults.every(({ text }) => text !== undefined)).toBe(true);
  });

  it('resolves every type that a declaration uses', () => {
    const table = createTypeTable(model, metadata.facts['platform-types']);
    const unknown = new Set<string>();
    for (const entity of model.interfaces) {
      for (const { returns, parameters } of entity.methods) {
        for (const type of [returns, ...parameters.map((parameter) => parameter.type)]) {
          const name = leafName(table.resolve(type));
          if (name !== undefined && table.kindOf(name) === 'unknown') unknown.add(name);
        }
      }
    }
    expect([...unknown]).toEqual([]);
  });

  it('has the method that the project began with', () => {
    expect(method(model, 'IHostTaskManager', 'ReverseLeaveRuntime')).toMatchObject({
      slot: 12,
      documented: true,
      returns: 'HRESULT',
      parameters: [],
      hresults: [
        { name: 'S_OK', value: 0 },
        { name: 'HOST_E_CLRNOTAVAILABLE', value: 0x80131023 },
        { name: 'HOST_E_TIMEOUT', value: 0x80131024 },
        { name: 'HOST_E_NOT_OWNER', value: 0x80131025 },
        { name: 'HOST_E_ABANDONED', value: 0x80131026 },
        { name: 'E_FAIL', value: 0x80004005 },
        { name: 'E_OUTOFMEMORY', value: 0x8007000e },
      ],
    });
  });

  it('takes the signature of pages without a declaration from the facts', () => {
    const commit = method(model, 'ICorDebugController', 'CommitChanges');
    expect(commit).toMatchObject({
      documented: true,
      slot: 12,
      sources: { signature: 'facts/signatures.json#ICorDebugController' },
    });
    expect(commit?.parameters).toHaveLength(3);
  });

  it('drops what the docs no longer document, but not the slot of a method', () => {
    const gone = new Set([
      'hosting/eclrfailure-enumeration.md',
      'hosting/ihosttask-join-method.md',
      'metadata/corsavesize-enumeration.md',
    ]);
    const rest = build({ pages: pages.filter((page) => !gone.has(page.id)) }).value;
    expect(method(rest, 'IHostTask', 'Join')).toMatchObject({ documented: false, slot: 5 });
    // A parameter needs it.
    expect(rest.enums.find(({ name }) => name === 'CorSaveSize')).toMatchObject({ documented: false });
    expect(rest.structs.length).toBe(model.structs.length);
    const noUse = build({
      pages: pages.filter((page) => page.id !== 'strong-naming/gethashfromfile-function.md'),
    }).value;
    expect(noUse.functions.some(({ name }) => name === 'GetHashFromFile')).toBe(false);
  });

  it('gives the same facts of a machine-translated page', async () => {
    const translated = buildModel({
      trees: [{ origin: 'docs', pages: await readPages(translatedFolder) }],
      facts: metadata.facts,
      overrides: metadata.overrides,
      comments: 'none',
    });
    expect(translated.diagnostics.filter(({ code }) => code === 'CB501')).toEqual([]);
    expect(contradictions(translated.value, metadata.facts).filter(({ grade }) => grade !== 'name')).toEqual([]);
    const signatures = (from: Model, owner: string) =>
      from.interfaces
        .find(({ name }) => name === owner)
        ?.methods.map(({ name, slot, returns, parameters }) => [
          name,
          slot,
          returns,
          parameters.map(({ type }) => type),
        ]);
    for (const owner of ['IHostTaskManager', 'ICLRRuntimeHost', 'IHostMalloc']) {
      expect(signatures(translated.value, owner)).toEqual(signatures(model, owner));
    }
  });
});

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function withoutEntry<K extends OverrideKind>(overrides: Overrides, kind: K, entry: object): Overrides[K] {
  return (overrides[kind] as readonly object[]).filter((other) => other !== entry) as unknown as Overrides[K];
}

function method(model: Model, owner: string, name: string) {
  return model.interfaces.find((entity) => entity.name === owner)?.methods.find((candidate) => candidate.name === name);
}

function leafName(type: ReturnType<ReturnType<typeof createTypeTable>['resolve']>): string | undefined {
  if (type.kind === 'pointer') return leafName(type.to);
  if (type.kind === 'array') return leafName(type.of);
  return 'name' in type ? type.name : undefined;
}

/** The same order for the same seed. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed;
  const random = () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state;
  };
  return items
    .map((item) => [random(), item] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, item]) => item);
}
